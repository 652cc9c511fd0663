import type { JournalChange } from '#core/journal/record.ts';
import type { Checked, CheckedCard } from '../backup/check.ts';
import { compareRow, entriesOf } from '../backup/check.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { DayRow } from '../rows.ts';
import { makeChange } from '../apply-commits.ts';
import { findRecent, getPosition } from '../journaling.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** To remember when a backup was made, as the app does in the background, changes nothing of what a check goes by. */
const unchecked: readonly string[] = ['settings', 'undo'];

/** No more of them in one transaction: they are read with all their answers, between two frames of whoever studies meanwhile. */
const cardsAtOnce = 200;

/**
 * Puts right what a check found: damaged rows, or what differs from the log; false where one of its tables was changed since,
 * so that it has to be checked anew. Schedules page by page, each in a transaction of its own: what the log gives is right
 * whatever was done meanwhile, and what a kill leaves out the next check finds.
 */
export async function mendRecord(
  writing: Writing,
  { differing, days, sequence, damage }: Checked,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<boolean> {
  let since: number | undefined = sequence;
  for (let at = 0; at < differing.length; at += cardsAtOnce) {
    onProgress(at, differing.length);
    since = await mendCards(writing, differing.slice(at, at + cardsAtOnce), since);
  }
  return mendRows(writing, damage.changes, days, since);
}

/** The place of the last command then, as `since` is; undefined where others than these have come since. */
function mendCards(writing: Writing, cards: readonly CheckedCard[], since: number | undefined): Promise<number | undefined> {
  const { db } = writing;
  return inTransaction(writing, [db.schedules, db.log, db.presets], async () => {
    const [position, rows, entries, presets] = await Promise.all([
      getPosition(db),
      db.schedules.bulkGet(cards.map(({ card }) => card)),
      entriesOf(db, cards),
      db.presets.toArray(),
    ]);
    const isSteady = await isUnchanged(db, since, position.sequence);
    const known = new Map(presets.map((preset) => [preset.id, preset]));
    const right = rows.flatMap((row) => (row && compareRow(row, entries.get(row.card) ?? [], known).right) ?? []);
    if (right.length > 0) await db.schedules.bulkPut(right);
    return isSteady ? position.sequence + (right.length > 0 ? 1 : 0) : undefined;
  });
}

function mendRows(
  writing: Writing,
  changes: readonly JournalChange[],
  days: readonly DayRow[],
  since: number | undefined,
): Promise<boolean> {
  const { db } = writing;
  const tables = changes.length > 0 ? db.tables.filter((table) => table !== db.journal) : [db.days];
  return inTransaction(writing, tables, async () => {
    const { sequence } = await getPosition(db);
    if (!(await isUnchanged(db, since, sequence))) return false;
    const first: PromiseLike<unknown> = Promise.resolve();
    // One after the other, by `then`: what is taken out makes room for what is put in.
    await changes.reduce((before, change) => before.then(() => makeChange(db, change)), first);
    if (days.length > 0) await db.days.bulkPut([...days]);
    return true;
  });
}

async function isUnchanged(db: CardwrightDatabase, since: number | undefined, sequence: number): Promise<boolean> {
  if (since === undefined) return false;
  const commits = await findRecent(db, since, sequence);
  return commits?.every(({ changes }) => changes.every(({ table }) => unchecked.includes(table))) ?? false;
}
