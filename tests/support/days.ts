import type { DayFigures } from '#core/stats/day.ts';
import type { StudyDay } from '#core/time.ts';
import { monday } from './moments.ts';

/** A day's figures; the day is counted from the fixed Monday, so yesterday is -1. */
export function aDay({ day = 0, ...figures }: Partial<Omit<DayFigures, 'day'>> & { readonly day?: number } = {}): DayFigures {
  return {
    day: (monday + day) as StudyDay,
    answers: 0,
    passed: 0,
    takenMs: 0,
    newCards: 0,
    reviews: 0,
    quizAnswers: 0,
    quizRight: 0,
    due: 0,
    ...figures,
  };
}
