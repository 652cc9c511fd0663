import type { StudyDay } from '../time.ts';
import { sumOfDay } from './day.ts';
import type { DayFigures } from './day.ts';

export interface ForecastDay {
  readonly day: StudyDay;
  /** Cards due on it; today has the overdue ones too. */
  readonly due: number;
  /** New cards that the daily limit will let in. */
  readonly fresh: number;
}

/** The coming days, today first, as they stand now: what answers to come will add is not in it. */
export function forecastOf(
  days: readonly DayFigures[],
  today: StudyDay,
  newCards: { readonly left: number; readonly perDay: number },
  length = 7,
): ForecastDay[] {
  let left = newCards.left;
  return Array.from({ length }, (_, index) => {
    const day = (today + index) as StudyDay;
    const { due, newCards: done } = sumOfDay(days, day);
    const overdue = index === 0 ? days.filter((row) => row.day < today).reduce((sum, row) => sum + row.due, 0) : 0;
    const fresh = Math.min(left, Math.max(0, newCards.perDay - done));
    left -= fresh;
    return { day, due: due + overdue, fresh };
  });
}
