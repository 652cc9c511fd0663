import { emptyCards, emptyLog, sumOf, takeCardBytes, takeLogBytes, bytesOfCards, bytesOfLog } from '#core/stats/columns.ts';
import type { CardArrays, LogArrays } from '#core/stats/columns.ts';
import type { PartNames } from '#core/stats/parts.ts';
import type { CardwrightDatabase } from '../database.ts';

/** Rows of the log in one chunk: what an answer makes to be written anew. */
export const chunkRows = 65_536;
/** Goes up when columns mean something else: what an older version kept is made anew. */
const version = 1;

/** What is kept of the columns, and of when. */
export interface LedgerHead {
  readonly id: 'head';
  readonly version: number;
  /** Of the database that they were made from, and how far its commands had come. */
  readonly epoch: string;
  readonly sequence: number;
  /** The last entry that is in them. */
  readonly lastId: string;
  readonly rows: number;
  readonly cards: number;
  readonly names: PartNames;
  /** Of decks, overlays and checks: when it differs, all schedules are read again. */
  readonly decided: string;
  readonly sums: readonly string[];
  readonly cardsSum: string;
}

/** A piece of the columns: `log 0`, `log 1`, ..., `cards`, and the `ids` of the cards. */
export interface LedgerBytes {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ColumnRow = LedgerHead | LedgerBytes;

/** Columns in memory. */
export interface Loaded {
  head: LedgerHead;
  log: LogArrays;
  cards: CardArrays;
}

/** What is kept, whole; undefined where there is none, or it is not what was kept. */
export async function loadKept(db: CardwrightDatabase): Promise<Loaded | undefined> {
  return db.transaction('r', [db.columns], async () => {
    const head = await db.columns.get('head');
    if (head === undefined || !('sums' in head) || head.version !== version) return undefined;
    const rows = await db.columns.bulkGet([...head.sums.map((_, index) => chunkId(index)), 'cards']);
    const log = emptyLog(head.rows + chunkRows);
    for (const [index, sum] of head.sums.entries()) {
      const from = index * chunkRows;
      const bytes = bytesIn(rows[index]);
      if (bytes === undefined || sumOf(bytes) !== sum) return undefined;
      if (!takeLogBytes(log, from, Math.min(chunkRows, head.rows - from), bytes)) return undefined;
    }
    const cards = emptyCards(head.cards + 1_000);
    const cardBytes = bytesIn(rows.at(-1));
    if (cardBytes === undefined || sumOf(cardBytes) !== head.cardsSum) return undefined;
    return takeCardBytes(cards, 0, head.cards, cardBytes) ? { head, log, cards } : undefined;
  });
}

/** The ids of the cards in the order of their columns. A few megabytes where there are many: read when one is looked for. */
export async function loadIds(db: CardwrightDatabase, cards: number): Promise<string[] | undefined> {
  const bytes = bytesIn(await db.columns.get('ids'));
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  const ids = text === '' ? [] : text.split('\n');
  return ids.length === cards ? ids : undefined;
}

/** Chunks that changed, cards and head at once; not where another tab has come further meanwhile. */
export async function keep(
  db: CardwrightDatabase,
  { head, log, cards }: Loaded,
  changed: ReadonlySet<number>,
  ids: readonly string[] | undefined,
): Promise<LedgerHead> {
  const chunks = Array.from({ length: Math.ceil(head.rows / chunkRows) }, (_, index) => index);
  const pieces = chunks
    .filter((index) => changed.has(index) || head.sums[index] === undefined)
    .map((index) => ({ index, bytes: bytesOfLog(log, index * chunkRows, Math.min(head.rows, (index + 1) * chunkRows)) }));
  const sums = new Map(pieces.map(({ index, bytes }) => [index, sumOf(bytes)]));
  const cardBytes = bytesOfCards(cards, 0, head.cards);
  const next: LedgerHead = {
    ...head,
    version,
    sums: chunks.map((index) => sums.get(index) ?? head.sums[index]!),
    cardsSum: sumOf(cardBytes),
  };
  await db.transaction('rw', [db.columns], async () => {
    const there = await db.columns.get('head');
    const known = there !== undefined && 'sums' in there && there.epoch === head.epoch && there.version === version;
    if (known && there.sequence > head.sequence) return;
    // Another tab's chunks may differ in what was since taken back: then all of ours are put.
    const own =
      known && there.sums.every((sum, index) => changed.has(index) || index >= chunks.length || sum === next.sums[index]);
    const missing = own ? [] : chunks.filter((index) => !sums.has(index));
    await db.columns.bulkPut([
      ...pieces.map(({ index, bytes }) => ({ id: chunkId(index), bytes })),
      ...missing.map((index) => ({
        id: chunkId(index),
        bytes: bytesOfLog(log, index * chunkRows, Math.min(head.rows, (index + 1) * chunkRows)),
      })),
      { id: 'cards', bytes: cardBytes },
      ...(ids === undefined ? [] : [{ id: 'ids', bytes: new TextEncoder().encode(ids.join('\n')) }]),
      next,
    ]);
  });
  return next;
}

export function emptyHead(epoch: string, names: PartNames): LedgerHead {
  return { id: 'head', version, epoch, sequence: -1, lastId: '', rows: 0, cards: 0, names, decided: '', sums: [], cardsSum: '' };
}

function chunkId(index: number): string {
  return `log ${index}`;
}

function bytesIn(row: ColumnRow | undefined): Uint8Array<ArrayBuffer> | undefined {
  return row !== undefined && 'bytes' in row ? row.bytes : undefined;
}
