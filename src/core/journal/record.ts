/** What a journal file says first. */
export interface JournalHead {
  readonly kind: 'head';
  readonly format: 1;
  /** Made with the database; a journal belongs to one of it and to no other. */
  readonly epoch: string;
  /** Which tab wrote the file: two never write the same. */
  readonly tab: string;
}

/** One command of the learner, as it changed the tables: applied again in the order of `sequence`, it changes them again. */
export interface JournalCommit {
  readonly kind: 'commit';
  /** Counted within the database's own transactions, so that it orders the commands of all tabs. From 1. */
  readonly sequence: number;
  /** One command's, and no other's: what the database refused left its number to the next. Absent in early journals. */
  readonly id?: string;
  /** The id of the command before it in the database. */
  readonly after?: string;
  readonly changes: readonly JournalChange[];
}

export type JournalRecord = JournalHead | JournalCommit;

/** Whole rows, so that to apply a change twice does no harm. */
export type JournalChange =
  | { readonly table: string; readonly put: readonly unknown[] }
  | { readonly table: string; readonly delete: readonly unknown[] }
  /** A missing bound is none; `open` bounds are not part of the range. */
  | {
      readonly table: string;
      readonly deleteRange: {
        readonly lower?: unknown;
        readonly lowerOpen?: boolean;
        readonly upper?: unknown;
        readonly upperOpen?: boolean;
      };
    };

/** The record of a frame; undefined if its text is none, which a checksum alone cannot tell. */
export function recordOf(text: string): JournalRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  switch (value['kind']) {
    case 'head':
      return value['format'] === 1 && isText(value['epoch']) && isText(value['tab'])
        ? (value as unknown as JournalHead)
        : undefined;
    case 'commit':
      return isCommit(value) ? (value as unknown as JournalCommit) : undefined;
    default:
      return undefined;
  }
}

function isCommit({ sequence, id, after, changes }: Record<string, unknown>): boolean {
  if (!Number.isSafeInteger(sequence) || (sequence as number) <= 0) return false;
  if ([id, after].some((name) => name !== undefined && !isText(name))) return false;
  return Array.isArray(changes) && changes.every(isChange);
}

function isChange(change: unknown): boolean {
  if (!isObject(change) || !isText(change['table'])) return false;
  const kinds = ['put', 'delete', 'deleteRange'].filter((kind) => Object.hasOwn(change, kind));
  if (kinds.length !== 1) return false;
  if (kinds[0] === 'deleteRange') return isObject(change['deleteRange']);
  const rows: unknown = change[kinds[0]!];
  return Array.isArray(rows) && (kinds[0] === 'delete' || rows.every(isObject));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
