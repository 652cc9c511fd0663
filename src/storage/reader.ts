import type { CardId, EntityId } from '#core/ids.ts';
import { inNewOrder } from '#core/scheduling/new-order.ts';
import { isAsked, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { lastNewDay } from '#core/scheduling/pacing.ts';
import { queueLacks } from '#core/scheduling/queue.ts';
import type { Gathered, Met, Queue } from '#core/scheduling/queue.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import { dueDayOf } from '#core/scheduling/review-order.ts';
import { sumOfDay, wasStudied } from '#core/stats/day.ts';
import { paceDays, paceOf } from '#core/stats/estimate.ts';
import type { Ahead } from '#core/stats/forecast.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import { isResting, scheduleOf } from './rows.ts';
import type { DayRow, ScheduleRow } from './rows.ts';

/** Reads by index, each list in the order of its index: through Dexie, or before Dexie is there (first-look.ts). */
export interface Reader {
  learningBefore(end: Instant): Promise<readonly ScheduleRow[]>;
  dueBy(day: StudyDay, count: number): Promise<readonly ScheduleRow[]>;
  fresh(count: number): Promise<readonly ScheduleRow[]>;
  /** How many new cards there are, counted up to `most`. */
  countFresh(most: number): Promise<number>;
  /** Both ends included. */
  daysBetween(first: StudyDay, last: StudyDay): Promise<readonly DayRow[]>;
  /** Earlier days on which cards are still due. */
  owedBefore(day: StudyDay): Promise<readonly DayRow[]>;
  /** All cards of these entities. */
  ofEntities(entities: readonly EntityId[]): Promise<readonly ScheduleRow[]>;
  /** Cards that were answered for the first time on a day, also where that was taken back. */
  firstAnsweredOn(day: StudyDay): Promise<readonly CardId[]>;
  rows(cards: readonly CardId[]): Promise<readonly ScheduleRow[]>;
}

/** Read at once beyond the limits, for siblings and buried cards; where it does not do, more is read. */
const margin = 24;
/** Fewer, since what has been met is looked up for each entity of them. */
const marginOfNew = 4;

/**
 * The rows that today's queue is made from: as many as it takes, and no count over the collection. A scope leaves rows out
 * while the index is walked; another order than the index's needs all that are due, or new.
 */
export async function gatherFrom(
  reader: Reader,
  moment: Moment,
  options: Options,
  scope: StudyScope = usualScope(options),
): Promise<Gathered> {
  const { preset, minutesPerDay, examDate, reviewOrder, newOrder, catchUpFrom } = options;
  const paced = minutesPerDay !== undefined || catchUpFrom !== undefined;
  const asked = (rows: readonly ScheduleRow[]) => rows.map(scheduleOf).filter((schedule) => isAsked(schedule, scope, options));
  const firstDay = paced ? ((moment.day - paceDays) as StudyDay) : moment.day;
  const readDue = async (count: number): Promise<Read> => ({ count, rows: await reader.dueBy(moment.day, count) });
  const readFresh = async (count: number): Promise<Read> => ({
    count,
    rows:
      newOrder === 'priority' ? await reader.fresh(count) : inNewOrder(await reader.fresh(all), moment, options).slice(0, count),
  });
  // As much at once as does not wait for an answer of the database: each trip is on the way to the first card.
  const begun = Promise.all([
    reader.learningBefore(moment.dayEnds),
    reader.daysBetween(firstDay, moment.day),
    readFresh(preset.newPerDay + marginOfNew),
    reader.firstAnsweredOn(moment.day),
    examDate === undefined ? undefined : countNew(reader, options, newCardsUntilExam(moment, options), scope),
  ]);
  // The largest read is on its way while the others are looked at. What was done today leaves room for fewer, but that is among them.
  const dueAtOnce = readDue(reviewOrder === 'due' && catchUpFrom === undefined ? preset.reviewsPerDay + margin : all);
  // Should the others fail first, nobody waits for it any more.
  dueAtOnce.catch(() => undefined);
  const [learning, days, atFirst, firsts, newLeft] = await begun;
  const { newCards, reviews, takenMs } = sumOfDay(days, moment.day);
  const pages: Pages = new Map();

  const gather = async (dueRead: Read | Promise<Read>, freshRead: Read): Promise<Gathered> => {
    const fresh = asked(freshRead.rows);
    const [due, met] = await Promise.all([dueRead, metOf(reader, firsts, fresh, pages)]);
    const gathered: Gathered = {
      learning: asked(learning),
      due: asked(due.rows),
      fresh,
      doneToday: { newCards, reviews, takenMs, decks: doneByDeck(days, moment.day) },
      ...(paced && { pace: paceOf(days, moment.day) }),
      ...(newLeft !== undefined && { newLeft }),
      ...(met && { met }),
    };
    const lacks = queueLacks(gathered, moment, options);
    const moreDue = lacks.due && due.rows.length === due.count;
    const moreFresh = lacks.fresh && freshRead.rows.length === freshRead.count;
    if (!moreDue && !moreFresh) return gathered;
    return gather(
      ...(await Promise.all([moreDue ? readDue(due.count * 4) : due, moreFresh ? readFresh(freshRead.count * 2) : freshRead])),
    );
  };
  return gather(dueAtOnce, firstOf(atFirst, Math.max(0, preset.newPerDay - newCards) + marginOfNew));
}

/** Rows from the start of an index: fewer than were wanted are all that there are. */
interface Read {
  readonly count: number;
  readonly rows: readonly ScheduleRow[];
}

function firstOf({ rows }: Read, count: number): Read {
  return { count, rows: rows.slice(0, count) };
}

/** More than anyone has. Infinity is no count for IndexedDB. */
const all = 2 ** 31;

/** More than these need not be counted: the limit of a day holds then. */
function newCardsUntilExam({ day }: Moment, options: Options): number {
  const last = lastNewDay(day, options);
  return last === undefined ? 0 : options.preset.newPerDay * (last - day + 1) + 1;
}

/** New cards that are asked for, counted up to `most`: by keys where every one is, else by looking at the rows. */
export async function countNew(
  reader: Reader,
  options: Options,
  most: number,
  scope: StudyScope = usualScope(options),
): Promise<number> {
  // To IndexedDB a count of none is no limit.
  if (most === 0) return 0;
  if (scope.kind === 'all' && !options.leaveOutRetired) return reader.countFresh(most);
  const count = async (read: number): Promise<number> => {
    const rows = await reader.fresh(read);
    const found = rows.filter((row) => isAsked(row, scope, options)).length;
    return found >= most || rows.length < read ? Math.min(found, most) : count(read * 4);
  };
  return count(most + margin);
}

function doneByDeck(days: readonly DayRow[], today: StudyDay): NonNullable<Gathered['doneToday']['decks']> {
  return new Map(days.filter(({ day }) => day === today).map((row) => [row.deck, row]));
}

/** Rows of entities that were read already. */
type Pages = Map<EntityId, ScheduleRow[]>;

/** What has been met of the entities that these new cards are about; nothing where no rule asks. */
async function metOf(
  reader: Reader,
  firstCards: readonly CardId[],
  fresh: readonly Schedule[],
  pages: Pages,
): Promise<Met | undefined> {
  const grouped = fresh.filter(({ about }) => about?.groups !== undefined);
  const needed = fresh.flatMap(({ about }) => about?.needs ?? []);
  if (grouped.length === 0 && needed.length === 0) return undefined;
  const asked = new Set([...needed, ...grouped.map(({ entity }) => entity)]);
  const firsts = new Set(firstCards);
  // No trip to the database for nothing.
  const [, today] = await Promise.all([readPages(reader, [...asked], pages), firsts.size === 0 ? [] : reader.rows([...firsts])]);
  const others = new Set(today.map(({ entity }) => entity));
  await readPages(reader, [...others], pages);
  const met = new Set<EntityId>();
  const inReview = new Set<EntityId>(needed);
  const groupsToday = new Map<string, EntityId>();
  for (const entity of new Set([...asked, ...others])) {
    const rows = pages.get(entity) ?? [];
    const answered = rows.filter(({ state }) => state.kind !== 'new');
    if (answered.length > 0) met.add(entity);
    if (rows.some(waitsForReview) && !rows.some(isKnown)) inReview.delete(entity);
    if (answered.length === 0 || !answered.every(({ card }) => firsts.has(card))) continue;
    for (const group of answered[0]?.about?.groups ?? []) groupsToday.set(group, entity);
  }
  return { entities: met, inReview, groupsToday };
}

async function readPages(reader: Reader, entities: readonly EntityId[], pages: Pages): Promise<void> {
  const unread = entities.filter((entity) => !pages.has(entity));
  if (unread.length === 0) return;
  for (const entity of unread) pages.set(entity, []);
  for (const row of await reader.ofEntities(unread)) pages.get(row.entity)?.push(row);
}

/** What was forgotten after it had been in review counts as well: it is not new to the learner. */
function isKnown({ state }: ScheduleRow): boolean {
  return state.kind === 'review' || state.kind === 'relearning';
}

/** A card whose coming to review can be waited for: neither put aside nor a contrast that waits itself. */
function waitsForReview(row: ScheduleRow): boolean {
  return !isResting(row) && row.about?.needs === undefined;
}

export const forecastDays = 7;
/** A scope leaves cards out, so they have to be looked at; of more than these the kept counts tell. */
const mostLookedAt = 2_000;

/**
 * The rows of `days` that Today's figures are made from, by day: four weeks back (further while every day of them was
 * studied, for the streak), the coming ones, and older ones on which cards are still due.
 */
export async function daysFrom(reader: Reader, today: StudyDay): Promise<readonly DayRow[]> {
  const first = (today - paceDays) as StudyDay;
  const [recent, owed] = await Promise.all([
    reader.daysBetween(first, (today + forecastDays - 1) as StudyDay),
    reader.owedBefore(first),
  ]);
  const older = isStudied(recent, first) ? await streakBefore(reader, first) : [];
  const known = new Set(older.map(keyOf));
  return [...owed.filter((row) => !known.has(keyOf(row))), ...older, ...recent].toSorted((a, b) => a.day - b.day);
}

async function streakBefore(reader: Reader, day: StudyDay): Promise<readonly DayRow[]> {
  const first = (day - 365) as StudyDay;
  const rows = await reader.daysBetween(first, (day - 1) as StudyDay);
  return isStudied(rows, first) ? [...(await streakBefore(reader, first)), ...rows] : rows;
}

/** On it or, after a weekend of planned rest, within two days. */
function isStudied(rows: readonly DayRow[], day: StudyDay): boolean {
  return rows.some((row) => row.day < day + 3 && wasStudied(row));
}

/** What the coming days are made from, besides today's queue. */
export async function aheadOf(
  reader: Reader,
  { main }: Queue,
  days: readonly DayRow[],
  { day: today }: Moment,
  options: Options,
): Promise<Ahead> {
  const due = await dueDays(reader, days, (today + forecastDays - 1) as StudyDay, options);
  const until = (last: StudyDay) => [...due].reduce((sum, [day, cards]) => sum + (day <= last ? cards : 0), 0);
  const held = main.filter(({ state }) => state.kind !== 'new').map(({ state }) => dueDayOf(state) ?? today);
  const { catchUpFrom } = options;
  const owed = catchUpFrom === undefined ? 0 : until(catchUpFrom) - held.filter((day) => day <= catchUpFrom).length;
  return {
    waiting: Math.max(0, until(today) - held.length),
    owed: Math.max(0, owed),
    dueOn: Array.from({ length: forecastDays - 1 }, (_, index) => due.get((today + index + 1) as StudyDay) ?? 0),
  };
}

/** How many cards that are asked for are due on which day. */
async function dueDays(
  reader: Reader,
  days: readonly DayRow[],
  last: StudyDay,
  options: Options,
): Promise<ReadonlyMap<StudyDay, number>> {
  const counts = new Map<StudyDay, number>();
  const add = (day: StudyDay, cards: number) => counts.set(day, (counts.get(day) ?? 0) + cards);
  const scope = usualScope(options);
  const rows = scope.kind === 'all' && !options.leaveOutRetired ? [] : await reader.dueBy(last, mostLookedAt);
  if (rows.length > 0 && rows.length < mostLookedAt) {
    for (const row of rows) if (isAsked(row, scope, options)) add(row.dueDay!, 1);
  } else {
    for (const { day, due } of days) add(day, due);
  }
  return counts;
}

function keyOf({ day, deck }: DayRow): string {
  return `${day} ${deck}`;
}
