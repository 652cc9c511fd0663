import { isAsked, usualScope } from '#core/scheduling/options.ts';
import type { BacklogInput } from '#core/scheduling/backlog.ts';
import type { Options } from '#core/scheduling/options.ts';
import { sumOfDay, wasStudied } from '#core/stats/day.ts';
import { paceDays, paceOf } from '#core/stats/estimate.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { scheduleOf } from '../rows.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

export interface BacklogFound {
  readonly input: BacklogInput;
  /** Cards due on the days to come. */
  readonly dueOn: ReadonlyMap<StudyDay, number>;
}

/** All that waits; undefined, from the kept counts alone, where nothing is overdue. */
export function findBacklog(db: CardwrightDatabase, moment: Moment, options: Options): Promise<BacklogFound | undefined> {
  return inSnapshot(db, [db.schedules, db.days], async () => {
    const reader = readerOf(db);
    const { day } = moment;
    const owed = await reader.owedBefore(day);
    if (owed.every(({ due }) => due === 0) && options.catchUpFrom === undefined) return undefined;
    const days = await reader.daysBetween((day - paceDays) as StudyDay, (day + 180) as StudyDay);
    // oxlint-disable-next-line unicorn/no-array-reverse -- of a collection of Dexie, no array
    const last = await db.days.where('[day+deck]').below([day, '']).reverse().filter(wasStudied).first();
    const rows = await reader.dueBy(day, 2 ** 31);
    const due = rows.map(scheduleOf).filter((schedule) => isAsked(schedule, usualScope(options), options));
    const dueOn = new Map<StudyDay, number>();
    for (const row of days) if (row.day > day) dueOn.set(row.day, (dueOn.get(row.day) ?? 0) + row.due);
    const past = days.filter((row) => row.day <= day);
    return {
      input: {
        moment,
        options,
        due,
        pace: paceOf(past, day),
        takenMs: sumOfDay(past, day).takenMs,
        ...(last && { lastStudied: last.day }),
      },
      dueOn,
    };
  });
}
