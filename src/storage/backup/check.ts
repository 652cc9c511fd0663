import type { CardId, PresetId } from '#core/ids.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { compareSchedule, replayCard, standingAnswers } from '#core/scheduling/replay.ts';
import type { Difference, Replayed } from '#core/scheduling/replay.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { figuresOf } from '../commands/answer-card.ts';
import type { DayChange } from '../commands/change-days.ts';
import type { CardwrightDatabase } from '../database.ts';
import { changedRow, dayRow, emptyDay, scheduleOf } from '../rows.ts';
import type { DayRow, ScheduleRow } from '../rows.ts';
import { getPosition } from '../journaling.ts';
import type { OtherStore } from './copies.ts';
import { findDamage } from './damage.ts';
import type { DamageFound, JudgeRow } from './damage.ts';
import { countRows, follow, pagesOf, withAttempts } from './read-parts.ts';

export type RowDifference =
  | Difference
  /** What its indexes hold is not what the schedule says. */
  | 'index'
  /** The log names a preset that is not there: it cannot be replayed. */
  | 'preset';

export interface CheckedCard {
  readonly card: CardId;
  readonly differences: readonly RowDifference[];
}

export interface Checked {
  readonly cards: number;
  readonly answers: number;
  /** Only the revision differing harms nobody, and is not told. */
  readonly differing: readonly CheckedCard[];
  /** Days of whose figures a recount gives others, with the right ones. */
  readonly days: readonly DayRow[];
  /** Cards that the log knows and the schedules do not. */
  readonly homeless: readonly CardId[];
  /** Of the last command before it: what has come since may have changed what it found. */
  readonly sequence: number;
  /** Rows that are damaged by themselves: while there are any, nothing was replayed. */
  readonly damage: DamageFound;
}

export interface CheckOptions {
  /** Puts right what differs: in a staged database. In the learner's own, a command does that. */
  readonly mend?: boolean;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface LookOptions {
  readonly judge: JudgeRow;
  /** An instant. */
  readonly now: number;
  readonly other?: OtherStore;
}

const undamaged: DamageFound = { damages: [], changes: [] };
const attempts = 3;

/** Looks at every row first, and replays the log once all of them are sound. */
export async function lookAndCheck(
  db: CardwrightDatabase,
  { judge, now, other }: LookOptions,
  onProgress?: (done: number, of: number) => void,
): Promise<Checked> {
  for (let attempt = 1; ; attempt += 1) {
    const { sequence } = await getPosition(db);
    // Every row is looked at, then beside it the other store's, and the cards once more, with their log.
    const { counts, all } = await countRows(db);
    const [alone, beside] = [all, all + (other ? all : 0)];
    const of = beside + new Map<string, number>(counts).get('schedules')!;
    const tell = (done: number) => onProgress?.(Math.min(done, of), of);
    const damage = await findDamage(db, judge, now, sequence, other, (stage, done) =>
      tell(stage === 'rows' ? done : alone + done),
    );
    if (damage.changes.length === 0) {
      return { ...(await checkRecord(db, { onProgress: (done) => tell(beside + done) })), damage };
    }
    // What was done in the middle of it can look like damage.
    const isSteady = (await getPosition(db)).sequence === sequence;
    if (!isSteady && attempt < attempts) continue;
    const [cards, answers] = await Promise.all([db.schedules.count(), db.log.count()]);
    return { cards, answers, differing: [], days: [], homeless: [], sequence, damage };
  }
}

/**
 * Replays the whole log, card by card, and compares the schedules and the figures of the days with it. Whoever studies meanwhile
 * goes on: a card that was touched is looked at once more at the end, and a day that was is left to the next check.
 */
export function checkRecord(db: CardwrightDatabase, options: CheckOptions = {}): Promise<Checked> {
  return withAttempts(() => replayAll(db, options));
}

async function replayAll(db: CardwrightDatabase, { mend = false, onProgress }: CheckOptions): Promise<Checked> {
  const { sequence } = await getPosition(db);
  const presets = new Map((await db.presets.toArray()).map((preset) => [preset.id, preset]));
  const [of, answers] = await Promise.all([db.schedules.count(), db.log.count()]);
  const commits: JournalCommit[] = [];
  const differing = new Map<CardId, CheckedCard>();
  const recounted = new Map<string, DayRow>();
  const known = new Set<CardId>();
  let replayed = 0;
  for await (const page of pagesOf<ScheduleRow>(db, 'schedules')) {
    const entries = await entriesAlong(db, page);
    const mended: ScheduleRow[] = [];
    for (const row of page) {
      known.add(row.card);
      const own = entries.get(row.card) ?? [];
      replayed += own.length;
      const found = compareRow(row, own, presets);
      tellOf(differing, row.card, found.differences);
      if (found.differences.length > 0 && found.right) mended.push(found.right);
      recount(recounted, own, found.right ?? row);
    }
    if (mend) await db.schedules.bulkPut(mended);
    onProgress?.(known.size, of);
    // Only the last commands are kept in the database: they are taken as they come.
    await follow(db, sequence, commits);
  }
  const homeless = new Set<CardId>();
  // Where every entry was met, each has its card.
  if (replayed !== answers) {
    await db.log.orderBy('card').eachUniqueKey((card) => {
      if (!known.has(card as CardId)) homeless.add(card as CardId);
    });
  }
  const days = await db.transaction('r', [db.days, db.schedules, db.log, db.journal], async () => {
    await follow(db, sequence, commits);
    const touched = touchedBy(commits);
    const again = [...differing.values()].filter(({ card }) => touched.cards.has(card));
    const [rows, entries] = [await db.schedules.bulkGet(again.map(({ card }) => card)), await entriesOf(db, again)];
    for (const [index, { card }] of again.entries()) {
      const row = rows[index];
      tellOf(differing, card, row ? compareRow(row, entries.get(card) ?? [], presets).differences : []);
    }
    return compareDays(await db.days.toArray(), recounted, touched.days);
  });
  if (mend) await db.days.bulkPut(days);
  return {
    cards: known.size,
    answers,
    differing: [...differing.values()],
    days,
    homeless: [...homeless],
    sequence: sequence + commits.length,
    damage: undamaged,
  };
}

function tellOf(differing: Map<CardId, CheckedCard>, card: CardId, differences: readonly RowDifference[]): void {
  if (differences.every((difference) => difference === 'revision')) differing.delete(card);
  else differing.set(card, { card, differences });
}

/** Cards, and days of decks, that commands have changed. */
function touchedBy(commits: readonly JournalCommit[]): {
  readonly cards: ReadonlySet<CardId>;
  readonly days: ReadonlySet<string>;
} {
  const [cards, days] = [new Set<CardId>(), new Set<string>()];
  for (const change of commits.flatMap(({ changes }) => changes)) {
    if (!('put' in change)) continue;
    if (change.table === 'schedules' || change.table === 'log') {
      for (const { card } of change.put as readonly { readonly card: CardId }[]) cards.add(card);
    }
    if (change.table === 'days') for (const day of change.put as readonly DayRow[]) days.add(nameOf(day));
  }
  return { cards, days };
}

function nameOf({ day, deck }: Pick<DayRow, 'day' | 'deck'>): string {
  return `${day} ${deck}`;
}

/** How a row should be by its entries, and in what it differs; no right one where the log cannot be replayed. */
export function compareRow(
  row: ScheduleRow,
  entries: readonly LogEntry[],
  presets: ReadonlyMap<PresetId, Preset>,
): { readonly differences: readonly RowDifference[]; readonly right?: ScheduleRow } {
  if (entries.some((entry) => 'preset' in entry && !presets.has(entry.preset))) return { differences: ['preset'] };
  const stored = scheduleOf(row);
  const replayed: Replayed = replayCard(entries, presets);
  const differences: RowDifference[] = compareSchedule(stored, replayed);
  const { told } = row;
  // What differs in its last digits only stays as it is.
  const right = changedRow(row, differences.length === 0 ? stored : { ...stored, ...replayed });
  if (!isSameIndex(row, differences.length === 0 ? right : changedRow(row, stored))) differences.push('index');
  return { differences, right: told === undefined ? right : { ...right, told } };
}

function isSameIndex(a: ScheduleRow, b: ScheduleRow): boolean {
  return a.dueDay === b.dueDay && a.shuffle === b.shuffle && a.dueAt === b.dueAt && a.newPosition === b.newPosition;
}

/** Of these cards, by card. */
export async function entriesOf(
  db: CardwrightDatabase,
  page: readonly Pick<ScheduleRow, 'card'>[],
): Promise<Map<CardId, LogEntry[]>> {
  // Dexie's `anyOf` goes from entry to entry by a cursor, which takes many times as long.
  const lists = await db.transaction('r', [db.log], () =>
    Promise.all(page.map(({ card }) => db.log.where('card').equals(card).toArray())),
  );
  return new Map(page.map(({ card }, index) => [card, lists[index]!]));
}

/** Of a page of schedules, which are in the order of their cards: all of them at once. */
async function entriesAlong(db: CardwrightDatabase, page: readonly ScheduleRow[]): Promise<Map<CardId, LogEntry[]>> {
  const byCard = new Map<CardId, LogEntry[]>();
  const entries = await db.log.where('card').between(page[0]!.card, page.at(-1)!.card, true, true).toArray();
  for (const entry of entries) {
    const own = byCard.get(entry.card);
    if (own) own.push(entry);
    else byCard.set(entry.card, [entry]);
  }
  return byCard;
}

function recount(days: Map<string, DayRow>, entries: readonly LogEntry[], row: ScheduleRow): void {
  const add = ({ day, deck, ...figures }: DayChange) => {
    const key = nameOf({ day, deck });
    const sum: Record<string, unknown> = { ...(days.get(key) ?? emptyDay(day, deck)) };
    for (const [name, amount] of Object.entries(figures)) sum[name] = (sum[name] as number) + (amount ?? 0);
    days.set(key, sum as unknown as DayRow);
  };
  for (const answer of standingAnswers(entries)) for (const change of figuresOf(answer, row, 1)) add(change);
  if (row.dueDay !== undefined) add({ day: row.dueDay, deck: row.deck, due: 1 });
}

/** The log does not have every answer of a quiz, so that those figures are taken as they are. */
function compareDays(
  rows: readonly DayRow[],
  recounted: ReadonlyMap<string, DayRow>,
  touched: ReadonlySet<string>,
): readonly DayRow[] {
  const stored = new Map(rows.map((row) => [nameOf(row), row]));
  const wrong: DayRow[] = [];
  for (const key of new Set([...stored.keys(), ...recounted.keys()])) {
    if (touched.has(key)) continue;
    const is = stored.get(key);
    const counted = recounted.get(key);
    const { day, deck } = (is ?? counted)!;
    const base = counted ?? emptyDay(day, deck);
    const right = dayRow({ ...base, quizAnswers: is?.quizAnswers ?? 0, quizRight: is?.quizRight ?? 0 });
    if (!isSameDay(is ?? emptyDay(day, deck), right)) wrong.push(right);
  }
  return wrong;
}

function isSameDay(a: DayRow, b: DayRow): boolean {
  const figures = ['answers', 'passed', 'takenMs', 'newCards', 'reviews', 'due', 'owedDay'] as const;
  return figures.every((name) => (a[name] ?? 0) === (b[name] ?? 0));
}
