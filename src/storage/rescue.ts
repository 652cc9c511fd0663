import { openIfThere, result } from './raw.ts';
import { StorageError } from './storage.ts';

/**
 * Everything that can still be read, table by table, as JSON: for the screen that says that the database does not open.
 * Straight from IndexedDB, whatever its version; a table that cannot be read says why in its place.
 */
export async function rescueData(indexedDB: IDBFactory | undefined = globalThis.indexedDB): Promise<Blob> {
  const db = await openIfThere(indexedDB);
  if (db === undefined) throw new StorageError('unavailable');
  try {
    const names = Array.from(db.objectStoreNames);
    const tables = await Promise.all(names.map(async (name) => [name, await rowsOf(db, name)] as const));
    const dump = { format: 'cardwright-rescue', databaseVersion: db.version, tables: Object.fromEntries(tables) };
    return new Blob([JSON.stringify(dump)], { type: 'application/json' });
  } finally {
    db.close();
  }
}

async function rowsOf(db: IDBDatabase, name: string): Promise<unknown> {
  try {
    return await result(db.transaction(name).objectStore(name).getAll());
  } catch (error) {
    return { unreadable: String(error) };
  }
}
