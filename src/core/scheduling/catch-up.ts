import { usualPace } from '../stats/estimate.ts';
import type { Moment } from '../time.ts';
import { presetFor } from './options.ts';
import type { Options } from './options.ts';
import type { Gathered } from './queue.ts';
import { dueDayOf, recallAfter, recallOf, sortedBy } from './review-order.ts';
import type { MemoryState, Preset, Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts. The plan and its date are made in backlog.ts.

/** Something that waited when catching up was chosen still waits: then it goes on, and with the last such card it is over. */
export function isBehind(due: readonly Schedule[], { catchUpFrom }: Options): boolean {
  return catchUpFrom !== undefined && due.some(({ state }) => (dueDayOf(state) ?? Infinity) <= catchUpFrom);
}

/** Answers that are left in the day's minutes. They take the place of the limits of reviews. */
export function catchUpRoom({ learning, doneToday, pace = usualPace }: Gathered, { catchUpMinutes = 0 }: Options): number {
  return (catchUpMinutes * 60_000 - (doneToday.takenMs ?? 0)) / pace.answerMs - learning.length;
}

/** What a review costs: one answer, and another where it is forgotten. */
export function answersFor(schedule: Schedule, moment: Moment, options: Options): number {
  return 2 - recallOf(schedule, moment, options);
}

/**
 * Where an answer adds most to what is known over the coming days comes first. No order gains much: by `npm run bench:backlog`
 * this one knows as much on the way as due order and a little more at the end. What is likeliest forgotten first knows more
 * at the end, but less on the way.
 */
export function inCatchUpOrder(due: readonly Schedule[], moment: Moment, options: Options): readonly Schedule[] {
  return sortedBy(due, moment, (schedule) => -gainOf(schedule, moment, options));
}

/** Days from now on which recall with an answer is compared to recall without: ten days or so. Much longer, and weak cards come too late. */
const comparedOn = [2, 5, 8];

/**
 * What an answer adds to the expected recall of the coming days, for each answer that it takes. The stability that it leaves
 * is FSRS-6's, for Good and Again; a test holds it to fsrs.ts.
 */
function gainOf(schedule: Schedule, moment: Moment, options: Options): number {
  const { state, deck } = schedule;
  if (state.kind === 'new') return 0;
  const preset = presetFor(options, deck);
  const recall = recallOf(schedule, moment, options);
  const [recalled, forgotten] = stabilitiesAfter(state.memory, recall, preset);
  const elapsed = Math.max(0, moment.day - state.lastAnswer.day);
  const gains = comparedOn.map(
    (days) =>
      recall * recallAfter(days, recalled, preset) +
      (1 - recall) * recallAfter(days, forgotten, preset) -
      recallAfter(elapsed + days, state.memory.stability, preset),
  );
  return gains.reduce((sum, gain) => sum + gain) / answersFor(schedule, moment, options);
}

export function stabilitiesAfter(
  { stability, difficulty }: MemoryState,
  recall: number,
  { weights: w }: Preset,
): readonly [recalled: number, forgotten: number] {
  const growth = Math.exp(w[8]!) * (11 - difficulty) * stability ** -w[9]! * Math.expm1(w[10]! * (1 - recall));
  const left = w[11]! * difficulty ** -w[12]! * ((stability + 1) ** w[13]! - 1) * Math.exp(w[14]! * (1 - recall));
  return [stability * (1 + growth), Math.min(left, stability / Math.exp(w[17]! * w[18]!))];
}
