import type { Options } from '#core/scheduling/options.ts';
import type { StudyDay, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { DayRow } from '../rows.ts';
import type { NextDue } from '../storage.ts';
import { countNew } from '../reader.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

/** From the kept counts: what today leaves over, beyond its limits or buried, comes tomorrow with tomorrow's cards. */
export function nextDue(db: CardwrightDatabase, { day: today }: Moment, options: Options): Promise<NextDue | undefined> {
  const tomorrow = (today + 1) as StudyDay;
  return inSnapshot(db, [db.days, db.schedules], async () => {
    const soon = await db.days.where('owedDay').belowOrEqual(tomorrow).toArray();
    const fresh = await countNew(readerOf(db), options, options.preset.newPerDay);
    if (soon.length > 0 || fresh > 0) return { day: tomorrow, cards: dueOf(soon), fresh };
    const later = await db.days.where('owedDay').above(tomorrow).first();
    if (later === undefined) return undefined;
    return { day: later.day, cards: dueOf(await db.days.where('owedDay').equals(later.day).toArray()), fresh };
  });
}

function dueOf(rows: readonly DayRow[]): number {
  return rows.reduce((cards, { due }) => cards + due, 0);
}
