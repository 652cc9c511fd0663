import { createStore } from 'zustand/vanilla';
import type { DeckId, QuizId } from '#core/ids.ts';
import type { Blueprint } from '#core/quiz/exam.ts';
import type { Given, Quiz } from '#core/quiz/question.ts';
import { changeSheet, leftMs, paperOf, type SheetChange } from '#core/quiz/sheet.ts';
import type { Limits } from '#storage/deck-questions.ts';
import { beginExam, findBegun } from './begun-exam.ts';
import { prepareOne } from './prepare-one.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** Whether what was done is kept: every change is written as it is done, in order. */
export type Keeping = { readonly kind: 'kept' | 'saving' } | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

export interface ExamState {
  /** With what is not written yet. */
  readonly quiz: Quiz;
  readonly index: number;
  /** The question is hidden, and no time passes. */
  readonly paused: boolean;
  readonly keeping: Keeping;
  /** As of the last tick. */
  readonly leftMs: number;
  give(given: Given): void;
  mark(): void;
  strike(option: number): void;
  go(index: number): void;
  pause(): void;
  goOn(): void;
  /** Time passes; once in a while it is written, so that a crash takes no more than a few seconds of it. */
  tick(): void;
  /** The page may be gone the next moment. */
  hide(): void;
  saveAgain(): Promise<void>;
  /** Whether it is handed in now. */
  handIn(): Promise<boolean>;
}

/** So much time at most is lost to a crash, and given to the learner. */
const heartbeatMs = 5_000;

interface Waiting {
  readonly index: number;
  readonly change: SheetChange;
  readonly spentMs: number;
}

/** The moment of a mock exam: which question is on screen, and the time since something was last written. */
export function createExamStore(services: Services, quiz: Quiz) {
  const begun = findBegun(services, quiz.id);
  let since = services.clock.ticks();
  let waiting: readonly Waiting[] = [];
  let writing: Promise<void> | undefined;
  let handing: Promise<boolean> | undefined;

  return createStore<ExamState>()((set, get) => {
    const passed = () => (get().paused ? 0 : Math.max(0, services.clock.ticks() - since));

    function act(change: SheetChange): void {
      const { index } = get();
      const spentMs = passed();
      since = services.clock.ticks();
      const next = changeSheet(get().quiz, index, change, spentMs);
      waiting = [...waiting, { index, change, spentMs }];
      set({ quiz: next, leftMs: leftMs(paperOf(next)) });
      void write();
    }

    function write(): Promise<void> {
      writing ??= writeAll();
      return writing;
    }

    async function writeAll(): Promise<void> {
      if (waiting.length > 0) set({ keeping: { kind: 'saving' } });
      try {
        await begun?.keep();
        const storage = await services.storage();
        for (let [first] = waiting; first !== undefined; [first] = waiting) {
          await storage.changeExam(quiz.id, first.index, first.change, first.spentMs);
          waiting = waiting.slice(1);
        }
        // Before it is told: whoever hears it may have more to write at once, as when the time is up.
        writing = undefined;
        set({ keeping: { kind: 'kept' } });
      } catch (error) {
        writing = undefined;
        set({ keeping: { kind: 'unsaved', code: codeOf(error) } });
      }
    }

    async function submit(): Promise<boolean> {
      if (!get().paused) act({ kind: 'spend' });
      await write();
      if (waiting.length > 0) return false;
      set({ keeping: { kind: 'saving' } });
      try {
        const storage = await services.storage();
        await storage.handInExam(quiz.id, services.clock.now());
        set({ keeping: { kind: 'kept' } });
        return true;
      } catch (error) {
        set({ keeping: { kind: 'unsaved', code: codeOf(error) } });
        return false;
      }
    }

    return {
      quiz,
      index: Math.max(
        0,
        (quiz.exam?.sheets ?? []).findIndex(({ given }) => given === undefined),
      ),
      paused: false,
      keeping: { kind: 'kept' },
      leftMs: leftMs(paperOf(quiz)),

      give: (given) => act({ kind: 'give', given }),
      mark() {
        const { quiz: at, index } = get();
        act({ kind: 'mark', marked: paperOf(at).sheets[index]?.marked !== true });
      },
      strike(option) {
        const { quiz: at, index } = get();
        act({ kind: 'strike', option, struck: paperOf(at).sheets[index]?.struck.includes(option) !== true });
      },
      go(index) {
        const { quiz: at } = get();
        if (index < 0 || index >= at.questions.length || index === get().index) return;
        act({ kind: 'spend' });
        set({ index });
      },
      pause() {
        if (get().paused) return;
        act({ kind: 'spend' });
        set({ paused: true });
      },
      goOn() {
        since = services.clock.ticks();
        set({ paused: false });
      },
      tick() {
        const gone = passed();
        if (gone >= heartbeatMs && get().keeping.kind !== 'unsaved') act({ kind: 'spend' });
        else set({ leftMs: Math.max(0, leftMs(paperOf(get().quiz)) - gone) });
      },
      hide() {
        if (passed() > 0) act({ kind: 'spend' });
      },
      saveAgain: () => write(),
      handIn() {
        // Once at a time: when the time is up, the screen asks again each time that all is written, this handing in included.
        handing ??= submit().finally(() => {
          handing = undefined;
        });
        return handing;
      },
    };
  });
}

export interface ExamChoice {
  readonly deck: DeckId;
  /** Of what the deck's questions were counted: those of an older state are not asked. */
  readonly state: string;
  readonly limits: Limits;
  readonly blueprint: Blueprint;
}

export interface ExamStartState {
  readonly starting: Keeping;
  /** Composes the exams that are likely to be started, so that the first question is there at once. */
  prepare(choices: readonly ExamChoice[]): void;
  /** The exam that was started: it is written while its first question is looked at. Undefined when nothing can be. */
  start(choice: ExamChoice): Promise<QuizId | undefined>;
}

/** What was made ahead and not begun yet: of those with domains, and of those to one's own measure. */
const composing = new WeakMap<Services, ReturnType<typeof composeAhead>>();

function composeAhead(services: Services) {
  const ofKind = () => {
    /** Until one is begun: of one seed, a longer exam begins with what the shorter has, so that a change of measure costs little. */
    let seed: number | undefined;
    const prepared = prepareOne(async ({ blueprint, ...choice }: ExamChoice) => {
      const { instant: startedAt, day } = services.clock.now();
      seed ??= services.seed();
      const request = { id: '' as QuizId, seed, startedAt, day };
      return (await services.questions()).drawExam({ ...choice, blueprint, request });
    });
    return {
      ahead: prepared.ahead,
      atOnce(choice: ExamChoice): Quiz | undefined {
        const exam = prepared.atOnce(choice);
        if (exam !== undefined) seed = undefined;
        return exam;
      },
      now(choice: ExamChoice): Promise<Quiz | undefined> {
        const exam = prepared.now(choice);
        seed = undefined;
        return exam;
      },
    };
  };
  const [weighed, alike] = [ofKind(), ofKind()];
  return ({ blueprint }: ExamChoice) => (blueprint.domains.length > 0 ? weighed : alike);
}

export function createExamStart(services: Services) {
  const of = composing.get(services) ?? composeAhead(services);
  composing.set(services, of);

  function begin(exam: Quiz): QuizId {
    const { instant: startedAt, day } = services.clock.now();
    const id = `${startedAt.toString(36)}-${exam.seed.toString(36)}` as QuizId;
    beginExam(services, { ...exam, id, startedAt, day });
    return id;
  }

  return createStore<ExamStartState>()((set, get) => ({
    starting: { kind: 'kept' },
    prepare(choices) {
      for (const choice of choices) of(choice).ahead(choice);
    },
    async start(choice) {
      if (get().starting.kind === 'saving') return undefined;
      const made = of(choice).atOnce(choice);
      if (made !== undefined) return begin(made);
      set({ starting: { kind: 'saving' } });
      try {
        await services.storage();
        const exam = await of(choice).now(choice);
        if (exam === undefined) {
          // Removed in another tab: this screen is told by its own query.
          set({ starting: { kind: 'kept' } });
          return undefined;
        }
        set({ starting: { kind: 'kept' } });
        return begin(exam);
      } catch (error) {
        set({ starting: { kind: 'unsaved', code: codeOf(error) } });
        return undefined;
      }
    },
  }));
}

/** A storage error is told where the learner is; anything else is our own mistake and thrown on. */
function codeOf(error: unknown): StorageErrorCode {
  const code = storageErrorCode(error);
  if (code === undefined) throw error;
  return code;
}
