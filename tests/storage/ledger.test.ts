import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';

import type { CardId, ExamId } from '#core/ids.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { chosenCards } from '#core/stats/columns.ts';
import { figuresOf } from '#core/stats/figures.ts';
import type { Figures } from '#core/stats/figures.ts';
import { numbersOf } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import { openLedger } from '#storage/ledger/ledger.ts';
import type { Ledger } from '#storage/ledger/ledger.ts';
import { scheduleRow } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { packAll } from '#tests/support/columns.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { randomLog } from '#tests/support/random-log.ts';
import type { RandomLog } from '#tests/support/random-log.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const open: Storage[] = [];
afterEach(() => {
  for (const storage of open.splice(0)) storage.close();
});

async function fresh(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  open.push(storage);
  return storage;
}

/** Entries as if a command had added them: the schedules as they are then, and the place of the commands. */
async function add({ db }: Storage, given: RandomLog, from: number, to: number): Promise<void> {
  await db.presets.bulkPut([...given.presets.values()]);
  await db.settings.put({ key: 'preset', value: given.usual.id });
  await db.log.bulkAdd(given.entries.slice(from, to));
  await db.schedules.bulkPut(given.schedules.map(scheduleRow));
  const position = await db.journal.get('position');
  if (position === undefined || !('sequence' in position)) throw new Error('no position');
  await db.journal.put({ ...position, sequence: position.sequence + 1 });
}

function figures(ledger: Ledger, today: StudyDay) {
  const asked = { today, period: 'all' as const, chosen: chosenCards(ledger.cards, {}) };
  return rounded(figuresOf(ledger.log, ledger.cards, new Float32Array(ledger.cards.length), asked));
}

/** Cards stand in another order, and sums of them differ in the last digits. */
function rounded(all: Figures): Figures {
  const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);
  return JSON.parse(JSON.stringify(all, round)) as Figures;
}

/** As packed at once from all there is. */
function expected(given: RandomLog, entries: readonly LogEntry[] = given.entries) {
  const { log, cards } = packAll(entries, given.schedules, given.presets, given.usual);
  const chosen = new Uint8Array(cards.length).fill(1);
  return rounded(figuresOf(log, cards, new Float32Array(cards.length), { today: given.today, period: 'all', chosen }));
}

// Seconds, where the machine is busy.
test(
  'built at once, extended bit by bit, and loaded again: the same figures as from the whole log',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(randomLog, fc.nat({ max: 60 }), fc.nat({ max: 60 }), async (given, a, b) => {
        const storage = await fresh();
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const ledger = openLedger(storage.db);
        await add(storage, given, 0, first);
        await ledger.refresh();
        await add(storage, given, first, second);
        await ledger.refresh();
        await add(storage, given, second, given.entries.length);
        expect(await ledger.refresh()).toBe(true);
        expect(await ledger.refresh()).toBe(false);
        expect(figures(ledger, given.today)).toEqual(expected(given));
        expect(ledger.built).toBe(1);
        const later = openLedger(storage.db);
        await later.refresh();
        expect(later.built).toBe(0);
        expect(figures(later, given.today)).toEqual(expected(given));
        expect(await later.verify()).toBe(true);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  },
);

const given = () => fc.sample(randomLog, { seed: 7, numRuns: 5 }).find(({ entries }) => entries.length > 20)!;

test.each([
  ['a chunk that was changed', (row: { bytes: Uint8Array }) => (row.bytes[3]! ^= 1)],
  ['a chunk that was cut short', (row: { bytes: Uint8Array }) => (row.bytes = row.bytes.slice(0, -108))],
])('%s is noticed: the columns are made anew', async (_what, damage) => {
  const storage = await fresh();
  const log = given();
  await add(storage, log, 0, log.entries.length);
  await openLedger(storage.db).refresh();
  const row = (await storage.db.columns.get('log 0')) as unknown as { id: string; bytes: Uint8Array<ArrayBuffer> };
  damage(row);
  await storage.db.columns.put(row);
  const ledger = openLedger(storage.db);
  await ledger.refresh();
  expect(ledger.built).toBe(1);
  expect(figures(ledger, log.today)).toEqual(expected(log));
});

test('what is missing is made anew, and progress is told', async () => {
  const storage = await fresh();
  const log = given();
  await add(storage, log, 0, log.entries.length);
  await openLedger(storage.db).refresh();
  await storage.db.columns.delete('cards');
  const ledger = openLedger(storage.db);
  const told: number[] = [];
  await ledger.refresh((done) => told.push(done));
  expect(ledger.built).toBe(1);
  expect(told.at(-1)).toBe(log.entries.length + log.schedules.length);
});

test('a log that grew behind its back is found when it is counted', async () => {
  const storage = await fresh();
  const log = given();
  await add(storage, log, 0, log.entries.length - 5);
  const ledger = openLedger(storage.db);
  await ledger.refresh();
  // As uniting two logs might: earlier ids, and no command that tells.
  const early = log.entries.slice(0, 3).map((entry) => ({ ...entry, id: `-${entry.id}` as LogEntry['id'] }));
  await storage.db.log.bulkAdd(early);
  expect(await ledger.verify()).toBe(false);
  expect(ledger.log.length).toBe(log.entries.length - 5 + 3);
  expect(await ledger.verify()).toBe(true);
});

test('a database that was replaced by another has columns of its own', async () => {
  const storage = await fresh();
  const log = given();
  await add(storage, log, 0, log.entries.length);
  const ledger = openLedger(storage.db);
  await ledger.refresh();
  await storage.db.log.clear();
  await storage.db.journal.put({ id: 'position', epoch: 'another', sequence: 1 });
  await ledger.refresh();
  expect(ledger.built).toBe(2);
  expect(ledger.log.length).toBe(0);
});

test('answers, an undo, a suspended card and a removed deck show in the columns', async () => {
  const storage = await fresh();
  const deck = aDeck();
  await storage.installDeck(deck, '', aMoment());
  const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards.map(({ id }) => id)));
  const ledger = openLedger(storage.db);
  await ledger.refresh();
  expect(figures(ledger, monday).counts).toMatchObject({ fresh: cards.length, resting: 0 });
  await answer(storage, cards[0]!, 4);
  await answer(storage, cards[1]!, 1);
  await ledger.refresh();
  expect(figures(ledger, monday).done).toMatchObject({ answers: 2, passed: 1, first: 2 });
  await storage.undo(aMoment());
  await ledger.refresh();
  expect(figures(ledger, monday).done).toMatchObject({ answers: 1, passed: 1 });
  await storage.redo(aMoment());
  await ledger.refresh();
  expect(figures(ledger, monday).done).toMatchObject({ answers: 2 });
  await storage.suspendCard(cards[0] as CardId);
  await ledger.refresh();
  expect(figures(ledger, monday).counts).toMatchObject({ fresh: cards.length - 2, resting: 1, learning: 1 });
  expect(ledger.names.decks).toEqual(['', deck.id]);
  expect(chosenCards(ledger.cards, { deck: 1 }).every((one) => one === 1)).toBe(true);
  const { category } = deck.entities[0]!;
  const inCategory = deck.entities
    .filter((entity) => entity.category === category)
    .flatMap(({ notes }) => notes.flatMap((note) => note.cards));
  const numbers = numbersOf(ledger.names, { kind: 'category', deck: deck.id, category });
  expect(chosenCards(ledger.cards, numbers!).filter((one) => one === 1)).toHaveLength(inCategory.length);
  expect(numbersOf(ledger.names, { kind: 'exam', exam: 'none' as ExamId })).toBeUndefined();
  await storage.removeDeck(deck.id, aMoment());
  await ledger.refresh();
  expect(figures(ledger, monday).counts.fresh).toBe(0);
  // What was learnt stays in the log, and so in the figures of everything.
  expect(figures(ledger, monday).done.answers).toBe(2);
  expect(ledger.built).toBe(1);
});
