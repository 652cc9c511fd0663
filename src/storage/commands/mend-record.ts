import type { Checked } from '../backup/check.ts';
import { compareRow } from '../backup/check.ts';
import { getPosition } from '../journaling.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Puts right what a check found, by the log; false where something was done since, so that it has to be checked anew. */
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
    if (position.sequence !== sequence) return false;
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
