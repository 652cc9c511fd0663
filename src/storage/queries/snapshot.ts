import type { Table } from 'dexie';

import type { CardwrightDatabase } from '../database.ts';
import { storageErrorOf } from '../errors.ts';

/** Reads all that a query needs as it is at one instant. Live hooks call queries themselves, so the errors are ours here too. */
export async function inSnapshot<Result>(
  db: CardwrightDatabase,
  tables: readonly Table[],
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await db.transaction('r', [...tables], read);
  } catch (error) {
    throw storageErrorOf(error, 'use') ?? error;
  }
}
