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
  /** An instant. */
  readonly madeAt: number;
  /** When it was begun, by table: for progress. What is in the file is counted at its end. */
  readonly rows: Readonly<Record<string, number>>;
}

/** All that a learner has, piece by piece: the head, rows by table, what was done while they were read, the end. */
export type BackupPart =
  | { readonly kind: 'head'; readonly head: BackupHead }
  | { readonly kind: 'rows'; readonly table: string; readonly rows: readonly object[] }
  | { readonly kind: 'commit'; readonly commit: JournalCommit }
  | { readonly kind: 'end'; readonly sequence: number };
