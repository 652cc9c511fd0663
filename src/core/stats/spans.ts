import { dayMs } from '../time.ts';
import type { StudyDay } from '../time.ts';

/** A period of a chart in parts that are looked at side by side. */
export interface Spans {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  /** The first day of each part, the oldest first; the first may have begun before the period. */
  readonly starts: readonly StudyDay[];
  readonly from: StudyDay;
  readonly to: StudyDay;
  /** The part of each day of the period, by days since `from`. */
  readonly partOf: Uint16Array;
}

/** Days up to a month, weeks up to a quarter, months up to three years, else years; weeks begin on Monday. */
export function spansOf(from: StudyDay, to: StudyDay): Spans {
  const days = to - from + 1;
  return spansBy(days <= 31 ? 'day' : days <= 100 ? 'week' : days <= 1_100 ? 'month' : 'year', from, to);
}

export function spansBy(unit: Spans['unit'], from: StudyDay, to: StudyDay): Spans {
  const starts: StudyDay[] = [];
  const partOf = new Uint16Array(Math.max(0, to - from + 1));
  for (let day = from; day <= to; day = (day + 1) as StudyDay) {
    const start = startOf(unit, day);
    if (start !== starts.at(-1)) starts.push(start);
    partOf[day - from] = starts.length - 1;
  }
  return { unit, starts, from, to, partOf };
}

function startOf(unit: Spans['unit'], day: StudyDay): StudyDay {
  const date = new Date(day * dayMs);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      // 1970-01-01 was a Thursday.
      return (day - ((((day + 3) % 7) + 7) % 7)) as StudyDay;
    case 'month':
      return (Date.UTC(date.getUTCFullYear(), date.getUTCMonth()) / dayMs) as StudyDay;
    case 'year':
      return (Date.UTC(date.getUTCFullYear(), 0) / dayMs) as StudyDay;
  }
}
