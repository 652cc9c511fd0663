import type { CardId, NoteId } from '#core/ids.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { readerOf } from './reader.ts';
import { inSnapshot } from './snapshot.ts';

/** As far as intervals are balanced, with the width of their fuzz. */
const balancedDays = 100;

/** Cards due on each of the coming days, from the kept counts. */
export function dueByDay(db: CardwrightDatabase, { day }: Moment): Promise<ReadonlyMap<StudyDay, number>> {
  return inSnapshot(db, [db.days], async () => {
    const rows = await readerOf(db).daysBetween((day + 1) as StudyDay, (day + balancedDays) as StudyDay);
    const counts = new Map<StudyDay, number>();
    for (const row of rows) counts.set(row.day, (counts.get(row.day) ?? 0) + row.due);
    return counts;
  });
}

/** The cards of notes that are due on a day, with that day. */
export function dueDaysOf(db: CardwrightDatabase, notes: readonly NoteId[]): Promise<readonly DueCard[]> {
  return inSnapshot(db, [db.schedules], async () => {
    const rows = await db.schedules
      .where('note')
      .anyOf([...notes])
      .toArray();
    return rows.flatMap(({ note, card, dueDay }) => (dueDay === undefined ? [] : [{ note, card, dueDay }]));
  });
}

export interface DueCard {
  readonly note: NoteId;
  readonly card: CardId;
  readonly dueDay: StudyDay;
}
