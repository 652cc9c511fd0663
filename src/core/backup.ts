import type { JournalCommit } from './journal/record.ts';

/** What a backup says first. */
export interface BackupHead {
  readonly format: 'cardwright-backup';
  readonly version: 1;
  /** Of the database; a later one's rows may mean other things. */
  readonly schema: number;
  readonly epoch: string;
  /** Of the last command that was certainly read. */
  readonly sequence: number;
  /** That command's own id, where it is known. */
  readonly last?: string;
  /** An instant. */
  readonly madeAt: number;
  /** When it was begun, by table: for progress. What is in the file is counted at its end. */
  readonly rows: Readonly<Record<string, number>>;
}

export function rowsIn({ rows }: BackupHead): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}

/** All that a learner has, piece by piece: the head, rows by table, what was done while they were read, the end. */
export type BackupPart =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly object[] }
  | { readonly kind: 'commit'; readonly commit: JournalCommit }
  | { readonly kind: 'end'; readonly sequence: number };

/** A backup that lies beside the journal; its file's name says all of this but the size. */
export interface KeptBackup {
  readonly name: string;
  /** An instant. */
  readonly madeAt: number;
  readonly epoch: string;
  /** Of the last command that is in it. */
  readonly sequence: number;
  readonly bytes: number;
}

export function backupName({ madeAt, epoch, sequence }: Omit<KeptBackup, 'name' | 'bytes'>): string {
  // So many digits that names sort by time.
  return `${String(madeAt).padStart(15, '0')}-${epoch}-${sequence}.jsonl.gz`;
}

/** Undefined for a file of another name, or an empty one: what a kill left of a backup that was being written. */
export function keptBackup(name: string, bytes: number): KeptBackup | undefined {
  const match = /^(\d{15})-([0-9a-f]+)-(\d+)\.jsonl\.gz$/.exec(name);
  if (match === null || bytes === 0) return undefined;
  return { name, madeAt: Number(match[1]), epoch: match[2]!, sequence: Number(match[3]), bytes };
}
