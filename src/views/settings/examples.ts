import type { CardId, DeckId, EntityId, NoteId } from '#core/ids.ts';
import { fuzzRange, previewRatings, rateCard } from '#core/scheduling/review.ts';
import { again } from '#core/scheduling/schedule.ts';
import type { CardState, Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs } from '#core/time.ts';
import type { Moment } from '#core/time.ts';
import { days, span } from '#views/words/format.ts';

// What options would do to a card, by the very functions that answers go through.

/** How long until the card returns, for each rating; a step is told as it is in the middle of a day. */
type Told = Readonly<Record<Rating, string>>;

/** Noon of a day that lasts until the next one: no step of it crosses a rollover. */
const noon: Moment = { instant: 0, day: 100, dayEnds: 40 * dayMs, offsetMinutes: 0 } as Moment;
const exampleDays = 30;

const fresh: Schedule = {
  card: 'example' as CardId,
  note: 'example' as NoteId,
  entity: 'example' as EntityId,
  deck: 'example' as DeckId,
  revision: 0,
  position: 0,
  state: { kind: 'new' },
  reps: 0,
  lapses: 0,
};

const known: Schedule = {
  ...fresh,
  state: {
    kind: 'review',
    dueDay: noon.day,
    intervalDays: exampleDays,
    memory: { stability: exampleDays, difficulty: 5 },
    lastAnswer: { instant: noon.instant, day: (noon.day - exampleDays) as Moment['day'] },
  },
};

/** The buttons of a new card. */
export function newCardUnder(preset: Preset): Told {
  return toldOf(fresh, preset);
}

/** A card that was known for a month is forgotten: when it comes back, and its buttons then. */
export function forgottenUnder(preset: Preset): { readonly back: string; readonly next: Told } {
  const forgotten = rateCard(known, again, noon, { ...preset, fuzz: false });
  return { back: until(forgotten.state), next: toldOf(forgotten, preset) };
}

/** Where a card of a month may come. */
export function monthUnder(preset: Preset): { readonly days: number; readonly from: number; readonly to: number } {
  const { lower, upper } = fuzzRange(exampleDays, 1, preset);
  return { days: exampleDays, from: lower, to: upper };
}

function toldOf(schedule: Schedule, preset: Preset): Told {
  const states = previewRatings(schedule, noon, { ...preset, fuzz: false });
  return { 1: until(states[1]), 2: until(states[2]), 3: until(states[3]), 4: until(states[4]) };
}

function until(state: CardState): string {
  if (state.kind === 'new') return '';
  if (state.kind === 'review') return days(state.intervalDays);
  return 'at' in state.due ? span(state.due.at - noon.instant) : days(state.due.day - noon.day);
}
