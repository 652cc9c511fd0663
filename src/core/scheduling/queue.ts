import type { CardId, DeckId, EntityId } from '../ids.ts';
import type { Pace } from '../stats/estimate.ts';
import { minuteMs } from '../time.ts';
import type { Instant, Moment } from '../time.ts';
import { admit } from './admit.ts';
import { isBehind, learningInTime } from './catch-up.ts';
import type { Options } from './options.ts';
import type { Preset, Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

/** The rows that one study day's queue is made from, each list in the order of its index. */
export interface Gathered {
  /** Learning and relearning cards due at an instant before the day ends, by instant. */
  readonly learning: readonly Schedule[];
  /** Cards due by today, by due day and shuffle: at least as many as the limit of reviews allows, all for another order. */
  readonly due: readonly Schedule[];
  /** New cards by position: at least as many as the limit of new cards allows, siblings and buried ones aside. */
  readonly fresh: readonly Schedule[];
  readonly doneToday: {
    readonly newCards: number;
    readonly reviews: number;
    readonly takenMs?: number;
    /** Of decks whose own limits hold. */
    readonly decks?: ReadonlyMap<DeckId, { readonly newCards: number; readonly reviews: number }>;
  };
  /** The learner's own, where the day's minutes govern. */
  readonly pace?: Pace;
  /** New cards left, counted as far as an exam's date needs. */
  readonly newLeft?: number;
  /** What keeps new cards back; absent while none of them is of a confusable group or waits for others. */
  readonly met?: Met;
}

export interface Met {
  /** A card of theirs has been answered. */
  readonly entities: ReadonlySet<EntityId>;
  /** A card of theirs has come to review, or they have none that could. */
  readonly inReview: ReadonlySet<EntityId>;
  /** Confusable groups with the entity that was met first today. */
  readonly groupsToday: ReadonlyMap<string, EntityId>;
}

export interface Queue {
  /** Learning cards by due instant. */
  readonly learning: readonly Schedule[];
  /** Reviews with new cards spread evenly among them. */
  readonly main: readonly Schedule[];
  /** A backlog is caught up with: the day is over with main, and what was forgotten in its last minutes comes first tomorrow. */
  readonly endsWithMain?: true;
}

/** Today's queue. See tests/core/scheduling/queue.test.ts for the cases. */
export function buildQueue(gathered: Gathered, moment: Moment, options: Options): Queue {
  const { reviews, fresh } = admit(gathered, moment, options);
  const behind = isBehind(gathered.due, options);
  const learning = behind ? learningInTime(gathered, options) : gathered.learning;
  const main = interspersed(reviews, fresh);
  return {
    learning: learning.filter(({ buriedOn }) => buriedOn !== moment.day),
    main,
    ...(behind && main.length > 0 && { endsWithMain: true }),
  };
}

/** Whether a longer list of due or new rows would have changed the queue: then more must be gathered. */
export function queueLacks(
  gathered: Gathered,
  moment: Moment,
  options: Options,
): { readonly due: boolean; readonly fresh: boolean } {
  const { reviews, fresh, room } = admit(gathered, moment, options);
  return { due: options.reviewOrder !== 'due' || reviews.length < room.reviews, fresh: fresh.length < room.fresh };
}

export type NextCard =
  | { readonly kind: 'card'; readonly schedule: Schedule }
  /** Nothing now, but a learning card later today. */
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'done' };

/** What to show now: learning cards that are due, then the others, then learning cards a little ahead of their time. */
export function nextCard(queue: Queue, moment: Moment, preset: Preset): NextCard {
  const [learning] = queue.learning;
  const [main] = queue.main;
  if (learning !== undefined && instantOf(learning) <= moment.instant) return { kind: 'card', schedule: learning };
  if (main !== undefined) return { kind: 'card', schedule: main };
  if (learning === undefined || queue.endsWithMain) return { kind: 'done' };
  const ahead = moment.instant + preset.learnAheadMinutes * minuteMs;
  return instantOf(learning) <= ahead ? { kind: 'card', schedule: learning } : { kind: 'wait', until: instantOf(learning) };
}

/**
 * The queue after a card's schedule changed, by an answer, an undo or another tab: the card leaves, moves to learning,
 * keeps its place, or comes to the front of main if it is due and was not there. What an answer buried: `withoutCards`.
 */
export function patchQueue(queue: Queue, schedule: Schedule, moment: Moment): Queue {
  const rest = withoutCards(queue, [schedule.card]);
  switch (placeOf(schedule, moment)) {
    case 'learning':
      return { ...rest, learning: [...rest.learning, schedule].toSorted((a, b) => instantOf(a) - instantOf(b)) };
    case 'main': {
      const stays = queue.main.some(({ card }) => card === schedule.card);
      if (!stays) return putFirst(queue, schedule);
      return { ...rest, main: queue.main.map((each) => (each.card === schedule.card ? schedule : each)) };
    }
    case 'none':
      return rest;
  }
}

/** The queue with a card at the front of main, due or not: for an early review whose answer was taken back. */
export function putFirst(queue: Queue, schedule: Schedule): Queue {
  const rest = withoutCards(queue, [schedule.card]);
  return { ...rest, main: [schedule, ...rest.main] };
}

/** The queue without some cards, as those that an answer buried. */
export function withoutCards(queue: Queue, cards: readonly CardId[]): Queue {
  const stays = ({ card }: Schedule) => !cards.includes(card);
  return { ...queue, learning: queue.learning.filter(stays), main: queue.main.filter(stays) };
}

export interface QueueCounts {
  /** New cards. */
  readonly fresh: number;
  /** In their steps, those that are not due yet included. */
  readonly learning: number;
  /** Reviews. */
  readonly due: number;
}

export function countQueue(queue: Queue): QueueCounts {
  let fresh = 0;
  let learning = queue.learning.length;
  let due = 0;
  for (const { state } of queue.main) {
    if (state.kind === 'new') fresh += 1;
    else if (state.kind === 'review') due += 1;
    else learning += 1;
  }
  return { fresh, learning, due };
}

/** Anki's even spread: the i-th new card comes where its share of the way falls among the reviews. */
function interspersed(reviews: readonly Schedule[], fresh: readonly Schedule[]): Schedule[] {
  const ratio = (reviews.length + 1) / (fresh.length + 1);
  const result: Schedule[] = [];
  let nextReview = 0;
  let nextFresh = 0;
  while (nextReview < reviews.length || nextFresh < fresh.length) {
    const freshIsNext = nextReview >= reviews.length || (nextFresh < fresh.length && (nextFresh + 1) * ratio < nextReview + 1);
    result.push(freshIsNext ? fresh[nextFresh++]! : reviews[nextReview++]!);
  }
  return result;
}

function placeOf({ state, buriedOn }: Schedule, { day, dayEnds }: Moment): 'learning' | 'main' | 'none' {
  if (buriedOn === day) return 'none';
  switch (state.kind) {
    case 'new':
      return 'main';
    case 'review':
      return state.dueDay <= day ? 'main' : 'none';
    case 'learning':
    case 'relearning':
      if ('day' in state.due) return state.due.day <= day ? 'main' : 'none';
      return state.due.at < dayEnds ? 'learning' : 'none';
  }
}

/** When a card of the learning list is due. */
function instantOf({ state }: Schedule): Instant {
  if ((state.kind === 'learning' || state.kind === 'relearning') && 'at' in state.due) return state.due.at;
  throw new Error(`a ${state.kind} card without an instant is among the learning ones`);
}
