import { createStore } from 'zustand/vanilla';
import type { Card } from '#core/decks/deck.ts';
import type { Deed } from '#core/deed.ts';
import type { CardId, DeckId, EntityId, EntryId } from '#core/ids.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import { isAsked, presetFor, usualScope, type Options } from '#core/scheduling/options.ts';
import {
  buildQueue,
  countQueue,
  nextCard,
  patchQueue,
  putFirst,
  withoutCards,
  type Queue,
  type QueueCounts,
} from '#core/scheduling/queue.ts';
import { again, type CardState, type Rating, type Schedule } from '#core/scheduling/schedule.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import type { EntityRow } from '#storage/rows.ts';
import type { NextDue, Storage, StorageErrorCode, Undone } from '#storage/storage.ts';
import type { SessionLoad } from './due-load.ts';
import type { NoticesStore } from './notices.ts';
import type { ReadyLook, Scheduling, Services } from './services.ts';

/** What was asked for: today's queue as it was just read, that of a part of the cards, or these cards, due or not. */
export type StudyRequest =
  | { readonly kind: 'today'; readonly look: ReadyLook }
  | { readonly kind: 'scope'; readonly scope: StudyScope }
  /** `cram`: the answers are kept and move nothing. */
  | { readonly kind: 'cards'; readonly cards: readonly CardId[]; readonly cram?: true };

export type Stage =
  | { readonly kind: 'opening' }
  | CardStage
  | LeechStage
  | {
      readonly kind: 'done';
      /** When the next learning card comes back today, if nothing else is left. */
      readonly waitingUntil?: Instant;
    };

export interface CardStage {
  readonly kind: 'question' | 'answer';
  /** A snapshot on purpose: an answer names the revision that the learner saw. */
  readonly schedule: Schedule;
  readonly card: Card;
  readonly entity: EntityRow;
  /** What each button leads to and how likely recall is now, once ts-fsrs is there. */
  readonly foresight?: Foresight;
  /** The answer is to be typed before it is shown. */
  readonly typing?: true;
  /** What was typed, once the answer is shown, and the rating that goes with it. */
  readonly typed?: string;
  readonly suggested?: Rating;
  /** The rating that is being written. */
  readonly saving?: Rating;
  /** The answer that could not be written, and why. The card waits. */
  readonly unsaved?: { readonly rating: Rating; readonly code: StorageErrorCode };
}

/** Forgotten so often that help is due; the answer is written, and the session waits. */
export interface LeechStage {
  readonly kind: 'leech';
  /** As the answer left it. */
  readonly schedule: Schedule;
  readonly card: Card;
  readonly entity: EntityRow;
}

/** What became of taking something back; `failed` could not be written. */
export type TakenBack = Undone | { readonly kind: 'failed'; readonly code: StorageErrorCode };

export interface Foresight {
  /** When it was looked at. */
  readonly at: Moment;
  readonly states: Readonly<Record<Rating, CardState>>;
  /** What they were computed with; it goes along with the answer. */
  readonly load?: DueLoad;
  /** Absent for a card that has no memory yet. */
  readonly recall?: number;
}

export interface GivenAnswer {
  readonly entry: EntryId;
  readonly card: CardId;
  readonly rating: Rating;
  readonly takenMs: number;
  readonly front: string;
  readonly entityName: string;
  readonly after: CardState;
}

export interface StudyState {
  readonly stage: Stage;
  readonly counts: QueueCounts;
  /** Answers given in this session and not taken back. */
  readonly answers: readonly GivenAnswer[];
  /** What the learner chose in this session; otherwise the deck's preset says it. */
  readonly typing?: boolean;
  /** After the last card: when cards of a later day are due, as far as is known. */
  readonly nextDue?: NextDue | 'none';
  /** What kept the session from going on at all; the view hands it to the nearest boundary. */
  readonly failure?: { readonly cause: unknown };

  /** Draws the first card. */
  begin(request: StudyRequest): Promise<void>;
  /** Fetches what the coming cards and the buttons need, off the way to the first paint. */
  prepare(): Promise<void>;
  reveal(typed?: string): void;
  suggest(rating: Rating): void;
  switchTyping(): void;
  rate(rating: Rating): Promise<void>;
  /** Takes back the last deed of any kind, or does again what was taken back; undefined while an answer is being written. */
  takeBack(way: 'undo' | 'redo'): Promise<TakenBack | undefined>;
  /** The learner decided something about cards, or about the one on screen: it is shown as it is now, or gives way to the next. */
  reconsider(cards?: readonly CardId[]): Promise<void>;
  /** The leech help was read. */
  goOn(): Promise<void>;
  /** Looks again whether a learning card has come due. */
  wake(): Promise<void>;
  end(): void;
}

export type StudyStore = ReturnType<typeof createStudyStore>;

/** A write that takes longer is shown to be under way. */
const slowMs = 300;
/** Pages of entities fetched ahead of the card on screen. */
const pagesAhead = 12;

export function createStudyStore(services: Services, notices: NoticesStore) {
  // The session's own matter, which no view draws: the queue, pages of entities, the modules that came late.
  let queue: Queue = { learning: [], main: [] };
  const pages = new Map<EntityId, EntityRow>();
  let early: ReadonlySet<CardId> = new Set();
  let cramming = false;
  /** Asked for; otherwise what is usual. */
  let scope: StudyScope | undefined;
  /** The study day that the queue is of; none for chosen cards. */
  let builtOn: StudyDay | undefined;
  /** Cards were buried or taken out: others may have their place of the day. */
  let lacks = false;
  /** What is due on the coming days: the buttons need it, the first question does not. */
  let load: SessionLoad | undefined;
  /** Answers of this session that may be given again. */
  const takenBack = new Map<EntryId, GivenAnswer>();
  let shownAtTicks = 0;
  /** An answer is on its way to the disk. */
  let writing = false;
  let storage: Storage | undefined;
  let optionsAtFirst: Options | undefined;
  let scheduling: Scheduling | undefined;
  let stopListening: (() => void) | undefined;

  return createStore<StudyState>()((set, get) => {
    async function open(): Promise<Storage> {
      storage ??= await services.storage();
      return storage;
    }

    function foresee(schedule: Schedule): { foresight?: Foresight } {
      if (scheduling === undefined || storage === undefined || cramming) return {};
      const moment = services.clock.now();
      const preset = presetFor(storage.options, schedule.deck);
      const recall = scheduling.recallNow(schedule, moment, preset);
      const dueLoad = load?.of(schedule);
      const states = scheduling.previewRatings(schedule, moment, preset, dueLoad);
      const known = { ...(dueLoad && { load: dueLoad }), ...(recall === undefined ? {} : { recall }) };
      return { foresight: { at: moment, states, ...known } };
    }

    function typingOf({ deck }: Schedule): { typing?: true } {
      const options = storage?.options ?? optionsAtFirst;
      return (get().typing ?? (options && presetFor(options, deck).typeAnswers)) ? { typing: true } : {};
    }

    async function findPage(entity: EntityId): Promise<EntityRow | undefined> {
      const page = pages.get(entity) ?? (await (await open()).readEntities([entity]))[0];
      if (page !== undefined) pages.set(entity, page);
      return page;
    }

    async function getPage(entity: EntityId): Promise<EntityRow> {
      const page = await findPage(entity);
      if (page === undefined) throw new Error(`no entity ${entity}`);
      return page;
    }

    async function fetchAhead(): Promise<void> {
      const [opened, { createSessionLoad }] = await Promise.all([open(), import('./due-load.ts')]);
      load ??= createSessionLoad();
      const coming = [...queue.learning.slice(0, pagesAhead), ...queue.main.slice(0, 2 * pagesAhead)].map(({ note }) => note);
      await Promise.all([fetchPages(opened), load.read(opened, services.clock.now(), coming)]);
    }

    /** A card is on the screen: what cannot be read for later is read when it is needed, and says then why it cannot. */
    async function lookAhead(): Promise<void> {
      try {
        await fetchAhead();
      } catch {
        // Nothing that was shown or answered rests on it.
      }
    }

    async function fetchPages(opened: Storage): Promise<void> {
      const wanted = new Set<EntityId>();
      for (const { entity } of [...queue.main, ...queue.learning]) {
        if (!pages.has(entity)) wanted.add(entity);
        if (wanted.size === pagesAhead) break;
      }
      if (wanted.size === 0) return;
      for (const page of await opened.readEntities([...wanted])) pages.set(page.id, page);
    }

    function show(schedule: Schedule, entity: EntityRow, answers = get().answers): void {
      shownAtTicks = services.clock.ticks();
      const card = getCard(entity, schedule.card);
      set({
        stage: { kind: 'question', schedule, card, entity, ...typingOf(schedule), ...foresee(schedule) },
        counts: countQueue(queue),
        answers,
      });
    }

    /** The next card, or the end. Without waiting when its page is there, and in one change, so that it is painted with the answer's own frame. */
    async function advance(opened: Storage, answers = get().answers): Promise<void> {
      if (builtOn !== undefined && builtOn !== services.clock.now().day) await build(opened);
      const next = nextCard(queue, services.clock.now(), opened.preset);
      if (next.kind === 'card') {
        const { card, entity } = next.schedule;
        const page = pages.get(entity) ?? (await findPage(entity));
        if (page !== undefined && findCard(page, card) !== undefined) return show(next.schedule, page, answers);
        // Another tab has taken it out of the deck since the queue was built.
        queue = withoutCards(queue, [card]);
        await advance(opened, answers);
      } else if (lacks && builtOn !== undefined) {
        lacks = false;
        await build(opened);
        await advance(opened, answers);
      } else {
        void opened.nextDue(services.clock.now()).then((nextDue) => set({ nextDue: nextDue ?? 'none' }));
        const wait = next.kind === 'wait' ? { waitingUntil: next.until } : {};
        set({ stage: { kind: 'done', ...wait }, counts: countQueue(queue), answers });
      }
    }

    /** What another tab made due belongs here only if the session asks for it. */
    function isOurs(schedule: Schedule, { options }: Storage): boolean {
      const known = [...queue.main, ...queue.learning].some(({ card }) => card === schedule.card);
      return known || isAsked(schedule, scope ?? usualScope(options), options);
    }

    /** The queue of the day that it is now, with that day's limits: a session may go on past its end. */
    async function build(opened: Storage): Promise<void> {
      const moment = services.clock.now();
      queue = buildQueue(await opened.gather(moment, scope), moment, opened.options);
      builtOn = moment.day;
    }

    async function hearOfCard(card: CardId, rating: Rating | undefined): Promise<void> {
      const opened = await open();
      const [schedule] = await opened.gatherCards([card]);
      const { stage } = get();
      // A write of our own on its way finds out by itself, inside its transaction.
      if (schedule === undefined || writing || !isOurs(schedule, opened)) return;
      queue = patchQueue(queue, schedule, services.clock.now());
      if ((stage.kind === 'question' || stage.kind === 'answer') && stage.card.id === card) {
        if (schedule.revision === stage.schedule.revision) return;
        tellMoved(rating);
        await advance(opened);
      } else set({ counts: countQueue(queue) });
    }

    /** A deck that another tab removed is asked no more. */
    async function hearOfRemoval(deck: DeckId): Promise<void> {
      const gone = [...queue.main, ...queue.learning].filter((each) => each.deck === deck);
      queue = withoutCards(
        queue,
        gone.map(({ card }) => card),
      );
      for (const [id, page] of pages) if (page.deck === deck) pages.delete(id);
      const { stage } = get();
      if ('entity' in stage && stage.entity.deck === deck && !writing) {
        notices.getState().tell({ kind: 'moved-elsewhere' });
        await advance(await open());
      } else set({ counts: countQueue(queue) });
    }

    /** Cards were changed by something else than an answer here. `wanted` comes first, if it may be asked now. */
    async function reconsider(cards: readonly CardId[], wanted?: { card: CardId; always: boolean }): Promise<void> {
      const opened = await open();
      pages.clear();
      const schedules = new Map((await opened.gatherCards(cards)).map((schedule) => [schedule.card, schedule]));
      // Looked at now: the answer may have been shown meanwhile.
      const { stage } = get();
      for (const card of cards) {
        const schedule = schedules.get(card);
        lacks ||= schedule === undefined || schedule.buriedOn === services.clock.now().day;
        // What was made new waits for its place among the new ones.
        queue =
          schedule === undefined || (schedule.state.kind === 'new' && card !== wanted?.card && !isInQueue(schedule))
            ? withoutCards(queue, [card])
            : patchQueue(queue, schedule, services.clock.now());
      }
      const first = wanted && schedules.get(wanted.card);
      if (first !== undefined && (wanted?.always || queue.main.some(({ card }) => card === wanted?.card))) {
        queue = putFirst(queue, first);
        return show(first, await getPage(first.entity));
      }
      if (stage.kind === 'leech' && schedules.has(stage.card.id)) return set({ counts: countQueue(queue) });
      if (stage.kind !== 'question' && stage.kind !== 'answer') return advance(opened);
      const schedule = schedules.get(stage.card.id);
      if (!cards.includes(stage.card.id)) set({ counts: countQueue(queue) });
      else if (schedule?.revision !== stage.schedule.revision || schedule.buriedOn !== stage.schedule.buriedOn) {
        await advance(opened);
      } else {
        const page = await getPage(stage.entity.id);
        const now = get().stage;
        if ((now.kind !== 'question' && now.kind !== 'answer') || now.card.id !== stage.card.id) return;
        set({ stage: { ...now, schedule, entity: page, card: getCard(page, stage.card.id), ...foresee(schedule) } });
      }
    }

    function isInQueue({ card, revision }: Schedule): boolean {
      return queue.main.some((each) => each.card === card && each.revision === revision);
    }

    /** The screen follows what was taken back, or done again: an answer taken back asks its card again, due or not. */
    async function follow({ kind, deed, cards, entry }: Extract<Undone, { readonly cards: unknown }>): Promise<void> {
      const { answers } = get();
      const given = entry && (answers.find((answer) => answer.entry === entry) ?? takenBack.get(entry));
      if (given !== undefined) {
        const others = answers.filter((answer) => answer !== given);
        if (kind === 'undone') takenBack.set(given.entry, given);
        set({ answers: kind === 'undone' ? others : [...others, given] });
      }
      if ('decks' in deed) return followDecks(deed.decks);
      const [card] = cards;
      const back = card !== undefined && kind === 'undone' && brings.has(deed.kind);
      await reconsider(cards, back ? { card, always: deed.kind === 'answer' || deed.kind === 'cram' } : undefined);
      for (const card of cards) services.tabs.announce({ card });
    }

    /** Other cards are there now: the day's queue is made anew, and of chosen ones those stay that are there. */
    async function followDecks(decks: readonly DeckId[]): Promise<void> {
      const opened = await open();
      pages.clear();
      if (builtOn === undefined) {
        const there = new Set(
          (await opened.gatherCards([...queue.main, ...queue.learning].map(({ card }) => card))).map(({ card }) => card),
        );
        queue = withoutCards(
          queue,
          [...queue.main, ...queue.learning].flatMap(({ card }) => (there.has(card) ? [] : [card])),
        );
      } else await build(opened);
      for (const removed of decks)
        if ((await opened.db.notebooks.get(removed)) === undefined) services.tabs.announce({ removed });
      await advance(opened);
    }

    /** Nothing here is the learner's to lose: what fails is shown by the nearest boundary. */
    function guarded<Args extends unknown[]>(act: (...args: Args) => Promise<void>) {
      return async (...args: Args) => {
        try {
          await act(...args);
        } catch (cause) {
          set({ failure: { cause } });
        }
      };
    }

    function tellMoved(rating: Rating | undefined): void {
      const { tell } = notices.getState();
      if (rating === undefined) tell({ kind: 'moved-elsewhere' });
      else tell({ kind: 'answered-elsewhere', rating });
    }

    return {
      stage: { kind: 'opening' },
      counts: { fresh: 0, learning: 0, due: 0 },
      answers: [],

      begin: guarded(async (request: StudyRequest) => {
        if (request.kind === 'today') {
          queue = request.look.queue;
          builtOn = request.look.moment.day;
          optionsAtFirst = request.look.options;
          const { first } = request.look;
          if (first !== undefined) {
            pages.set(first.entity.id, first.entity);
            return show(first.schedule, first.entity);
          }
        }
        const opened = await open();
        if (request.kind === 'cards') {
          cramming = request.cram === true;
          const schedules = await opened.gatherCards(request.cards);
          const moment = services.clock.now();
          early = new Set(schedules.filter((schedule) => isEarly(schedule, moment)).map(({ card }) => card));
          queue = { learning: [], main: schedules };
        }
        if (request.kind === 'scope') {
          ({ scope } = request);
          await build(opened);
        }
        await fetchAhead();
        await advance(opened);
      }),

      prepare: guarded(async () => {
        [storage, scheduling] = await Promise.all([services.storage(), services.scheduling()]);
        stopListening ??= services.tabs.listen((message) => {
          void ('removed' in message ? hearOfRemoval(message.removed) : hearOfCard(message.card, message.rating));
        });
        const { stage } = get();
        if (stage.kind === 'question' || stage.kind === 'answer') {
          set({ stage: { ...stage, ...foresee(stage.schedule) } });
        }
        await lookAhead();
      }),

      reveal(typed) {
        const { stage } = get();
        if (stage.kind !== 'question') return;
        // Foreseen again: since the question was shown, a study day may have ended.
        set({ stage: { ...stage, kind: 'answer', ...(typed !== undefined && { typed }), ...foresee(stage.schedule) } });
      },

      suggest(suggested) {
        const { stage } = get();
        if (stage.kind === 'answer') set({ stage: { ...stage, suggested } });
      },

      switchTyping() {
        const { stage } = get();
        if (stage.kind !== 'question' && stage.kind !== 'answer') return;
        const { typing, ...rest } = stage;
        set({ typing: typing === undefined });
        set({ stage: { ...rest, ...typingOf(stage.schedule) } });
      },

      async rate(rating) {
        const { stage } = get();
        if (stage.kind !== 'answer' || writing) return;
        writing = true;
        const { schedule, card, entity, unsaved: _, ...rest } = stage;
        const takenMs = Math.round(services.clock.ticks() - shownAtTicks);
        const waiting: CardStage = { ...rest, schedule, card, entity };
        // Drawing twice would cost the next card its frame; a write that takes its time is shown.
        const slow = setTimeout(() => set({ stage: { ...waiting, saving: rating } }), slowMs);
        const moment = services.clock.now();
        let opened, answered, crammed;
        try {
          opened = await open();
          const asked = early.has(card.id) ? { early: true as const } : {};
          const seen = { seen: schedule, seenRevision: schedule.revision };
          const shown = rest.foresight?.load && { load: rest.foresight.load };
          const answer = { card: card.id, ...seen, ...shown, rating, takenMs, moment, ...asked };
          if (cramming) crammed = await opened.cramCard({ card: card.id, rating, takenMs, moment });
          else answered = await opened.answerCard(answer);
        } catch (error) {
          set({ stage: { ...waiting, unsaved: { rating, code: codeOf(error) } } });
          return;
        } finally {
          clearTimeout(slow);
          writing = false;
        }
        let { answers } = get();
        const given = (entry: Pick<GivenAnswer, 'entry' | 'takenMs' | 'after'>): GivenAnswer => ({
          ...entry,
          card: card.id,
          rating,
          front: card.front,
          entityName: entity.name,
        });
        if (answered === undefined) {
          // Not known yet: it comes once more when the others have been asked.
          const others = withoutCards(queue, [card.id]);
          queue = rating === again ? { ...others, main: [...others.main, schedule] } : others;
          if (crammed) answers = [...answers, given({ entry: crammed.id, takenMs: crammed.takenMs, after: schedule.state })];
          await advance(opened, answers);
          await lookAhead();
          return;
        }
        queue = answered.kind === 'gone' ? withoutCards(queue, [card.id]) : patchQueue(queue, answered.schedule, moment);
        if (answered.kind === 'gone') tellMoved(undefined);
        else if (answered.kind === 'moved') tellMoved(answered.rating);
        else {
          load?.move(schedule, answered.schedule);
          queue = withoutCards(queue, answered.buried);
          const { entry } = answered;
          answers = [...answers, given({ entry: entry.id, takenMs: entry.takenMs, after: entry.after })];
        }
        if (answered.kind === 'answered' && answered.leech) {
          set({ stage: { kind: 'leech', schedule: answered.schedule, card, entity }, counts: countQueue(queue), answers });
        } else await advance(opened, answers);
        if (answered.kind === 'answered') services.tabs.announce({ card: card.id, rating });
        await lookAhead();
      },

      async takeBack(way) {
        if (writing) return undefined;
        writing = true;
        let undone;
        try {
          undone = await (await open())[way](services.clock.now());
        } catch (error) {
          return { kind: 'failed', code: codeOf(error) };
        } finally {
          writing = false;
        }
        if (undone.kind === 'undone' || undone.kind === 'redone') await follow(undone);
        return undone;
      },

      reconsider: guarded(async (cards?: readonly CardId[]) => {
        const { stage } = get();
        await reconsider(cards ?? ('card' in stage ? [stage.card.id] : []));
      }),

      goOn: guarded(async () => advance(await open())),

      async wake() {
        if (get().stage.kind === 'done' && storage !== undefined) await advance(storage);
      },

      end() {
        stopListening?.();
        stopListening = undefined;
      },
    };
  });
}

/** Taken back, these bring their card before the learner again. */
const brings: ReadonlySet<Deed['kind']> = new Set([
  'answer',
  'cram',
  'bury-card',
  'bury-note',
  'suspend-card',
  'suspend-note',
  'drop',
  'report',
  'reset',
  'due',
]);

function findCard(entity: EntityRow, id: CardId): Card | undefined {
  return entity.notes.flatMap(({ cards }) => cards).find((one) => one.id === id);
}

function getCard(entity: EntityRow, id: CardId): Card {
  const card = findCard(entity, id);
  if (card === undefined) throw new Error(`${entity.id} has no card ${id}`);
  return card;
}

/** Asked for before it is due: a review whose day has not come. New cards are simply learnt. */
function isEarly({ state }: Schedule, moment: { readonly day: number }): boolean {
  return state.kind === 'review' && state.dueDay > moment.day;
}

/** A storage error is the world's; anything else is ours and goes up. */
function codeOf(error: unknown): StorageErrorCode {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code as StorageErrorCode;
  throw error;
}
