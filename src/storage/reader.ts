import { queueLacks } from '#core/scheduling/queue.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { sumOfDay, wasStudied } from '#core/stats/day.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import { scheduleOf } from './rows.ts';
import type { DayRow, ScheduleRow } from './rows.ts';

/** Reads by index, each list in the order of its index: through Dexie, or before Dexie is there (first-look.ts). */
export interface Reader {
  learningBefore(end: Instant): Promise<readonly ScheduleRow[]>;
  dueBy(day: StudyDay, count: number): Promise<readonly ScheduleRow[]>;
  fresh(count: number): Promise<readonly ScheduleRow[]>;
  /** How many new cards there are, counted up to `most`. */
  countFresh(most: number): Promise<number>;
  /** Both ends included. */
  daysBetween(first: StudyDay, last: StudyDay): Promise<readonly DayRow[]>;
  /** Earlier days on which cards are still due. */
  owedBefore(day: StudyDay): Promise<readonly DayRow[]>;
}

/** Read at once beyond the limits, for siblings and buried cards; where it does not do, more is read. */
const margin = 24;

/** The rows that today's queue is made from: as many as it takes, and no count over the collection. */
export async function gatherFrom(reader: Reader, moment: Moment, preset: Preset): Promise<Gathered> {
  const [learning, today] = await Promise.all([
    reader.learningBefore(moment.dayEnds),
    reader.daysBetween(moment.day, moment.day),
  ]);
  const { newCards, reviews } = sumOfDay(today, moment.day);
  const doneToday = { newCards, reviews };

  const gather = async (dueCount: number, freshCount: number): Promise<Gathered> => {
    const [due, fresh] = await Promise.all([reader.dueBy(moment.day, dueCount), reader.fresh(freshCount)]);
    const gathered: Gathered = {
      learning: learning.map(scheduleOf),
      due: due.map(scheduleOf),
      fresh: fresh.map(scheduleOf),
      doneToday,
    };
    const lacks = queueLacks(gathered, moment, preset);
    const moreDue = lacks.due && due.length === dueCount;
    const moreFresh = lacks.fresh && fresh.length === freshCount;
    if (!moreDue && !moreFresh) return gathered;
    return gather(moreDue ? dueCount * 4 : dueCount, moreFresh ? freshCount * 4 : freshCount);
  };
  return gather(Math.max(0, preset.reviewsPerDay - reviews) + margin, Math.max(0, preset.newPerDay - newCards) + margin);
}

const paceDays = 28;
export const forecastDays = 7;

/**
 * The rows of `days` that Today's figures are made from, by day: four weeks back (further while every day of them was
 * studied, for the streak), the coming ones, and older ones on which cards are still due.
 */
export async function daysFrom(reader: Reader, today: StudyDay): Promise<readonly DayRow[]> {
  const first = (today - paceDays) as StudyDay;
  const [recent, owed] = await Promise.all([
    reader.daysBetween(first, (today + forecastDays - 1) as StudyDay),
    reader.owedBefore(first),
  ]);
  const older = isStudied(recent, first) ? await streakBefore(reader, first) : [];
  const known = new Set(older.map(keyOf));
  return [...owed.filter((row) => !known.has(keyOf(row))), ...older, ...recent].toSorted((a, b) => a.day - b.day);
}

async function streakBefore(reader: Reader, day: StudyDay): Promise<readonly DayRow[]> {
  const first = (day - 365) as StudyDay;
  const rows = await reader.daysBetween(first, (day - 1) as StudyDay);
  return isStudied(rows, first) ? [...(await streakBefore(reader, first)), ...rows] : rows;
}

function isStudied(rows: readonly DayRow[], day: StudyDay): boolean {
  return rows.some((row) => row.day === day && wasStudied(row));
}

function keyOf({ day, deck }: DayRow): string {
  return `${day} ${deck}`;
}
