import type { Checked } from '../backup/check.ts';
import { compareRow } from '../backup/check.ts';
import { findRecent, getPosition } from '../journaling.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** What a check goes by. To remember when a backup was made, as the app does in the background, changes nothing of it. */
const checkedTables: readonly string[] = ['schedules', 'log', 'presets', 'days'];

/** Puts right what a check found, by the log; false where one of its tables was changed since, so that it has to be checked anew. */
export function mendRecord(writing: Writing, { differing, days, sequence }: Checked): Promise<boolean> {
  const { db } = writing;
  return inTransaction(writing, [db.schedules, db.log, db.presets, db.days], async () => {
    const cards = differing.map(({ card }) => card);
    const [position, rows, entries, presets] = await Promise.all([
      getPosition(db),
      db.schedules.bulkGet(cards),
      db.log.where('card').anyOf(cards).toArray(),
      db.presets.toArray(),
    ]);
    const since = await findRecent(db, sequence, position.sequence);
    const isChanged = since?.some(({ changes }) => changes.some(({ table }) => checkedTables.includes(table))) ?? true;
    if (isChanged) return false;
    const known = new Map(presets.map((preset) => [preset.id, preset]));
    const right = rows.flatMap((row) => {
      if (row === undefined) return [];
      const own = entries.filter(({ card }) => card === row.card);
      return compareRow(row, own, known).right ?? [];
    });
    await Promise.all([db.schedules.bulkPut(right), db.days.bulkPut([...days])]);
    return true;
  });
}
