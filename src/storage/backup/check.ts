import type { CardId, PresetId } from '#core/ids.ts';
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
import { countRows, pagesOf } from './read-parts.ts';

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
    // Every row is looked at, and the cards a second time, with their log.
    const { counts, all } = await countRows(db);
    const of = all + new Map<string, number>(counts).get('schedules')!;
    const tell = (done: number) => onProgress?.(Math.min(done, of), of);
    const damage = await findDamage(db, judge, now, sequence, other, tell);
    if (damage.changes.length === 0) {
      return { ...(await checkRecord(db, { onProgress: (done) => tell(all + done) })), damage };
    }
    // What was done in the middle of it can look like damage.
    const isSteady = (await getPosition(db)).sequence === sequence;
    if (!isSteady && attempt < attempts) continue;
    const [cards, answers] = await Promise.all([db.schedules.count(), db.log.count()]);
    return { cards, answers, differing: [], days: [], homeless: [], sequence, damage };
  }
}

/** Replays the whole log, card by card, and compares the schedules and the figures of the days with it. */
export async function checkRecord(db: CardwrightDatabase, { mend = false, onProgress }: CheckOptions = {}): Promise<Checked> {
  const { sequence } = await getPosition(db);
  const presets = new Map((await db.presets.toArray()).map((preset) => [preset.id, preset]));
  const [of, answers] = await Promise.all([db.schedules.count(), db.log.count()]);
  const differing: CheckedCard[] = [];
  const recounted = new Map<string, DayRow>();
  const known = new Set<CardId>();
  for await (const page of pagesOf<ScheduleRow>(db, 'schedules')) {
    const entries = await entriesOf(db, page);
    const mended: ScheduleRow[] = [];
    for (const row of page) {
      known.add(row.card);
      const own = entries.get(row.card) ?? [];
      const found = compareRow(row, own, presets);
      if (found.differences.some((difference) => difference !== 'revision')) {
        differing.push({ card: row.card, differences: found.differences });
      }
      if (found.differences.length > 0 && found.right) mended.push(found.right);
      recount(recounted, own, found.right ?? row);
    }
    if (mend) await db.schedules.bulkPut(mended);
    onProgress?.(known.size, of);
  }
  const homeless = new Set<CardId>();
  await db.log.orderBy('card').eachUniqueKey((card) => {
    if (!known.has(card as CardId)) homeless.add(card as CardId);
  });
  const days = await compareDays(db, recounted, mend);
  return { cards: known.size, answers, differing, days, homeless: [...homeless], sequence, damage: undamaged };
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
export async function entriesOf(db: CardwrightDatabase, page: readonly ScheduleRow[]): Promise<Map<CardId, LogEntry[]>> {
  const byCard = new Map<CardId, LogEntry[]>();
  const entries = await db.log
    .where('card')
    .anyOf(page.map(({ card }) => card))
    .toArray();
  for (const entry of entries) {
    const own = byCard.get(entry.card);
    if (own) own.push(entry);
    else byCard.set(entry.card, [entry]);
  }
  return byCard;
}

function recount(days: Map<string, DayRow>, entries: readonly LogEntry[], row: ScheduleRow): void {
  const add = ({ day, deck, ...figures }: DayChange) => {
    const key = `${day} ${deck}`;
    const sum: Record<string, unknown> = { ...(days.get(key) ?? emptyDay(day, deck)) };
    for (const [name, amount] of Object.entries(figures)) sum[name] = (sum[name] as number) + (amount ?? 0);
    days.set(key, sum as unknown as DayRow);
  };
  for (const answer of standingAnswers(entries)) for (const change of figuresOf(answer, row, 1)) add(change);
  if (row.dueDay !== undefined) add({ day: row.dueDay, deck: row.deck, due: 1 });
}

/** The log does not have every answer of a quiz, so that those figures are taken as they are. */
async function compareDays(db: CardwrightDatabase, recounted: ReadonlyMap<string, DayRow>, mend: boolean) {
  const stored = new Map((await db.days.toArray()).map((row) => [`${row.day} ${row.deck}`, row]));
  const wrong: DayRow[] = [];
  for (const key of new Set([...stored.keys(), ...recounted.keys()])) {
    const is = stored.get(key);
    const counted = recounted.get(key);
    const { day, deck } = (is ?? counted)!;
    const base = counted ?? emptyDay(day, deck);
    const right = dayRow({ ...base, quizAnswers: is?.quizAnswers ?? 0, quizRight: is?.quizRight ?? 0 });
    if (!isSameDay(is ?? emptyDay(day, deck), right)) wrong.push(right);
  }
  if (mend) await db.days.bulkPut(wrong);
  return wrong;
}

function isSameDay(a: DayRow, b: DayRow): boolean {
  const figures = ['answers', 'passed', 'takenMs', 'newCards', 'reviews', 'due', 'owedDay'] as const;
  return figures.every((name) => (a[name] ?? 0) === (b[name] ?? 0));
}
