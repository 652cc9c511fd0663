import type { JournalCommit } from '#core/journal/record.ts';
import type { CardwrightDatabase } from './database.ts';
import { apply } from './apply-commits.ts';
import { findRecent, getPosition } from './journaling.ts';
import type { Append, Retract } from './journaling.ts';
import type { JournalPosition } from './rows.ts';

/** The journal as it lies on the disk. */
export interface JournalSource {
  /** One for each database that ever wrote here, the one that wrote last at the end; undefined where there can be no journal. */
  survey(): Promise<readonly JournalSurvey[] | undefined>;
  /** Commits later than a sequence, in their order; each once, also where two files have it. */
  since(epoch: string, sequence: number): Promise<readonly JournalCommit[]>;
  /**
   * Puts the newest backup of a database that is whole into the staged one, and says of which command it is the last;
   * undefined where there is none. Absent where there are no backups.
   */
  stage?(epoch: string): Promise<number | undefined>;
}

/** The other store: what every command is appended to before it counts as done. */
export interface JournalStore extends JournalSource {
  /** From now on records go to this tab's own file, beside those of the database of this epoch. */
  begin(epoch: string): Promise<void>;
  readonly append: Append;
  readonly retract: Retract;
}

export interface JournalSurvey {
  readonly epoch: string;
  /** Of the last command that is in the journal or in a backup beside it. */
  readonly last: number;
  /** What stands in the journal under that number; none where it is in the backup alone, or from an early version. */
  readonly lastIds?: readonly string[];
  readonly commits: number;
  /** Of the last command in the newest backup, if there is one. */
  readonly backup?: number;
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
  /** The database was empty: all of it was made again; or what could be read, where backup and journal were damaged too. */
  | { readonly kind: 'restored'; readonly commits: number; readonly answers: number; readonly partly?: true }
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
  const lost = own === undefined ? surveys.findLast(({ last }) => last > 0) : undefined;
  if (lost && position.sequence === 0 && (await isEmpty(db))) {
    const { commits, partly } = await bringBack(db, journal, lost, 0, onProgress);
    return { kind: 'restored', commits, answers: await db.log.count(), ...(partly && { partly }) };
  }
  const last = own?.last ?? 0;
  if (last === position.sequence) {
    const { lastIds = [] } = own ?? {};
    if (position.last === undefined || lastIds.length === 0 || lastIds.includes(position.last)) return { kind: 'agree' };
    // Under this number the journal has only what the database refused, and nobody came to cut it out.
    return { kind: 'journal-lacks', last: last - 1, sequence: last };
  }
  if (last < position.sequence) return { kind: 'journal-lacks', last, sequence: position.sequence };
  const before = await db.log.count();
  const { commits } = await bringBack(db, journal, { ...own!, epoch: position.epoch }, position.sequence, onProgress);
  return { kind: 'caught-up', commits, answers: (await db.log.count()) - before };
}

/** All commands after one: from the journal, and where it has been trimmed since, from the backup that it stands on. */
async function bringBack(
  db: CardwrightDatabase,
  journal: JournalSource,
  { epoch, backup = 0 }: JournalSurvey,
  from: number,
  onProgress: (done: number, of: number) => void,
): Promise<{ readonly commits: number; readonly partly: boolean }> {
  let commits = await journal.since(epoch, from);
  let base = from;
  // A backup also has what no commit has: pictures, and the undo of an import.
  if (backup > from && (from === 0 || commits.length === 0 || !follow(commits, from))) {
    const staged = await journal.stage?.(epoch);
    if (staged !== undefined && staged > from) {
      // Rarely needed, so that it is not loaded with the database.
      const { takeStaged } = await import('./backup/staged.ts');
      await takeStaged(db.source, from);
      base = staged;
      commits = await journal.since(epoch, base);
    }
  }
  await apply(db, epoch, commits, onProgress);
  const whole = follow(commits, base) && (commits.at(-1)?.sequence ?? base) >= backup;
  return { commits: base - from + commits.length, partly: !whole };
}

/** Whether none is missing among them, nor before them. */
function follow(commits: readonly JournalCommit[], sequence: number): boolean {
  return commits.every((commit, index) => commit.sequence === sequence + 1 + index);
}

/** A database from before there were journals has no command counted, and is no empty one. */
async function isEmpty(db: CardwrightDatabase): Promise<boolean> {
  const [notebooks, entries] = await Promise.all([db.notebooks.count(), db.log.limit(1).count()]);
  return notebooks === 0 && entries === 0;
}
