import { cmp } from 'dexie';

import type { BackupPart } from '#core/backup.ts';
import type { JournalChange, JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from '../database.ts';
import { keyText } from '../quarantine.ts';
import { keyOf } from './read-parts.ts';

/** The other store: the newest whole backup of this database, and the journal since. */
export interface OtherStore {
  readonly backup: AsyncIterable<BackupPart>;
  readonly commits: readonly JournalCommit[];
}

/** Rows of the other store that the database lacks, or has damaged: by table and key. */
export type Copies = ReadonlyMap<string, ReadonlyMap<string, object>>;

/**
 * Looks the damaged rows up in the other store, and finds those that are missing. Where journal and backup together do not
 * reach this very command, only what never changes once it is written may be taken from them.
 */
export async function findCopies(
  db: CardwrightDatabase,
  { backup, commits }: OtherStore,
  isDamaged: (table: string, key: string) => boolean,
  sequence: number,
  onRows: (done: number) => void = () => undefined,
): Promise<Copies> {
  const copies = new Map<string, Map<string, object>>();
  const keyPathOf = (table: string) => db.tables.find(({ name }) => name === table)?.schema.primKey.keyPath;
  const offer = async (table: string, rows: readonly object[]) => {
    const keyPath = keyPathOf(table);
    if (keyPath === undefined || keyPath === null || rows.length === 0 || neverTaken.includes(table)) return;
    const keys = rows.map((row) => keyOf(row, keyPath) as string);
    const there = new Set((await keysAmong(db, table, keys)).map(keyText));
    const own = copies.get(table) ?? new Map<string, object>();
    copies.set(table, own);
    for (const [index, row] of rows.entries()) {
      const key = keyText(keys[index]);
      if (!there.has(key) || isDamaged(table, key)) own.set(key, row);
    }
  };
  let reached = 0;
  const apply = async (commit: JournalCommit) => {
    if (commit.sequence !== reached + 1) return;
    reached = commit.sequence;
    for (const change of commit.changes) {
      if ('put' in change) await offer(change.table, change.put as readonly object[]);
      else forget(copies.get(change.table), change, keyPathOf(change.table));
    }
  };
  let done = 0;
  for await (const part of backup) {
    if (part.kind === 'head') reached = part.head.sequence;
    else if (part.kind === 'rows') {
      await offer(part.table, part.rows);
      onRows((done += part.rows.length));
    } else if (part.kind === 'commit') await apply(part.commit);
  }
  for (const commit of commits) if (commit.sequence <= sequence) await apply(commit);
  if (reached !== sequence) for (const table of copies.keys()) if (!neverChanged.includes(table)) copies.delete(table);
  return copies;
}

/** Which of these are there. A backup has its rows in the order of their keys: then all that lies between them is read at once. */
async function keysAmong(db: CardwrightDatabase, table: string, keys: readonly string[]): Promise<unknown[]> {
  const [first, last] = [keys[0]!, keys.at(-1)!];
  const isInOrder = keys.every((key, index) => index === 0 || cmp(keys[index - 1], key) < 0);
  const wanted = db.table(table).where(':id');
  return (isInOrder ? wanted.between(first, last, true, true) : wanted.anyOf([...keys])).primaryKeys();
}

/** What undoes an import is in no journal, so that a copy of it may have been used up since. */
const neverTaken: readonly string[] = ['imports', 'journal', 'handles'];
/** Added once, and never taken out. A picture is the one that its name is the hash of. */
const neverChanged: readonly string[] = ['log', 'presets', 'media'];

function forget(
  rows: Map<string, object> | undefined,
  change: Exclude<JournalChange, { readonly put: readonly unknown[] }>,
  keyPath: string | string[] | undefined | null,
): void {
  if (rows === undefined || keyPath === undefined || keyPath === null) return;
  if ('delete' in change) {
    for (const key of change.delete) rows.delete(keyText(key));
    return;
  }
  const { lower, lowerOpen = false, upper, upperOpen = false } = change.deleteRange;
  for (const [name, row] of rows) {
    const key = keyOf(row, keyPath);
    const [low, high] = [lower === undefined ? 1 : cmp(key, lower), upper === undefined ? -1 : cmp(key, upper)];
    if ((low > 0 || (low === 0 && !lowerOpen)) && (high < 0 || (high === 0 && !upperOpen))) rows.delete(name);
  }
}
