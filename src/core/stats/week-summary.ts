import type { StudyDay } from '../time.ts';
import { sumOfDay, wasStudied } from './day.ts';
import type { DayFigures } from './day.ts';

/** Seven days, today among them. */
export interface WeekFigures {
  readonly daysStudied: number;
  readonly answers: number;
  readonly passed: number;
  readonly takenMs: number;
  readonly newCards: number;
  readonly quizAnswers: number;
}

/** The last seven days, and the seven before. */
export function weekSummary(
  days: readonly DayFigures[],
  today: StudyDay,
): { readonly now: WeekFigures; readonly before: WeekFigures } {
  return { now: weekOf(days, today), before: weekOf(days, (today - 7) as StudyDay) };
}

function weekOf(days: readonly DayFigures[], last: StudyDay): WeekFigures {
  const sums = Array.from({ length: 7 }, (_, back) => sumOfDay(days, (last - back) as StudyDay));
  const total = (pick: (day: DayFigures) => number) => sums.reduce((sum, day) => sum + pick(day), 0);
  return {
    daysStudied: sums.filter(wasStudied).length,
    answers: total(({ answers }) => answers),
    passed: total(({ passed }) => passed),
    takenMs: total(({ takenMs }) => takenMs),
    newCards: total(({ newCards }) => newCards),
    quizAnswers: total(({ quizAnswers }) => quizAnswers),
  };
}
