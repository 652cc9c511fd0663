import { createStore } from 'zustand/vanilla';
import type { DeckId, QuizId } from '#core/ids.ts';
import type { DrawRequest } from '#core/quiz/generate.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import type { Confidence, Given, Quiz } from '#core/quiz/question.ts';
import type { Limits } from '#storage/deck-questions.ts';
import { prepareOne } from './prepare-one.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** What becomes of the answer to the question on screen. Whether it is answered stands in the quiz's row. */
export type Giving =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' | 'given'; readonly given: Given }
  /** It could not be written; the question waits. */
  | {
      readonly kind: 'unsaved';
      readonly given: Given;
      readonly confidence?: Confidence;
      readonly takenMs: number;
      readonly code: StorageErrorCode;
    };

/** Ending the quiz is a write, too. */
export type Ending = { readonly kind: 'none' | 'saving' } | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

export interface QuizState {
  /** The question on screen. */
  readonly index: number;
  readonly giving: Giving;
  readonly ending: Ending;
  /** As the last answer that was stored from here left it: known before a live query has told it. */
  readonly stored: Quiz;
  answer(given: Given, confidence?: Confidence): Promise<void>;
  saveAgain(): Promise<void>;
  next(): void;
  /** Whether it is ended now. */
  end(): Promise<boolean>;
}

/** The moment of a quiz that is going on: it goes on at the first question without an answer. */
export function createQuizStore(services: Services, quiz: Quiz) {
  const first = Math.min(quiz.answers.length, quiz.questions.length - 1);
  let shownAtTicks = services.clock.ticks();

  return createStore<QuizState>()((set, get) => {
    async function give(given: Given, takenMs: number, confidence: Confidence | undefined): Promise<void> {
      const { index } = get();
      set({ giving: { kind: 'saving', given } });
      try {
        const storage = await services.storage();
        const stored = await storage.answerQuestion(quiz.id, index, given, takenMs, services.clock.now(), confidence);
        set({ stored });
        settle({ kind: 'given', given });
      } catch (error) {
        settle({ kind: 'unsaved', given, takenMs, code: codeOf(error), ...(confidence && { confidence }) });
      }

      /** The query may have told the answer before the journal had it, and the learner may be at the next question by now. */
      function settle(giving: Giving): void {
        if (get().index === index) set({ giving });
      }
    }

    return {
      index: first,
      giving: { kind: 'none' },
      ending: { kind: 'none' },
      stored: quiz,

      async answer(given, confidence) {
        const { giving } = get();
        if (giving.kind === 'saving' || giving.kind === 'given') return;
        await give(given, Math.round(services.clock.ticks() - shownAtTicks), confidence);
      },

      async saveAgain() {
        const { giving } = get();
        if (giving.kind === 'unsaved') await give(giving.given, giving.takenMs, giving.confidence);
      },

      next() {
        const { index } = get();
        if (index + 1 >= quiz.questions.length) return;
        shownAtTicks = services.clock.ticks();
        set({ index: index + 1, giving: { kind: 'none' } });
      },

      async end() {
        if (get().ending.kind === 'saving') return false;
        set({ ending: { kind: 'saving' } });
        try {
          const storage = await services.storage();
          const ended = await storage.endQuiz(quiz.id, services.clock.now());
          for (const card of markQuiz(ended).toStudy) services.tabs.announce({ card });
          set({ ending: { kind: 'none' } });
          return true;
        } catch (error) {
          set({ ending: { kind: 'unsaved', code: codeOf(error) } });
          return false;
        }
      },
    };
  });
}

export interface QuizChoice extends Omit<DrawRequest, 'seed' | 'may'> {
  readonly deck: DeckId;
  /** Of what the deck's questions were counted: those of an older state are not asked. */
  readonly state: string;
  readonly limits: Limits;
}

export interface QuizStartState {
  readonly starting: Ending;
  /** Composes the quiz that is likely to be started, so that its first question is there at once. */
  prepare(choice: QuizChoice): void;
  /** The quiz that was started (one that was going on ends), or undefined when it could not be stored. */
  start(choice: QuizChoice): Promise<QuizId | undefined>;
}

export function createQuizStart(services: Services) {
  const compose = prepareOne(async ({ deck, state: _state, limits, ...request }: QuizChoice) => {
    const { instant: startedAt, day } = services.clock.now();
    const seed = services.seed();
    const { drawQuiz } = await services.questions();
    return drawQuiz({ deck, limits, request: { ...request, id: '' as QuizId, seed, startedAt, day } });
  });
  return createStore<QuizStartState>()((set, get) => ({
    starting: { kind: 'none' },

    prepare: compose.ahead,

    async start(choice) {
      if (get().starting.kind === 'saving') return undefined;
      set({ starting: { kind: 'saving' } });
      try {
        const storage = await services.storage();
        const quiz = await compose.now(choice);
        if (quiz === undefined) {
          // Removed in another tab: this screen is told by its own query.
          set({ starting: { kind: 'none' } });
          return undefined;
        }
        const { instant: startedAt, day } = services.clock.now();
        const id = `${startedAt.toString(36)}-${quiz.seed.toString(36)}` as QuizId;
        await storage.startQuiz({ ...quiz, id, startedAt, day });
        set({ starting: { kind: 'none' } });
        return id;
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
