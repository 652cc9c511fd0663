import type { Table } from 'dexie';

import type { CardwrightDatabase } from '../database.ts';
import { storageErrorOf } from '../errors.ts';

/**
 * Reads all that a query needs as it is at one instant. Live hooks call queries themselves, so the errors are ours here too.
 *
 * A query is no async function but returns this promise, or `then` of it. Dexie follows native awaits only inside an async
 * function that it was handed itself: one in between loses the transaction ("committed too early") or stops the live query.
 */
export function inSnapshot<Result>(
  db: CardwrightDatabase,
  tables: readonly Table[],
  read: () => Promise<Result>,
): Promise<Result> {
  return db
    .transaction('r', [...tables], async () => read())
    .catch((error: unknown): never => {
      throw storageErrorOf(error, 'use') ?? error;
    });
}
