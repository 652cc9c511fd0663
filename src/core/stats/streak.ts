import type { StudyDay } from '../time.ts';
import { wasStudied } from './day.ts';
import type { DayFigures } from './day.ts';

/** What part of a usual day's reviews a weekday shall have, Monday first: 0 is a day of rest. */
type EasyDays = readonly number[];

/**
 * Study days in a row, up to today or, while today is not studied yet, up to yesterday. A planned day of rest neither ends
 * the row nor counts, unless it was studied all the same.
 */
export function streakOf(days: readonly DayFigures[], today: StudyDay, easyDays?: EasyDays): number {
  const studied = new Set(days.filter(wasStudied).map(({ day }) => day));
  const first = Math.min(...studied);
  let length = 0;
  for (let day = (studied.has(today) ? today : today - 1) as StudyDay; day >= first; day = (day - 1) as StudyDay) {
    if (studied.has(day)) length += 1;
    else if (!isRest(day, easyDays)) break;
  }
  return length;
}

/** 1970-01-01 was a Thursday. */
function isRest(day: StudyDay, easyDays: EasyDays | undefined): boolean {
  return easyDays?.[(day + 3) % 7] === 0;
}
