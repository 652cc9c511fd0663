import type { Table, Transaction } from 'dexie';

import type { DeviceId, EntryId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Instant } from '#core/time.ts';
import { uuidTimeMs, uuidV7 } from '#core/uuid.ts';
import type { CardwrightDatabase } from '../database.ts';
import { count, isPosition } from '../journaling.ts';
import type { Append } from '../journaling.ts';
import { StorageError } from '../storage.ts';
import type { Undoing } from './record-deed.ts';

/** What a command needs besides the learner's intention. */
export interface Writing {
  readonly db: CardwrightDatabase;
  /** The learner's options as this page knows them: what a button shows is made under the same. */
  readonly options: () => Options;
  readonly device: DeviceId;
  /** Bytes of chance for ids. */
  readonly chance: (bytes: number) => Uint8Array;
  /** After this long a write is given up. */
  readonly deadlineMs: number;
  /** What this page may take back and do again. */
  readonly undoing: Undoing;
  /** Of the database that this page opened: what has been restored over it is another one, and this page must not write to it. */
  readonly epoch: string;
  /** Takes what a command changed to the journal, where there is one: only then is the command done. */
  readonly append?: Append;
}

/** One intention, one transaction. After a forced close the browser may neither complete a write nor fail it, so each has a deadline. */
export async function inTransaction<Result>(
  { db, deadlineMs, epoch, append }: Writing,
  tables: readonly Table[],
  work: () => Promise<Result>,
): Promise<Result> {
  let transaction: Transaction | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StorageError('timeout'));
      takeBack(transaction);
    }, deadlineMs);
  });
  // Async, though it awaits nothing: Dexie follows native awaits only inside an async function that it is handed itself.
  const written = db.transaction('rw', [...tables, db.journal], async (begun) => {
    transaction = begun;
    // Dexie's own `all`, asked at once: a native await of the work would lose the transaction behind it.
    const [result, position] = await Promise.all([work(), db.journal.get('position')]);
    if (isPosition(position) && position.epoch !== epoch) throw new StorageError('closed');
    const changes = db.journaling.changesIn(begun);
    if (changes.length === 0 || !isPosition(position)) return { result };
    return { result, commit: await count(db, changes, position) };
  });
  const both = async () => {
    const { result, commit } = await written;
    // After the database has it: what it refused must not come back from the journal.
    if (commit) await append?.(commit);
    return result;
  };
  try {
    return await Promise.race([both(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What was refused must not be written later, where that can still be helped. */
function takeBack(transaction: Transaction | undefined): void {
  try {
    transaction?.abort();
  } catch (error) {
    // Too late: it is being committed, or the database is gone.
    if (!(error instanceof DOMException) && !(error instanceof Error && error.name === 'InvalidStateError')) throw error;
  }
}

/** The id of an entry that is added together with others: so many places after the first. */
export function laterId({ chance }: Writing, first: EntryId, places: number): EntryId {
  return places === 0 ? first : (uuidV7(uuidTimeMs(first) + places, chance(10)) as EntryId);
}

/** The id of a new entry: later than every id in the log, also when the clock went back. */
export async function nextEntryId({ db, chance }: Writing, instant: Instant): Promise<EntryId> {
  const last = (await db.log.toCollection().lastKey()) as EntryId | undefined;
  const timeMs = last === undefined ? instant : Math.max(instant, uuidTimeMs(last) + 1);
  return uuidV7(timeMs, chance(10)) as EntryId;
}
