import { reportId } from '#core/decks/report.ts';
import type { Deed } from '#core/deed.ts';
import type { CardId, DeckId, EntityId, EntryId, UndoId } from '#core/ids.ts';
import type { LogEntry, ScheduleEntry, UndoEntry } from '#core/scheduling/entry.ts';
import { isAnswer, standing } from '#core/scheduling/replay.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { changedRow, quizOf, scheduleOf } from '../rows.ts';
import type { ScheduleRow, UndoRow, UndoStep } from '../rows.ts';
import type { Undoable, Undone } from '../storage.ts';
import { figuresOf, toldBy } from './answer-card.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { doAgain as doDeckAgain, takeBack as takeBackDeck } from './import-deck.ts';
import { readRows } from './put-deck.ts';
import { endQuizzes } from './remove-deck.ts';
import { isSameOverlay, putOverlay } from './put-overlay.ts';
import { isOurs } from './record-deed.ts';
import { inTransaction, laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/**
 * Takes back the last deed that is this page's to take back, or the one asked for; of all kinds, also of earlier sessions.
 * What has been changed again since, by another page, stays as it is, and the deed is no longer offered.
 */
export function undo(writing: Writing, moment: Moment, id?: UndoId): Promise<Undone> {
  return turn(writing, moment, (rows) =>
    rows.findLast((row) => row.undone === undefined && (id === undefined ? isOurs(writing, row) : row.id === id)),
  );
}

/** Does again what was last taken back. */
export function redo(writing: Writing, moment: Moment): Promise<Undone> {
  return turn(writing, moment, (rows) => rows.find((row) => row.undone && isOurs(writing, row)));
}

/** Whether there is anything to take back, or to do again. */
export async function undoable(writing: Writing): Promise<Undoable> {
  const ours = (await writing.db.undo.toArray()).filter((row) => isOurs(writing, row));
  return { undo: ours.some(({ undone }) => undone === undefined), redo: ours.some(({ undone }) => undone === true) };
}

function turn(writing: Writing, moment: Moment, choose: (rows: readonly UndoRow[]) => UndoRow | undefined): Promise<Undone> {
  const { db } = writing;
  const tables = [db.undo, db.log, db.schedules, db.days, db.overlays, db.entities, db.settings];
  const decks = [db.notebooks, db.archive, db.imports, db.media, db.quizzes];
  return inTransaction(writing, [...tables, ...decks], async () => {
    const row = choose(await db.undo.toArray());
    if (row === undefined) return { kind: 'nothing' };
    const { deed, undone, ...rest } = row;
    const told = { deed, ...(await nameOf(db, row)) };
    // A deed may have moved many cards, each with an entry of its own.
    const first = await nextEntryId(writing, moment.instant);
    const ids = row.steps.map((_, index) => laterId(writing, first, index));
    for (const step of row.steps) {
      // Who was buried besides is no reason to keep an answer. (Nothing but Dexie may be awaited here.)
      if (step.kind === 'buried' || step.kind === 'forward' || step.kind === 'crammed') continue;
      if (await fits(db, step, undone === true)) continue;
      await db.undo.delete(row.id);
      return { kind: 'moved', ...told };
    }
    const steps: UndoStep[] = [];
    for (const [index, step] of row.steps.entries()) {
      const undo = undone ? undefined : ids[index];
      if (step.kind === 'entry') steps.push(await turned(db, step, undo));
      else if (step.kind === 'crammed') {
        const { entry, card } = step;
        steps.push({ kind: 'crammed', entry, card, ...(undo && { undo }) });
      } else steps.push(step);
    }
    // What reads its card once more comes last; nothing here is read after its own change.
    await db.undo.put({ ...rest, deed, steps, ...(undone ? {} : { undone: true }) });
    for (const [index, step] of [...row.steps.entries()].toReversed()) {
      const id = ids[index]!;
      await (undone ? doAgain(writing, moment, id, step) : takeBack(writing, moment, id, step));
    }
    writing.undoing.mayRedo = true;
    const entry = steps.find((step) => step.kind === 'entry' || step.kind === 'crammed')?.entry;
    return { kind: undone ? 'redone' : 'undone', ...told, cards: cardsOf(deed, steps), ...(entry && { entry }) };
  });
}

type EntryStep = Extract<UndoStep, { kind: 'entry' }>;

async function turned(db: CardwrightDatabase, { entry }: EntryStep, undo: EntryId | undefined): Promise<EntryStep> {
  const moves = standing((await entriesOf(db, entry)) ?? []);
  const over = moves.at(-2)?.id;
  return { kind: 'entry', entry, ...(undo && { undo, ...(over && { over }) }) };
}

/** The card of the deed first, then those that it moved besides. */
function cardsOf(deed: Deed, steps: readonly UndoStep[]): CardId[] {
  const moved = steps.flatMap((step) => (step.kind === 'overlay' ? [step.id] : step.kind === 'buried' ? [step.card] : []));
  return [...new Set('cards' in deed ? deed.cards : 'card' in deed ? [deed.card, ...moved] : [])];
}

/** What the deed was about; not where it would tell the answer to what a mock exam asks just now. */
async function nameOf(db: CardwrightDatabase, { deed, steps }: UndoRow): Promise<{ readonly name?: string }> {
  if (deed.kind === 'report-question' || deed.kind === 'unreport-question') {
    const exam = await db.quizzes.where('open').equals(2).first();
    const sat = new Set<string>(exam && quizOf(exam).questions.map(reportId));
    if (steps.some((step) => step.kind === 'overlay' && sat.has(step.id))) return {};
  }
  const card = 'cards' in deed ? deed.cards[0] : 'card' in deed ? deed.card : undefined;
  const entity = 'entity' in deed ? deed.entity : card && (await entityOf(db, card));
  const name = entity && (await db.entities.get(entity))?.name;
  return name === undefined ? {} : { name };
}

async function entityOf(db: CardwrightDatabase, card: CardId): Promise<EntityId | undefined> {
  return ((await db.schedules.get(card)) ?? (await db.overlays.get(card)))?.entity;
}

/** Whether everything stands as the deed, or its undoing, has left it. */
async function fits(
  db: CardwrightDatabase,
  step: Exclude<UndoStep, { kind: 'buried' | 'forward' | 'crammed' }>,
  undone: boolean,
): Promise<boolean> {
  switch (step.kind) {
    case 'entry': {
      const entries = await entriesOf(db, step.entry);
      if (entries === undefined) return false;
      return standing(entries).at(-1)?.id === (undone ? step.over : step.entry);
    }
    case 'overlay':
      return isSameOverlay(await db.overlays.get(step.id), undone ? step.before : step.after);
    case 'setting':
      return (await db.settings.get(step.key))?.value === (undone ? step.before : step.after);
    case 'deck': {
      const last = await db.imports.get(step.deck);
      return last?.at === step.at && (last.undone === true) === undone;
    }
  }
}

async function turnDeck(db: CardwrightDatabase, deck: DeckId, { instant }: Moment, way: 'back' | 'again'): Promise<void> {
  const [last, now] = await Promise.all([db.imports.get(deck), readRows(db, deck)]);
  if (last === undefined) throw new Error(`no import of ${deck} to take back or do again`);
  if (way === 'back') return takeBackDeck(db, last, now, instant, true);
  if (last.before?.notebook === undefined) await endQuizzes(db, deck, instant);
  return doDeckAgain(db, last, now, instant);
}

function takeBack(writing: Writing, moment: Moment, id: EntryId, step: UndoStep): Promise<void> {
  const { db } = writing;
  switch (step.kind) {
    case 'entry':
      return voidEntry(writing, moment, id, step.entry);
    case 'crammed':
      return voidCrammed(writing, moment, id, step.card, step.entry);
    case 'overlay':
      return putOverlay(db, step.id, step.before);
    case 'buried':
      return putBuried(db, step.card, step.after, step.before);
    case 'forward':
      return putForward(db, step.card, false);
    case 'setting':
      return putSetting(db, step.key, step.before);
    case 'deck':
      return turnDeck(db, step.deck, moment, 'back');
  }
}

function doAgain(writing: Writing, moment: Moment, id: EntryId, step: UndoStep): Promise<void> {
  const { db } = writing;
  switch (step.kind) {
    case 'entry':
      return unvoidEntry(writing, moment, id, step);
    case 'crammed':
      return voidCrammed(writing, moment, id, step.card, step.undo ?? step.entry);
    case 'overlay':
      return putOverlay(db, step.id, step.after);
    case 'buried':
      return putBuried(db, step.card, step.before, step.after);
    case 'forward':
      return putForward(db, step.card, true);
    case 'setting':
      return putSetting(db, step.key, step.after);
    case 'deck':
      return turnDeck(db, step.deck, moment, 'again');
  }
}

/** An entry that voids another, and the schedule as the entry before left it. */
async function voidEntry(writing: Writing, moment: Moment, id: EntryId, voids: EntryId): Promise<void> {
  const { db } = writing;
  const moves = standing((await entriesOf(db, voids)) ?? []);
  const entry = moves.at(-1);
  const row = entry && (await db.schedules.get(entry.card));
  if (entry === undefined || row === undefined) throw new Error(`no entry ${voids} to take back`);
  const schedule = { ...leftBy(scheduleOf(row), moves.at(-2)), ...untold(row, voids) };
  await moveBy(writing, moment, { id, entry, row, put: changedRow(row, schedule), voids, times: -1 });
}

async function voidCrammed(
  { db, device }: Writing,
  { instant, offsetMinutes, day }: Moment,
  id: EntryId,
  card: CardId,
  voids: EntryId,
): Promise<void> {
  const entry: UndoEntry = { id, kind: 'undo', card, instant, offsetMinutes, day, device, voids };
  await db.log.add(entry);
}

/** The undo is voided in turn, and the schedule is as the entry left it. */
async function unvoidEntry(writing: Writing, moment: Moment, id: EntryId, { entry: given, undo }: EntryStep): Promise<void> {
  const { db } = writing;
  if (undo === undefined) throw new Error(`${given} was not taken back`);
  const entry = (await db.log.get(given)) as ScheduleEntry;
  const row = await db.schedules.get(entry.card);
  if (row === undefined) throw new Error(`no schedule of card ${entry.card}`);
  const seen = scheduleOf(row);
  const left = leftBy(seen, entry);
  const { changedFrom: _told, ...answered } = left;
  const schedule = isAnswer(entry) ? answered : left;
  const put = { ...changedRow(row, schedule), ...toldBy(given, seen, schedule) };
  await moveBy(writing, moment, { id, entry, row, put, voids: undo, times: 1 });
}

function moveBy(
  { db, device }: Writing,
  { instant, offsetMinutes, day }: Moment,
  move: {
    readonly id: EntryId;
    readonly entry: ScheduleEntry;
    readonly row: ScheduleRow;
    readonly put: ScheduleRow;
    readonly voids: EntryId;
    readonly times: 1 | -1;
  },
): Promise<unknown> {
  const { id, entry, row, put, voids, times } = move;
  const undo: UndoEntry = { id, kind: 'undo', card: entry.card, instant, offsetMinutes, day, device, voids };
  return Promise.all([
    db.log.add(undo),
    db.schedules.put(put),
    changeDays(db, [...(isAnswer(entry) ? figuresOf(entry, row, times) : []), ...dueMoved(row.deck, row.dueDay, put.dueDay)]),
  ]);
}

function leftBy(schedule: Schedule, entry: ScheduleEntry | undefined): Schedule {
  return {
    ...schedule,
    revision: schedule.revision + 1,
    state: entry?.after ?? { kind: 'new' },
    reps: entry?.reps ?? 0,
    lapses: entry?.lapses ?? 0,
  };
}

/** The card says again what it said before: nobody has answered its new words now. */
function untold({ told }: ScheduleRow, entry: EntryId): Pick<Schedule, 'changedFrom'> {
  if (told?.entry !== entry) return {};
  const { front, back, at } = told;
  return { changedFrom: { front, back, at } };
}

/** All of the entry's card, in their order; undefined if entry or card are gone. */
async function entriesOf(db: CardwrightDatabase, id: EntryId): Promise<LogEntry[] | undefined> {
  const entry = await db.log.get(id);
  if (entry === undefined || (await db.schedules.get(entry.card)) === undefined) return undefined;
  return db.log.where('card').equals(entry.card).sortBy('id');
}

async function putBuried(
  db: CardwrightDatabase,
  card: CardId,
  from: ScheduleRow['buriedOn'],
  to: ScheduleRow['buriedOn'],
): Promise<void> {
  const row = await db.schedules.get(card);
  if (row === undefined || row.buriedOn !== from) return;
  const { buriedOn: _from, ...rest } = row;
  await db.schedules.put({ ...rest, ...(to !== undefined && { buriedOn: to }) });
}

async function putForward(db: CardwrightDatabase, card: CardId, isForward: boolean): Promise<void> {
  const row = await db.schedules.get(card);
  if (row === undefined) return;
  const { forward: _forward, ...schedule } = scheduleOf(row);
  await db.schedules.put({
    ...changedRow(row, isForward ? { ...schedule, forward: true } : schedule),
    ...(row.told && { told: row.told }),
  });
}

async function putSetting(
  db: CardwrightDatabase,
  key: Extract<UndoStep, { kind: 'setting' }>['key'],
  value: string | undefined,
): Promise<void> {
  await (value === undefined ? db.settings.delete(key) : db.settings.put({ key, value }));
}
