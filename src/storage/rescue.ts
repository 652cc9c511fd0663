import type { BackupPart } from '#core/backup.ts';
import type { JudgeRow } from './backup/damage.ts';
import { backedUp, keyOf } from './backup/read-parts.ts';
import { quarantineRow } from './quarantine.ts';
import { openIfThere, result } from './raw.ts';
import { nativeVersion } from './schema.ts';
import { StorageError } from './storage.ts';

export interface RescueOptions {
  readonly judge: JudgeRow;
  /** An instant. */
  readonly madeAt: number;
  /** Told of a table of which something cannot be read. */
  readonly onUnread?: (table: string) => void;
  readonly indexedDB?: IDBFactory | undefined;
}

const rowsAtOnce = 1_000;
/** Derived, or of no use to another browser. */
const neverRescued: readonly string[] = ['columns', 'handles', 'journal'];

/**
 * Everything that can still be read of a database that does not open, as a backup: straight from IndexedDB, whatever its
 * version, page by page. A row that is not as it should be goes among what is set aside, so that the file can be restored; rows
 * of a later version stay as they are, for that version to read.
 */
export async function* rescueParts({
  judge,
  madeAt,
  onUnread = () => undefined,
  indexedDB = globalThis.indexedDB,
}: RescueOptions): AsyncGenerator<BackupPart> {
  const db = await openIfThere(indexedDB);
  if (db === undefined) throw new StorageError('unavailable');
  try {
    const isLater = db.version > nativeVersion;
    const names = Array.from(db.objectStoreNames);
    const wanted = names.filter((name) => (isLater ? !neverRescued.includes(name) : backedUp.includes(name)));
    const { epoch, sequence } = names.includes('journal') ? await placeOf(db) : nowhere;
    const head = { format: 'cardwright-backup', version: 1, schema: db.version, epoch, sequence, madeAt, rows: {} } as const;
    yield { kind: 'head', head };
    for (const table of wanted) {
      const { keyPath } = db.transaction(table).objectStore(table);
      for await (const rows of readable(db, table, () => onUnread(table))) {
        const faultOf = (row: object) => (isLater ? undefined : judge(table, row));
        const sound = rows.filter((row) => faultOf(row) === undefined);
        if (sound.length > 0) yield { kind: 'rows', table, rows: sound };
        const aside = rows.flatMap((row) => {
          const fault = faultOf(row);
          return fault === undefined ? [] : [quarantineRow(table, row, fault, keyOf(row, keyPath!), madeAt)];
        });
        if (aside.length > 0) yield { kind: 'rows', table: 'quarantine', rows: aside };
      }
    }
    yield { kind: 'end', sequence };
  } finally {
    db.close();
  }
}

const nowhere = { epoch: '0', sequence: 0 };

async function placeOf(db: IDBDatabase): Promise<typeof nowhere> {
  try {
    const place: unknown = await result(db.transaction('journal').objectStore('journal').get('position'));
    const { epoch, sequence } = place as Partial<typeof nowhere>;
    const isPlace = /^[0-9a-f]{1,64}$/.test(epoch ?? '') && Number.isSafeInteger(sequence) && sequence! >= 0;
    return isPlace ? { epoch: epoch!, sequence: sequence! } : nowhere;
  } catch {
    // Restoring gives it a place of its own.
    return nowhere;
  }
}

async function* readable(db: IDBDatabase, table: string, onUnread: () => void): AsyncGenerator<object[]> {
  const store = () => db.transaction(table).objectStore(table);
  let last: IDBValidKey | undefined;
  for (;;) {
    let keys: IDBValidKey[];
    try {
      keys = await result(store().getAllKeys(last === undefined ? null : IDBKeyRange.lowerBound(last, true), rowsAtOnce));
    } catch {
      return onUnread();
    }
    const first = keys[0];
    last = keys.at(-1);
    if (first === undefined || last === undefined) return;
    try {
      yield await result(store().getAll(IDBKeyRange.bound(first, last)));
    } catch {
      // One that cannot be read spoils them all; the others are read by themselves.
      for (const key of keys) {
        try {
          yield [await result<object>(store().get(key))];
        } catch {
          onUnread();
        }
      }
    }
  }
}
