import { usualPace } from '../stats/estimate.ts';
import type { Moment } from '../time.ts';
import type { Options } from './options.ts';
import type { Gathered } from './queue.ts';
import { dueDayOf, recallOf, sortedBy } from './review-order.ts';
import type { Schedule } from './schedule.ts';

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
 * What is likeliest forgotten comes first. By `npm run bench:backlog` it knows a little more sixty days after the return than due
 * order does, and a little less on the way there; most of the differences are within chance. No rule that was tried wins in both.
 */
export function inCatchUpOrder(due: readonly Schedule[], moment: Moment, options: Options): readonly Schedule[] {
  return sortedBy(due, moment, (schedule) => recallOf(schedule, moment, options));
}
