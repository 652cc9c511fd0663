import { databaseName } from './schema.ts';
import { StorageError } from './storage.ts';

/**
 * Everything that can still be read, table by table, as JSON: for the screen that says that the database does not open.
 * Straight from IndexedDB, whatever its version; a table that cannot be read says why in its place.
 */
export async function rescueData(indexedDB: IDBFactory = globalThis.indexedDB): Promise<Blob> {
  const db = await openAsItIs(indexedDB);
  try {
    const names = Array.from(db.objectStoreNames);
    const tables = await Promise.all(names.map(async (name) => [name, await rowsOf(db, name)] as const));
    const dump = { format: 'cardwright-rescue', databaseVersion: db.version, tables: Object.fromEntries(tables) };
    return new Blob([JSON.stringify(dump)], { type: 'application/json' });
  } finally {
    db.close();
  }
}

/** Without a version, so that a database of a later version opens too; one that is missing is not made. */
function openAsItIs(indexedDB: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (indexedDB === undefined) throw new StorageError('unavailable');
    const request = indexedDB.open(databaseName);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(new StorageError('unavailable', request.error));
    };
  });
}

async function rowsOf(db: IDBDatabase, name: string): Promise<unknown> {
  try {
    return await new Promise((resolve, reject) => {
      const request = db.transaction(name).objectStore(name).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('unreadable'));
    });
  } catch (error) {
    return { unreadable: String(error) };
  }
}
