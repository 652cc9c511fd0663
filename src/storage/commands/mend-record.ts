import type { Checked } from '../backup/check.ts';
import { compareRow } from '../backup/check.ts';
import { makeChange } from '../apply-commits.ts';
import { findRecent, getPosition } from '../journaling.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** To remember when a backup was made, as the app does in the background, changes nothing of what a check goes by. */
const unchecked: readonly string[] = ['settings', 'undo'];

/**
 * Puts right what a check found: damaged rows, or what differs from the log; false where one of its tables was changed since,
 * so that it has to be checked anew.
 */
export function mendRecord(writing: Writing, { differing, days, sequence, damage }: Checked): Promise<boolean> {
  const { db } = writing;
  const tables = db.tables.filter((table) => table !== db.journal);
  return inTransaction(writing, damage.changes.length > 0 ? tables : [db.schedules, db.log, db.presets, db.days], async () => {
    const cards = differing.map(({ card }) => card);
    const [position, rows, entries, presets] = await Promise.all([
      getPosition(db),
      db.schedules.bulkGet(cards),
      db.log.where('card').anyOf(cards).toArray(),
      db.presets.toArray(),
    ]);
    const since = await findRecent(db, sequence, position.sequence);
    const isChanged = since?.some(({ changes }) => changes.some(({ table }) => !unchecked.includes(table))) ?? true;
    if (isChanged) return false;
    const known = new Map(presets.map((preset) => [preset.id, preset]));
    const right = rows.flatMap((row) => {
      if (row === undefined) return [];
      const own = entries.filter(({ card }) => card === row.card);
      return compareRow(row, own, known).right ?? [];
    });
    const first: PromiseLike<unknown> = Promise.resolve();
    // One after the other, by `then`: what is taken out makes room for what is put in.
    await damage.changes.reduce((before, change) => before.then(() => makeChange(db, change)), first);
    await Promise.all([db.schedules.bulkPut(right), db.days.bulkPut([...days])]);
    return true;
  });
}
