import type { Moment, StudyDay } from '../time.ts';
import { intervalDays } from './fsrs.ts';
import type { Preset, Schedule } from './schedule.ts';

/**
 * The day on which a review would be due, had its last interval been given under this preset: today, where that has passed.
 * Undefined where it is due on that day already, and for what is in no interval. Without fuzz: where chance once put a card
 * is not known any more, and different memories spread by themselves.
 */
export function dueDayUnder({ state }: Pick<Schedule, 'state'>, { day }: Moment, preset: Preset): StudyDay | undefined {
  if (state.kind !== 'review') return undefined;
  const ideal = Math.round(intervalDays(state.memory.stability, preset.desiredRetention, preset.weights));
  const days = Math.min(Math.max(1, ideal), preset.maximumIntervalDays);
  const dueDay = Math.max(day, state.lastAnswer.day + days) as StudyDay;
  // What is overdue either way stays as it is: nothing would change for the learner.
  return dueDay === Math.max(day, state.dueDay) ? undefined : dueDay;
}

/** What moving would do, told before it is done. */
export interface DueMoves {
  readonly earlier: number;
  readonly later: number;
  readonly dueToday: number;
  readonly dueTodayAfter: number;
}

export const noMoves: DueMoves = { earlier: 0, later: 0, dueToday: 0, dueTodayAfter: 0 };

export function countMove(moves: DueMoves, schedule: Pick<Schedule, 'state'>, moment: Moment, preset: Preset): DueMoves {
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
