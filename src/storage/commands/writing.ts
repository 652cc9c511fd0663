import { Dexie } from 'dexie';
import type { Table, Transaction } from 'dexie';

import type { DeviceId, EntryId } from '#core/ids.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Instant } from '#core/time.ts';
import { uuidTimeMs, uuidV7 } from '#core/uuid.ts';
import type { CardwrightDatabase } from '../database.ts';
import { commitOf, count, isPosition } from '../journaling.ts';
import { StorageError } from '../storage.ts';
import type { JournalStore } from '../unite.ts';
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
  /** Of the next commit: no two of all pages have one. */
  readonly commitId: () => string;
  /** Gets what a command changed, where there is one: only when both stores have it is the command done. */
  readonly journal?: Pick<JournalStore, 'append' | 'retract'>;
}

/** One intention, one transaction. After a forced close the browser may neither complete a write nor fail it, so each has a deadline. */
export async function inTransaction<Result>(
  { db, deadlineMs, epoch, commitId, journal }: Writing,
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
  let commit: JournalCommit | undefined;
  let stands = false;
  // Async, though it awaits nothing: Dexie follows native awaits only inside an async function that it is handed itself.
  const written: PromiseLike<Written<Result>> = db.transaction('rw', [...tables, db.journal], async (begun) => {
    transaction = begun;
    // Dexie's own `all`, asked at once: a native await of the work would lose the transaction behind it.
    const [result, position] = await Promise.all([work(), db.journal.get('position')]);
    if (isPosition(position) && position.epoch !== epoch) throw new StorageError('closed');
    const changes = db.journaling.changesIn(begun);
    if (changes.length === 0 || !isPosition(position)) return { result };
    const sent = (commit = commitOf(changes, position, commitId()));
    const counted = count(db, sent, position);
    // The journal writes while the database does: one wait for both is felt less between the key and the next card.
    const appended = journal && Dexie.ignoreTransaction(() => journal.append(sent, written));
    // Waited for below; when the database refuses, nobody asks for it any more.
    appended?.catch(() => undefined);
    await counted;
    return { result, appended };
  });
  const both = async () => {
    const { result, appended } = await written;
    stands = true;
    await appended;
    return result;
  };
  try {
    return await Promise.race([both(), late]);
  } catch (error) {
    // What the database refused must not come back from the journal.
    if (commit && journal && !stands) await retract(journal, commit, written);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

interface Written<Result> {
  readonly result: Result;
  /** Settles when the journal has it, too. */
  readonly appended?: Promise<void> | undefined;
}

async function retract(journal: NonNullable<Writing['journal']>, commit: JournalCommit, written: PromiseLike<unknown>) {
  await journal.retract(commit);
  // Given up, but too late to be taken back: then it is in both.
  void written.then(
    () => journal.append(commit),
    () => undefined,
  );
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
