// IndexedDB without Dexie, for what runs before it is loaded or when it cannot open.
import { databaseName } from './schema.ts';
import { StorageError } from './storage.ts';

/** The database as it is, of whatever version; undefined if there is none. Asked for without a version, a missing one would be made: that is taken back. */
export function openIfThere(indexedDB: IDBFactory | undefined): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    if (indexedDB === undefined) throw new StorageError('unavailable');
    const request = indexedDB.open(databaseName);
    let missing = false;
    request.addEventListener('upgradeneeded', () => {
      missing = true;
      request.transaction?.abort();
    });
    request.addEventListener('error', (event) => {
      event.preventDefault();
      if (missing) resolve(undefined);
      else reject(request.error ?? new StorageError('unavailable'));
    });
    request.addEventListener('success', () => {
      const db = request.result;
      // A newer version in another tab does not wait for us.
      db.addEventListener('versionchange', () => db.close());
      resolve(db);
    });
  });
}

export function result<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('a request failed without a reason')));
  });
}
