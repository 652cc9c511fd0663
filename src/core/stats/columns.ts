import type { StudyDay } from '../time.ts';

// The review log and the schedules as typed arrays: figures over a million answers are read from these, and not from rows.

/** What a row of the log counts as. What was taken back, what takes back and what moves by hand counts as nothing. */
export const rowKind = { nothing: 0, first: 1, learning: 2, review: 3, relearning: 4, cram: 5, quiz: 6 } as const;

export const cardState = { new: 0, learning: 1, review: 2, relearning: 3 } as const;

/** `aside`: suspended, dropped, or no longer in its deck. `gone`: known to the log alone. */
export const resting = { no: 0, aside: 1, gone: 2 } as const;

/** From this interval on a card is mature (Anki). */
export const matureDays = 21;

/** One entry of the log, as much of it as figures need; what was before it is of its card alone. */
export interface LogRowValues {
  /** Study day. */
  readonly day: number;
  /** Place of the card in the card columns. */
  readonly card: number;
  readonly takenMs: number;
  /** Probability of recall just before; NaN where there was no memory, or it was answered on the same day already. */
  readonly recall: number;
  /** Study days since the last answer, 0 without one. */
  readonly elapsed: number;
  /** Interval of a review card before the answer, in days, else 0. */
  readonly interval: number;
  /** Answers on later days than the one before them, of this card, this one included. */
  readonly nth: number;
  /** Of the earlier ones of these, those that were Again. */
  readonly lapses: number;
  readonly kind: number;
  /** 1 to 4; a quiz question is 3 where it was right and 1 where it was wrong. */
  readonly rating: number;
  /** Of the clock where the learner was, 0 to 23. */
  readonly hour: number;
}

export interface CardRowValues {
  readonly state: number;
  /** Whether it is asked at all: see `resting`. */
  readonly resting: number;
  readonly stability: number;
  readonly difficulty: number;
  /** Study day of the last answer. */
  readonly lastDay: number;
  /** Study day on which it is due; of a card in its steps the day of its last answer, of a new card 0. */
  readonly dueDay: number;
  readonly interval: number;
  /** Places in the names of decks, categories and presets; 0 is none. */
  readonly deck: number;
  readonly category: number;
  /** A bit for each exam, in the order of their names. */
  readonly exams: number;
  /** Study day on which it came; 0 where that is not known. */
  readonly added: number;
}

type ArrayKind = typeof Int32Array | typeof Uint32Array | typeof Float32Array | typeof Uint16Array | typeof Uint8Array;

// The widest first, so that each begins where its type may begin.
const logKinds = {
  day: Int32Array,
  card: Uint32Array,
  takenMs: Uint32Array,
  recall: Float32Array,
  elapsed: Uint16Array,
  interval: Uint16Array,
  nth: Uint16Array,
  lapses: Uint16Array,
  kind: Uint8Array,
  rating: Uint8Array,
  hour: Uint8Array,
} as const satisfies Record<keyof LogRowValues, ArrayKind>;

const cardKinds = {
  stability: Float32Array,
  difficulty: Float32Array,
  lastDay: Int32Array,
  dueDay: Int32Array,
  added: Int32Array,
  exams: Uint32Array,
  interval: Uint16Array,
  deck: Uint16Array,
  category: Uint16Array,
  state: Uint8Array,
  resting: Uint8Array,
} as const satisfies Record<keyof CardRowValues, ArrayKind>;

type ColumnsOf<Kinds extends Record<string, ArrayKind>> = { readonly [Name in keyof Kinds]: InstanceType<Kinds[Name]> };

export type LogArrays = ColumnsOf<typeof logKinds>;
export type CardArrays = ColumnsOf<typeof cardKinds>;

/** Rows in arrays of one length, of which the first `length` are in use. */
export interface LogColumns extends LogArrays {
  readonly length: number;
}
export interface CardColumns extends CardArrays {
  readonly length: number;
}

export function emptyLog(capacity: number): LogArrays {
  return arraysOf(logKinds, capacity);
}

export function emptyCards(capacity: number): CardArrays {
  return arraysOf(cardKinds, capacity);
}

function arraysOf<Kinds extends Record<string, ArrayKind>>(kinds: Kinds, capacity: number): ColumnsOf<Kinds> {
  return Object.fromEntries(Object.entries(kinds).map(([name, Kind]) => [name, new Kind(capacity)])) as ColumnsOf<Kinds>;
}

const most16 = 0xffff;

export function putLogRow(columns: LogArrays, at: number, row: LogRowValues): void {
  columns.day[at] = row.day;
  columns.card[at] = row.card;
  columns.takenMs[at] = Math.min(0xffffffff, Math.max(0, row.takenMs));
  columns.recall[at] = row.recall;
  // Longer than 179 years: a clock was wrong. It must not come round as something short.
  columns.elapsed[at] = Math.min(most16, row.elapsed);
  columns.interval[at] = Math.min(most16, row.interval);
  columns.nth[at] = Math.min(most16, row.nth);
  columns.lapses[at] = Math.min(most16, row.lapses);
  columns.kind[at] = row.kind;
  columns.rating[at] = row.rating;
  columns.hour[at] = row.hour;
}

/** Whether the row says so already. */
export function isSameLogRow(columns: LogArrays, at: number, row: LogRowValues): boolean {
  const recall = columns.recall[at]!;
  return (
    columns.kind[at] === row.kind &&
    columns.rating[at] === row.rating &&
    columns.elapsed[at] === Math.min(most16, row.elapsed) &&
    columns.interval[at] === Math.min(most16, row.interval) &&
    columns.nth[at] === Math.min(most16, row.nth) &&
    columns.lapses[at] === Math.min(most16, row.lapses) &&
    columns.day[at] === row.day &&
    Object.is(recall, Math.fround(row.recall))
  );
}

export function putCardRow(columns: CardArrays, at: number, row: CardRowValues): void {
  columns.stability[at] = row.stability;
  columns.difficulty[at] = row.difficulty;
  columns.lastDay[at] = row.lastDay;
  columns.dueDay[at] = row.dueDay;
  columns.added[at] = row.added;
  columns.exams[at] = row.exams;
  columns.interval[at] = Math.min(most16, row.interval);
  columns.deck[at] = row.deck;
  columns.category[at] = row.category;
  columns.state[at] = row.state;
  columns.resting[at] = row.resting;
}

/** Arrays with room for more, with what these hold. */
export function grownLog(columns: LogArrays, capacity: number): LogArrays {
  return copied(columns, emptyLog(capacity));
}

export function grownCards(columns: CardArrays, capacity: number): CardArrays {
  return copied(columns, emptyCards(capacity));
}

function copied<Columns extends object>(from: Columns, to: Columns): Columns {
  for (const [name, array] of Object.entries(from) as [string, Uint8Array][]) {
    (to as Record<string, Uint8Array>)[name]!.set(array);
  }
  return to;
}

/** Bytes of one row of the log. */
export const logRowBytes = widthOf(logKinds);
const cardRowBytes = widthOf(cardKinds);

function widthOf(kinds: Record<string, ArrayKind>): number {
  return Object.values(kinds).reduce((sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT, 0);
}

/** Rows `from` to `to` as they are kept: column after column. Their number is a multiple of four, so that each begins aligned. */
export function bytesOfLog(columns: LogArrays, from: number, to: number): Uint8Array<ArrayBuffer> {
  return bytesOf(logKinds, logRowBytes, columns, from, to);
}

export function bytesOfCards(columns: CardArrays, from: number, to: number): Uint8Array<ArrayBuffer> {
  return bytesOf(cardKinds, cardRowBytes, columns, from, to);
}

function bytesOf(
  kinds: Record<string, ArrayKind>,
  width: number,
  columns: LogArrays | CardArrays,
  from: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  const rows = roundedUp(to - from);
  const bytes = new Uint8Array(rows * width);
  let offset = 0;
  for (const [name, Kind] of Object.entries(kinds)) {
    const array = (columns as unknown as Record<string, Uint8Array>)[name]!.subarray(from, to);
    new Kind(bytes.buffer, offset, to - from).set(array);
    offset += rows * Kind.BYTES_PER_ELEMENT;
  }
  return bytes;
}

/** Takes what was kept into columns that have room for it; false where the bytes are not of so many rows. */
export function takeLogBytes(columns: LogArrays, from: number, rows: number, bytes: Uint8Array<ArrayBuffer>): boolean {
  return takeBytes(logKinds, logRowBytes, columns, from, rows, bytes);
}

export function takeCardBytes(columns: CardArrays, from: number, rows: number, bytes: Uint8Array<ArrayBuffer>): boolean {
  return takeBytes(cardKinds, cardRowBytes, columns, from, rows, bytes);
}

function takeBytes(
  kinds: Record<string, ArrayKind>,
  width: number,
  columns: LogArrays | CardArrays,
  from: number,
  rows: number,
  bytes: Uint8Array<ArrayBuffer>,
): boolean {
  const kept = roundedUp(rows);
  if (bytes.length !== kept * width || bytes.byteOffset % 4 !== 0) return false;
  let offset = bytes.byteOffset;
  for (const [name, Kind] of Object.entries(kinds)) {
    (columns as unknown as Record<string, Uint8Array>)[name]!.set(new Kind(bytes.buffer, offset, rows), from);
    offset += kept * Kind.BYTES_PER_ELEMENT;
  }
  return true;
}

function roundedUp(rows: number): number {
  return Math.ceil(rows / 4) * 4;
}

/** Tells bytes from others at the speed at which they are read: two running sums of words (Fletcher's way). Their length is a multiple of 4. */
export function sumOf(bytes: Uint8Array<ArrayBuffer>): string {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  let [a, b] = [1, 0];
  for (let at = 0; at < words.length; at += 1) {
    a = (a + words[at]!) | 0;
    b = (b + a) | 0;
  }
  // Both whole: mixed into one number, a change of high bits alone could be lost.
  return `${words.length} ${a >>> 0} ${b >>> 0}`;
}

/** What a figure is asked about. */
export interface Asked {
  readonly today: StudyDay;
  /** The first day of the period; its last is today. */
  readonly from: StudyDay;
  /** 1 for each card that is meant. */
  readonly chosen: Uint8Array;
}

/** Cards of a deck, a category or an exam, by their places in the names; everything where none is given. */
export function chosenCards(
  cards: CardColumns,
  part: { readonly deck?: number; readonly category?: number; readonly exam?: number },
): Uint8Array {
  const { deck, category, exam } = part;
  const chosen = new Uint8Array(cards.length);
  if (deck === undefined && category === undefined && exam === undefined) return chosen.fill(1);
  for (let at = 0; at < cards.length; at += 1) {
    const fits =
      (deck === undefined || cards.deck[at] === deck) &&
      (category === undefined || cards.category[at] === category) &&
      (exam === undefined || (cards.exams[at]! >>> exam) % 2 === 1);
    if (fits) chosen[at] = 1;
  }
  return chosen;
}
