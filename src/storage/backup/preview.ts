import type { BackupHead } from '#core/backup.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { LogRow } from '../rows.ts';
import type { Checked } from './check.ts';
import { pagesOf } from './read-parts.ts';

/** What a backup holds, beside what is here. */
export interface RestorePreview {
  /** An instant. */
  readonly madeAt: number;
  readonly theirs: RecordFigures;
  readonly ours: RecordFigures;
  /** Answers that only the backup has, and that only this device has. */
  readonly onlyTheirs: number;
  readonly onlyOurs: number;
  /** Schedules and days that did not agree with the log of the backup, and do now. */
  readonly mended: number;
}

export interface RecordFigures {
  readonly cards: number;
  readonly answers: number;
  readonly decks: readonly string[];
}

export async function previewOf(
  { madeAt }: BackupHead,
  checked: Checked,
  staged: CardwrightDatabase,
  own: CardwrightDatabase,
): Promise<RestorePreview> {
  const [theirs, ours] = [await figuresOf(staged), await figuresOf(own)];
  const onlyOurs = await countMissing(own, staged);
  return {
    madeAt,
    theirs,
    ours,
    onlyOurs,
    onlyTheirs: theirs.answers - (ours.answers - onlyOurs),
    mended: checked.differing.length + checked.days.length,
  };
}

export async function figuresOf(db: CardwrightDatabase): Promise<RecordFigures> {
  const [all, answers, notebooks, archived] = await Promise.all([
    db.schedules.count(),
    db.log.count(),
    db.notebooks.toArray(),
    db.schedules.filter((row) => row.archived === true).count(),
  ]);
  return { cards: all - archived, answers, decks: notebooks.map(({ title }) => title) };
}

async function countMissing(from: CardwrightDatabase, into: CardwrightDatabase): Promise<number> {
  let missing = 0;
  for await (const page of pagesOf<LogRow>(from, 'log')) {
    const there = await into.log.bulkGet(page.map(({ id }) => id));
    missing += there.filter((entry) => entry === undefined).length;
  }
  return missing;
}
