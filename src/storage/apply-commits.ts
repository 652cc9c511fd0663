import { Dexie } from 'dexie';

import type { JournalChange, JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from './database.ts';
import { isPosition, placeAfter } from './journaling.ts';

/** So many in a transaction that a long journal neither takes for ever nor fills the memory. */
const commitsAtOnce = 250;

/**
 * Makes the changes of commits, in their order; with the place reached, so that going on later is safe at any point. What the
 * database has by now is left alone: another tab may have gone on since the journal was read.
 */
export async function apply(
  db: CardwrightDatabase,
  epoch: string,
  commits: readonly JournalCommit[],
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < commits.length; from += commitsAtOnce) {
    const some = commits.slice(from, from + commitsAtOnce);
    await db.transaction('rw', db.tables, async () => {
      const position = await db.journal.get('position');
      const reached = isPosition(position) && position.epoch === epoch ? position.sequence : 0;
      const missing = some.filter(({ sequence }) => sequence > reached);
      for (const { changes } of missing) for (const change of changes) await makeChange(db, change);
      const last = missing.at(-1);
      if (last) await db.journal.put(placeAfter(epoch, last));
    });
    onProgress(Math.min(from + commitsAtOnce, commits.length), commits.length);
  }
}

/** Within the transaction of whoever wants it so. Not async: an await of its own would lose that transaction. */
export function makeChange(db: CardwrightDatabase, change: JournalChange): PromiseLike<unknown> {
  const table = db.tables.find(({ name }) => name === change.table);
  // Of a later version of the app; its rows stay in the journal.
  if (table === undefined) return Dexie.Promise.resolve();
  if ('put' in change) return table.bulkPut([...change.put]);
  if ('delete' in change) return table.bulkDelete([...change.delete]);
  const { lower, lowerOpen = false, upper, upperOpen = false } = change.deleteRange;
  if (lower === undefined && upper === undefined) return table.clear();
  if (upper === undefined) return table.where(':id')[lowerOpen ? 'above' : 'aboveOrEqual'](lower).delete();
  if (lower === undefined) return table.where(':id')[upperOpen ? 'below' : 'belowOrEqual'](upper).delete();
  return table.where(':id').between(lower, upper, !lowerOpen, !upperOpen).delete();
}
