import { hash32 } from '../random.ts';
import type { Moment, StudyDay } from '../time.ts';
import { presetFor } from './options.ts';
import type { Options } from './options.ts';
import type { CardState, Preset, Schedule } from './schedule.ts';

// Used before the first paint, so FSRS's curve is written out here once more; a test holds it to fsrs.ts.

/** The reviews of today in the order of the learner's choice; `due` is how they are gathered. Ties fall by chance, the same all day. */
export function inReviewOrder(due: readonly Schedule[], moment: Moment, options: Options): readonly Schedule[] {
  switch (options.reviewOrder) {
    case 'due':
      return due;
    case 'retrievability':
      return sortedBy(due, moment, (schedule) => recallOf(schedule, moment, options));
    case 'overdueness':
      return sortedBy(due, moment, (schedule) => -overdueness(schedule, moment));
    case 'added':
      // Cards that came together are gathered in an order that holds all day; it decides what the place in a deck does not.
      return due.toSorted((a, b) => (a.addedAt ?? 0) - (b.addedAt ?? 0) || a.position - b.position);
  }
}

export function sortedBy(due: readonly Schedule[], { day }: Moment, weigh: (schedule: Schedule) => number): readonly Schedule[] {
  return due
    .map((schedule) => ({ schedule, weight: weigh(schedule), chance: hash32(`${schedule.card} ${day}`) }))
    .toSorted((a, b) => a.weight - b.weight || a.chance - b.chance)
    .map(({ schedule }) => schedule);
}

/** R now. */
export function recallOf({ state, deck }: Pick<Schedule, 'state' | 'deck'>, { day }: Moment, options: Options): number {
  if (state.kind === 'new') return 0;
  return recallAfter(Math.max(0, day - state.lastAnswer.day), state.memory.stability, presetFor(options, deck));
}

/** R after days without an answer, by FSRS-6: (1 + f t / S) ^ -w20, with f such that it is 0.9 after S days. */
export function recallAfter(days: number, stability: number, { weights }: Preset): number {
  const decay = -weights[20]!;
  return (1 + (factorOf(decay) * days) / stability) ** decay;
}

/** R summed over days without an answer: the area under that curve. w20 is never 1. */
export function recallOver(days: number, stability: number, { weights }: Preset): number {
  const decay = -weights[20]!;
  const scale = stability / factorOf(decay);
  return (scale / (decay + 1)) * ((1 + days / scale) ** (decay + 1) - 1);
}

function factorOf(decay: number): number {
  return 0.9 ** (1 / decay) - 1;
}

/** Days since the last answer for each day that it was to wait: 1 on the due day, 2 when it waits twice as long. */
function overdueness({ state }: Schedule, { day }: Moment): number {
  const dueDay = dueDayOf(state);
  if (state.kind === 'new' || dueDay === undefined) return 0;
  return (day - state.lastAnswer.day) / Math.max(1, dueDay - state.lastAnswer.day);
}

export function dueDayOf(state: CardState): StudyDay | undefined {
  if (state.kind === 'review') return state.dueDay;
  return state.kind !== 'new' && 'day' in state.due ? state.due.day : undefined;
}
