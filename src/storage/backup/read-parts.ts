import type { Table } from 'dexie';

import type { BackupPart } from '#core/backup.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from '../database.ts';
import { findRecent, getPosition } from '../journaling.ts';
import { atlasLayouts } from '../atlas-layouts.ts';
import { nativeVersion } from '../schema.ts';

/** In the order in which they are written. The journal's own place in the database is told in the head. */
export const backedUp = [
  'settings',
  'presets',
  'notebooks',
  'entities',
  'overlays',
  'archive',
  'imports',
  'schedules',
  'log',
  'days',
  'quizzes',
  'undo',
  'media',
  'quarantine',
];

const rowsAtOnce = 1_000;
/** Pictures are large, and so is what undoes an import. */
const largeRowsAtOnce = 8;
const attempts = 5;

/**
 * Everything, page by page, each in a transaction of its own: nobody who studies meanwhile has to wait. What is done while the
 * pages are read is added behind them as the journal has it, whole rows, so that the sum is exact as of its last command.
 */
export async function* readParts(
  db: CardwrightDatabase,
  madeAt: number,
  onProgress: (done: number, of: number) => void = () => undefined,
): AsyncGenerator<BackupPart> {
  const { epoch, sequence, last } = await getPosition(db);
  const { counts, all } = await countRows(db);
  yield {
    kind: 'head',
    head: {
      format: 'cardwright-backup',
      version: 1,
      schema: nativeVersion,
      epoch,
      sequence,
      ...(last !== undefined && { last }),
      madeAt,
      rows: Object.fromEntries(counts),
    },
  };
  const commits: JournalCommit[] = [];
  let done = 0;
  for (const table of backedUp) {
    for await (const rows of pagesOf(db, table)) {
      yield { kind: 'rows', table, rows };
      done += rows.length;
      onProgress(done, all);
      // Only the last commands are kept in the database: they are taken as they come.
      await follow(db, sequence, commits);
    }
  }
  const layouts = await atlasLayouts(db);
  if (layouts.length > 0) yield { kind: 'rows', table: 'columns', rows: layouts };
  await follow(db, sequence, commits);
  for (const commit of commits) yield { kind: 'commit', commit };
  yield { kind: 'end', sequence: sequence + commits.length };
}

export async function countRows(db: CardwrightDatabase) {
  const counts = await Promise.all(backedUp.map(async (name) => [name, await db.table(name).count()] as const));
  return { counts, all: counts.reduce((sum, [, count]) => sum + count, 0) };
}

/** While it was read, something was done that cannot be told row by row, as an import: it has to be read anew. */
export class ChangedMeanwhile extends Error {}

/** Makes a backup by `make`, and makes it anew where something large was done meanwhile. */
export async function withAttempts<Result>(make: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await make();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt === attempts) throw error;
    }
  }
}

/** Adds what was done since: `commits` are those after the command `begun`, as far as they are known. */
export async function follow(db: CardwrightDatabase, begun: number, commits: JournalCommit[]): Promise<void> {
  const known = begun + commits.length;
  const { sequence } = await getPosition(db);
  if (sequence === known) return;
  const recent = await findRecent(db, known, sequence);
  // Pictures and the undo of an import change with the notebooks, and no commit has them.
  if (recent === undefined || recent.some(({ changes }) => changes.some(({ table }) => table === 'notebooks'))) {
    throw new ChangedMeanwhile();
  }
  commits.push(...recent);
}

/** By primary key, so that what is put in or taken out meanwhile moves no page. */
export async function* pagesOf<Row extends object>(db: CardwrightDatabase, name: string): AsyncGenerator<Row[]> {
  const table: Table<Row, unknown> = db.table(name);
  const size = table.name === 'media' || table.name === 'imports' ? largeRowsAtOnce : rowsAtOnce;
  const keyPath = table.schema.primKey.keyPath;
  let last: unknown;
  for (;;) {
    const rows: Row[] = await (last === undefined ? table.toCollection() : table.where(':id').above(last as string))
      .limit(size)
      .toArray();
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = keyOf(rows.at(-1)!, keyPath!);
  }
}

export function keyOf(row: object, keyPath: string | string[]): unknown {
  const field = (name: string) => (row as Record<string, unknown>)[name];
  return Array.isArray(keyPath) ? keyPath.map(field) : field(keyPath);
}
