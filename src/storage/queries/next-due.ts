import { Dexie } from 'dexie';
import { isAsked, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { paceOf } from '#core/stats/estimate.ts';
import { forecastOf } from '#core/stats/forecast.ts';
import type { StudyDay, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { forecastDays } from '../reader.ts';
import type { ScheduleRow } from '../rows.ts';
import type { NextDue } from '../storage.ts';
import { inSnapshot } from './snapshot.ts';
import { todayFigures } from './today.ts';
import type { TodayFigures } from './today.ts';

/** The next day that has anything, as the forecast says; beyond its week the next day on which cards are due. */
export function nextDue(db: CardwrightDatabase, moment: Moment, options: Options): Promise<NextDue | undefined> {
  return todayFigures(db, moment, options).then((figures) => nextAfter(db, figures));
}

export function nextAfter(db: CardwrightDatabase, figures: TodayFigures): Promise<NextDue | undefined> {
  const { moment, options, days, ahead } = figures;
  const { day: today } = moment;
  const [, ...coming] = forecastOf({ ...figures, ...ahead, today, pace: paceOf(days, today) }, options);
  const next = coming.find(({ due, fresh }) => due + fresh > 0);
  if (next !== undefined) return Promise.resolve({ day: next.day, cards: next.due, fresh: next.fresh });
  const scope = usualScope(options);
  const asked = (row: ScheduleRow) => isAsked(row, scope, options);
  const due = db.schedules.where('[dueDay+shuffle]');
  return inSnapshot(db, [db.schedules], async () => {
    const later = await due
      .between([today + forecastDays], [Infinity])
      .filter(asked)
      .first();
    if (later?.dueDay === undefined) return undefined;
    const day: StudyDay = later.dueDay;
    const cards = await db.schedules
      .where('[dueDay+shuffle]')
      .between([day, Dexie.minKey], [day, Dexie.maxKey])
      .filter(asked)
      .count();
    return { day, cards: Math.min(cards, options.preset.reviewsPerDay), fresh: 0 };
  });
}
