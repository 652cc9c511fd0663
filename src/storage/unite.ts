import type { JournalChange, JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from './database.ts';
import { findRecent, isPosition } from './journaling.ts';
import type { Append } from './journaling.ts';
import type { JournalPosition } from './rows.ts';

/** The journal as it lies on the disk. */
export interface JournalSource {
  /** One for each database that ever wrote here, the one that wrote last at the end; undefined where there can be no journal. */
  survey(): Promise<readonly JournalSurvey[] | undefined>;
  /** Commits later than a sequence, in their order; each once, also where two files have it. */
  since(epoch: string, sequence: number): Promise<readonly JournalCommit[]>;
}

/** The other store: what every command is appended to before it counts as done. */
export interface JournalStore extends JournalSource {
  /** From now on records go to this tab's own file, beside those of the database of this epoch. */
  begin(epoch: string): Promise<void>;
  readonly append: Append;
}

export interface JournalSurvey {
  readonly epoch: string;
  /** Of the last commit. */
  readonly last: number;
  readonly commits: number;
  readonly bytes: number;
  /** Bytes that are no whole record, in how many places. */
  readonly damagedBytes: number;
  readonly damagedPlaces: number;
}

export type United =
  /** The database alone keeps the record. */
  | { readonly kind: 'alone' }
  /** Each has what the other has. */
  | { readonly kind: 'agree' }
  /** The database lacked commands that the journal had. */
  | { readonly kind: 'caught-up'; readonly commits: number; readonly answers: number }
  /** The database was empty: all of it was made again. */
  | { readonly kind: 'restored'; readonly commits: number; readonly answers: number }
  /** The journal lacked the last commands, as after a kill between the two, and has them now. */
  | { readonly kind: 'journal-caught-up'; readonly commits: number }
  /** The journal lacks commands that the database has no longer by themselves: it needs a backup to stand on. */
  | { readonly kind: 'journal-lacks'; readonly last: number; readonly sequence: number };

/** Compares database and journal, gives each what it lacks, and begins this tab's part of the journal. Right after opening, before anything is written. */
export async function unite(
  db: CardwrightDatabase,
  journal: JournalStore,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<United> {
  const position = await getPosition(db);
  const surveys = await journal.survey();
  if (surveys === undefined) return { kind: 'alone' };
  const united = await compare(db, journal, position, surveys, onProgress);
  // A database that was made again goes on under its old name.
  await journal.begin((await getPosition(db)).epoch);
  if (united.kind !== 'journal-lacks') return united;
  const commits = await findRecent(db, united.last, united.sequence);
  if (commits === undefined) return united;
  for (const commit of commits) await journal.append(commit);
  return { kind: 'journal-caught-up', commits: commits.length };
}

async function compare(
  db: CardwrightDatabase,
  journal: JournalSource,
  position: JournalPosition,
  surveys: readonly JournalSurvey[],
  onProgress: (done: number, of: number) => void,
): Promise<United> {
  const own = surveys.find(({ epoch }) => epoch === position.epoch);
  const lost = own === undefined ? surveys.findLast(({ commits }) => commits > 0) : undefined;
  if (lost && position.sequence === 0 && (await isEmpty(db))) {
    const commits = await journal.since(lost.epoch, 0);
    await apply(db, lost.epoch, commits, onProgress);
    return { kind: 'restored', commits: commits.length, answers: await db.log.count() };
  }
  const last = own?.last ?? 0;
  if (last === position.sequence) return { kind: 'agree' };
  if (last < position.sequence) return { kind: 'journal-lacks', last, sequence: position.sequence };
  const before = await db.log.count();
  const commits = await journal.since(position.epoch, position.sequence);
  await apply(db, position.epoch, commits, onProgress);
  return { kind: 'caught-up', commits: commits.length, answers: (await db.log.count()) - before };
}

/** A database from before there were journals has no command counted, and is no empty one. */
async function isEmpty(db: CardwrightDatabase): Promise<boolean> {
  const [notebooks, entries] = await Promise.all([db.notebooks.count(), db.log.limit(1).count()]);
  return notebooks === 0 && entries === 0;
}

async function getPosition(db: CardwrightDatabase): Promise<JournalPosition> {
  const position = await db.journal.get('position');
  if (!isPosition(position)) throw new Error('a database without a position in its journal was opened');
  return position;
}

/** So many in a transaction that a long journal neither takes for ever nor fills the memory. */
const commitsAtOnce = 250;

/** Makes the changes of commits, in their order; with the place reached, so that going on later is safe at any point. */
export async function apply(
  db: CardwrightDatabase,
  epoch: string,
  commits: readonly JournalCommit[],
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  for (let from = 0; from < commits.length; from += commitsAtOnce) {
    const some = commits.slice(from, from + commitsAtOnce);
    await db.transaction('rw', db.tables, async () => {
      for (const { changes } of some) for (const change of changes) await make(db, change);
      await db.journal.put({ id: 'position', epoch, sequence: some.at(-1)!.sequence });
    });
    onProgress(Math.min(from + commitsAtOnce, commits.length), commits.length);
  }
}

async function make(db: CardwrightDatabase, change: JournalChange): Promise<void> {
  const table = db.tables.find(({ name }) => name === change.table);
  // Of a later version of the app; its rows stay in the journal.
  if (table === undefined) return;
  if ('put' in change) await table.bulkPut([...change.put]);
  else if ('delete' in change) await table.bulkDelete([...change.delete]);
  else {
    const { lower, lowerOpen = false, upper, upperOpen = false } = change.deleteRange;
    if (lower === undefined && upper === undefined) await table.clear();
    else if (upper === undefined) await table.where(':id')[lowerOpen ? 'above' : 'aboveOrEqual'](lower).delete();
    else if (lower === undefined) await table.where(':id')[upperOpen ? 'below' : 'belowOrEqual'](upper).delete();
    else await table.where(':id').between(lower, upper, !lowerOpen, !upperOpen).delete();
  }
}
