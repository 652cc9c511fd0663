import type { Moment, StudyDay } from '../time.ts';
import { intervalDays } from './fsrs.ts';
import { weekdayOf } from './load.ts';
import { fuzzedInterval, fuzzFactorOf, fuzzRange } from './review.ts';
import type { Preset, Schedule } from './schedule.ts';

/**
 * The day on which a review would be due, had its last interval been given under this preset: today, where that has passed.
 * Undefined where it stays: on a day of the learner's choice, on one where fuzz may have put it under this preset, too, and for
 * what is in no interval. What moves is fuzzed by the chance that its last answer had.
 */
export function dueDayUnder({ card, reps, state }: Moved, { day }: Moment, preset: Preset): StudyDay | undefined {
  if (state.kind !== 'review' || state.chosen) return undefined;
  const ideal = intervalDays(state.memory.stability, preset.desiredRetention, preset.weights);
  const range = fuzzRange(ideal, 1, preset);
  const now = state.dueDay - state.lastAnswer.day;
  const isEasiest = preset.easyDays?.[weekdayOf(state.dueDay)] === 0 && range.lower < range.upper;
  if (range.lower <= now && now <= range.upper && !isEasiest) return undefined;
  const days = fuzzedInterval(range, fuzzFactorOf({ card, reps: reps - 1 }, preset), state.lastAnswer.day, preset);
  const dueDay = Math.max(day, state.lastAnswer.day + days) as StudyDay;
  // What is overdue either way stays as it is: nothing would change for the learner.
  return dueDay === Math.max(day, state.dueDay) ? undefined : dueDay;
}

type Moved = Pick<Schedule, 'card' | 'reps' | 'state'>;

/** What moving would do, told before it is done. */
export interface DueMoves {
  readonly earlier: number;
  readonly later: number;
  readonly dueToday: number;
  readonly dueTodayAfter: number;
}

export const noMoves: DueMoves = { earlier: 0, later: 0, dueToday: 0, dueTodayAfter: 0 };

export function countMove(moves: DueMoves, schedule: Moved, moment: Moment, preset: Preset): DueMoves {
  const { state } = schedule;
  if (state.kind !== 'review') return moves;
  const moved = dueDayUnder(schedule, moment, preset);
  const isDue = (day: StudyDay) => (day <= moment.day ? 1 : 0);
  return {
    earlier: moves.earlier + (moved !== undefined && moved < state.dueDay ? 1 : 0),
    later: moves.later + (moved !== undefined && moved > state.dueDay ? 1 : 0),
    dueToday: moves.dueToday + isDue(state.dueDay),
    dueTodayAfter: moves.dueTodayAfter + isDue(moved ?? state.dueDay),
  };
}
