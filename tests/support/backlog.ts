import { defaultPreset } from '#core/scheduling/preset.ts';
import { planCatchUp } from '#core/scheduling/backlog.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { inReviewOrder, recallOf, sortedBy } from '#core/scheduling/review-order.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { learn, learnerPace } from './learner.ts';
import type { Learning, Learnt } from './learner.ts';
import { monday } from './moments.ts';

export interface Absence {
  /** Days of study before it, with as many new cards a day. */
  readonly daysBefore: number;
  readonly newPerDay: number;
  readonly daysAway: number;
  readonly daysAfter: number;
  /** What the learner has a day from then on, under any order. */
  readonly minutesPerDay: number;
  readonly notes: number;
}

export interface CaughtUp {
  readonly cardsWaiting: number;
  /** Sum of true recall over all cards that were met before: on the last day, and on average over the days after the absence. */
  readonly atEnd: number;
  readonly onAverage: number;
  /** Days until none of what waited at first waits any more; undefined if that never came. */
  readonly days?: number;
  /** What the plan said on the first day. */
  readonly plannedDays?: number;
}

/**
 * `catch-up` is ours; a function is an order of its own, the highest first. Under each of them the learner stops when the minutes
 * are up. `room is kept`: by due day, but so few that what is forgotten of them can come again on the same day.
 */
export type Order = 'catch-up' | 'room is kept' | Options['reviewOrder'] | ((schedule: Schedule, moment: Moment) => number);

/** Comes back from days away and studies so many minutes each day, through the real queue. The same seed is the same absence. */
export function comeBack(absence: Absence, order: Order, seed: number): CaughtUp {
  const { daysBefore, daysAway, daysAfter, minutesPerDay, newPerDay, notes } = absence;
  const firstDay = daysBefore + daysAway;
  const back = (monday + firstDay) as StudyDay;
  const preset = { ...defaultPreset, newPerDay, reviewsPerDay: Infinity };
  const held: Options = { ...optionsOf({ ...preset, newPerDay: 0 }) };
  let waitedAtFirst = new Set<string>();
  let days: number | undefined;
  let plannedDays: number | undefined;

  const optionsOn = (day: number, usual: Options): Options => {
    if (day < firstDay) return usual;
    // New cards are held back under every order, or it would not be orders that are compared.
    if (order === 'catch-up') return { ...held, catchUpFrom: back, catchUpMinutes: minutesPerDay };
    return held;
  };
  const arrange: NonNullable<Learning['arrange']> = (due, moment, { dueOn, takenMs, learning }) => {
    if (moment.day < back) return due;
    if (moment.day === back && takenMs === 0) waitedAtFirst = new Set(due.map(({ card, reps }) => `${card} ${reps}`));
    if (moment.day === back && takenMs === 0 && order === 'catch-up') {
      const options = optionsOn(firstDay, held);
      const { doneOn } = planCatchUp({ moment, options, due, pace: learnerPace, takenMs: 0 }, dueOn, minutesPerDay);
      if (doneOn !== undefined) plannedDays = doneOn - back + 1;
    }
    if (days === undefined && !due.some(({ card, reps }) => waitedAtFirst.has(`${card} ${reps}`))) days = moment.day - back;
    if (order !== 'room is kept') return inOrder(due, moment);
    let left = (minutesPerDay * 60_000 - takenMs) / learnerPace.answerMs - learning;
    return due.filter((schedule) => {
      if (left <= 0) return false;
      left -= 2 - recallOf(schedule, moment, held);
      return true;
    });
  };
  const inOrder = (due: readonly Schedule[], moment: Moment): readonly Schedule[] => {
    if (typeof order === 'function') return sortedBy(due, moment, (schedule) => -order(schedule, moment));
    if (order === 'catch-up' || order === 'room is kept') return due;
    return inReviewOrder(due, moment, { ...held, reviewOrder: order });
  };
  const course: Learnt = learn({
    preset,
    notes,
    cardsPerNote: 1,
    seed,
    days: firstDay + daysAfter,
    isAway: (day) => day >= daysBefore && day < firstDay,
    minutesOn: (day) => (day < firstDay ? Infinity : minutesPerDay),
    optionsOn,
    arrange,
  });
  const after = course.days.slice(firstDay);
  return {
    cardsWaiting: waitedAtFirst.size,
    atEnd: after.at(-1)!.known,
    onAverage: after.reduce((sum, { known }) => sum + known, 0) / after.length,
    ...(days !== undefined && { days }),
    ...(plannedDays !== undefined && { plannedDays }),
  };
}
