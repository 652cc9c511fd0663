import type { StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { DayRow } from '../rows.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

/** The kept figures of days, both ends included: what a screen can show before anything is counted. */
export function daysBetween(db: CardwrightDatabase, first: StudyDay, last: StudyDay): Promise<readonly DayRow[]> {
  return inSnapshot(db, [db.days], async () => readerOf(db).daysBetween(first, last));
}
