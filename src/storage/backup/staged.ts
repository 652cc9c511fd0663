import { Dexie } from 'dexie';

import { rowsIn } from '#core/backup.ts';
import type { BackupHead, BackupPart } from '#core/backup.ts';
import type { Progress } from '#core/progress.ts';
import { apply } from '../apply-commits.ts';
import { CardwrightDatabase } from '../database.ts';
import type { IndexedDBSource } from '../database.ts';
import { databaseName, stagedName } from '../schema.ts';

import { getPosition, placeAfter } from '../journaling.ts';
import type { JournalPosition } from '../rows.ts';
import { atlasLayouts } from '../atlas-layouts.ts';
import { backedUp, countRows, pagesOf } from './read-parts.ts';

/** An empty database beside the learner's own. */
export async function openStaged(source: IndexedDBSource = {}): Promise<CardwrightDatabase> {
  await removeStaged(source);
  return reopenStaged(source);
}

export async function removeStaged(source: IndexedDBSource = {}): Promise<void> {
  await new CardwrightDatabase(source, stagedName, true).delete();
}

/** As it was left. */
export async function reopenStaged(source: IndexedDBSource = {}): Promise<CardwrightDatabase> {
  const db = new CardwrightDatabase(source, stagedName, true);
  await db.open();
  return db;
}

/** The learner's own database, for reading and for what is no command. */
export async function openBare(source: IndexedDBSource = {}): Promise<CardwrightDatabase> {
  const db = new CardwrightDatabase(source, databaseName, true);
  await db.open();
  return db;
}

/** The same, where there is one: opening makes no empty database. */
export async function openIfKept(source: IndexedDBSource = {}): Promise<CardwrightDatabase | undefined> {
  return (await Dexie.exists(databaseName)) ? openBare(source) : undefined;
}

/** Two rows with one key, or a row that has none. */
export class UnfitRows extends Error {}

/** Puts a backup into an empty database. */
export async function putParts(
  db: CardwrightDatabase,
  parts: AsyncIterable<BackupPart>,
  onProgress: Progress = () => undefined,
): Promise<BackupHead> {
  let head: BackupHead | undefined;
  let place: JournalPosition = { id: 'position', epoch: '', sequence: 0 };
  let [done, of] = [0, 0];
  for await (const part of parts) {
    switch (part.kind) {
      case 'head':
        head = part.head;
        place = placeOf(head);
        of = rowsIn(head);
        break;
      case 'rows':
        try {
          await db.table(part.table).bulkAdd([...part.rows]);
        } catch (error) {
          if (error instanceof Dexie.BulkError || error instanceof Dexie.DataError) {
            throw new UnfitRows(`${part.table}: ${error.message}`);
          }
          throw error;
        }
        done += part.rows.length;
        onProgress(done, of);
        break;
      case 'commit':
        await apply(db, place.epoch, [part.commit]);
        place = placeAfter(place.epoch, part.commit);
        break;
      case 'end':
        await db.journal.put(place);
    }
  }
  if (head === undefined) throw new Error('a backup without a head was put in');
  return head;
}

function placeOf({ epoch, sequence, last }: BackupHead): JournalPosition {
  return { id: 'position', epoch, sequence, ...(last !== undefined && { last }) };
}

/**
 * What is staged takes the place of everything: in one transaction, so that a kill leaves the one or the other. `expected` is
 * the place of the learner's commands that this was decided on; false, and nothing written, where one has come since.
 */
export async function takePlace(
  db: CardwrightDatabase,
  staged: CardwrightDatabase,
  expected?: number,
  onProgress: Progress = () => undefined,
): Promise<boolean> {
  const { all } = await countRows(staged);
  let done = 0;
  return db.transaction('rw', db.tables, async () => {
    if (expected !== undefined && (await getPosition(db)).sequence !== expected) return false;
    // What belongs to this browser alone, as a folder that it may read, stays.
    for (const table of [...backedUp, 'journal'].map((name) => db.table(name))) {
      await table.clear();
      const pages = pagesOf(staged, table.name);
      for (;;) {
        // The other database's pages are awaited outside of this transaction, which is kept open meanwhile.
        const page = await Dexie.waitFor(pages.next());
        if (page.done) break;
        await table.bulkPut(page.value);
        onProgress((done += page.value.length), all);
      }
    }
    // Of what is derived, only that which a map is drawn after.
    await db.table('columns').bulkPut([...(await Dexie.waitFor(atlasLayouts(staged)))]);
    return true;
  });
}

/** The same where the database lacks it; not where another tab has done it meanwhile, or gone on: then `expected` has passed. */
export async function takeStaged(source: IndexedDBSource, expected: number): Promise<void> {
  const [own, staged] = [await openBare(source), await reopenStaged(source)];
  try {
    await takePlace(own, staged, expected);
  } finally {
    own.close();
    await staged.delete();
  }
}
