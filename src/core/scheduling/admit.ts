import type { DeckId, EntityId, NoteId } from '../ids.ts';
import type { Moment } from '../time.ts';
import { answersInTime, catchUpRoom, inCatchUpOrder, isBehind } from './catch-up.ts';
import type { Options } from './options.ts';
import { newCardsToday } from './pacing.ts';
import type { Gathered } from './queue.ts';
import { inReviewOrder } from './review-order.ts';
import type { Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

export interface Admitted {
  readonly reviews: readonly Schedule[];
  readonly fresh: readonly Schedule[];
  /** The limits that they were let in under. */
  readonly room: { readonly reviews: number; readonly fresh: number };
}

/** What the limits of the day, the minutes, siblings and what is easily mixed up let in. A new card never displaces a review. */
export function admit(gathered: Gathered, moment: Moment, options: Options): Admitted {
  const { preset } = options;
  const { doneToday } = gathered;
  const gate = gateOf(gathered, moment, options);
  const behind = isBehind(gathered.due, options);
  const reviewRoom = Math.max(0, behind ? catchUpRoom(gathered, options) : preset.reviewsPerDay - doneToday.reviews);
  const reviews = behind
    ? taken(inCatchUpOrder(gathered.due, moment, options), reviewRoom, gate, new Map(), {
        cost: (schedule) => answersInTime(schedule, moment, gathered, options),
      })
    : taken(
        inReviewOrder(gathered.due, moment, options),
        reviewRoom,
        gate,
        deckRoom(gathered, options, 'reviews', 'reviewsPerDay'),
        {},
      );
  const freshRoom = behind ? 0 : newCardsToday(gathered, reviews.length + gathered.learning.length, moment.day, options);
  const open = openTo(gathered);
  const fresh = taken(
    gathered.fresh,
    freshRoom,
    (schedule) => open(schedule) && gate(schedule),
    deckRoom(gathered, options, 'newCards', 'newPerDay'),
    { enter: open.enter },
  );
  return { reviews, fresh, room: { reviews: reviewRoom, fresh: freshRoom } };
}

type Gate = (schedule: Schedule) => boolean;

function taken(
  schedules: readonly Schedule[],
  room: number,
  gate: Gate,
  deckRooms: Map<DeckId, number>,
  { enter, cost }: { enter?(schedule: Schedule): void; cost?(schedule: Schedule): number },
): Schedule[] {
  const result: Schedule[] = [];
  let left = room;
  for (const schedule of schedules) {
    // The last one may need a little more than is left.
    if (left <= 0) break;
    const deckLeft = deckRooms.get(schedule.deck) ?? Infinity;
    if (deckLeft <= 0 || !gate(schedule)) continue;
    deckRooms.set(schedule.deck, deckLeft - 1);
    left -= cost?.(schedule) ?? 1;
    enter?.(schedule);
    result.push(schedule);
  }
  return result;
}

/** One card of a note a day: whoever passes has taken its place. */
function gateOf({ learning }: Gathered, { day }: Moment, options: Options): Gate {
  const notes = new Set<NoteId>(learning.map(({ note }) => note));
  return ({ note, deck, buriedOn }) => {
    if (buriedOn === day) return false;
    const { buryKind } = options.deckPresets.get(deck) ?? options.preset;
    if (buryKind === 'siblings' && notes.has(note)) return false;
    notes.add(note);
    return true;
  };
}

/** What is left of the limits of decks that have a preset of their own. */
function deckRoom(
  { doneToday }: Gathered,
  { deckPresets }: Options,
  done: 'newCards' | 'reviews',
  limit: 'newPerDay' | 'reviewsPerDay',
): Map<DeckId, number> {
  return new Map(
    [...deckPresets].map(([deck, preset]) => [deck, preset[limit] - (doneToday.decks?.get(deck)?.[done] ?? 0)] as const),
  );
}

/**
 * Two that are easily mixed up are not met on one day: whoever is met first takes the place of its groups. A contrast waits
 * until both its sides are known.
 */
function openTo({ met }: Gathered): Gate & { readonly enter: (schedule: Schedule) => void } {
  const places = new Map<string, EntityId>(met?.groupsToday);
  const known = new Set<EntityId>(met?.entities);
  const open: Gate = ({ entity, about }) => {
    if (about?.needs?.some((needed) => met?.inReview.has(needed) !== true)) return false;
    return known.has(entity) || !about?.groups?.some((group) => places.has(group) && places.get(group) !== entity);
  };
  const enter = ({ entity, about }: Schedule) => {
    if (known.has(entity)) return;
    known.add(entity);
    for (const group of about?.groups ?? []) places.set(group, entity);
  };
  return Object.assign(open, { enter });
}
