import type { StudyDay } from '../time.ts';
import { wasStudied } from './day.ts';
import type { DayFigures } from './day.ts';

/** Study days in a row, up to today or, while today is not studied yet, up to yesterday. */
export function streakOf(days: readonly DayFigures[], today: StudyDay): number {
  const studied = new Set(days.filter(wasStudied).map(({ day }) => day));
  let first = (studied.has(today) ? today : today - 1) as StudyDay;
  let length = 0;
  for (; studied.has(first); first = (first - 1) as StudyDay) length += 1;
  return length;
}
