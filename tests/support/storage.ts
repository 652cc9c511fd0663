import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

import { openStorage } from '#storage/open.ts';
import type { StorageOptions } from '#storage/open.ts';
import type { Storage } from '#storage/storage.ts';
import { chanceOf } from './chance.ts';

/** A browser's IndexedDB of one origin: two storages opened on it are two tabs. */
export function anOrigin(): IDBFactory {
  // The first look reads without Dexie, so it takes key ranges from the browser.
  globalThis.IDBKeyRange = IDBKeyRange;
  return new IDBFactory();
}

/** Real Dexie on an IndexedDB in memory, with seeded chance. */
export function aStorage(origin: IDBFactory = anOrigin(), options: Partial<StorageOptions> = {}): Promise<Storage> {
  return openStorage({ indexedDB: origin, IDBKeyRange, chance: chanceOf(1), ...options });
}
