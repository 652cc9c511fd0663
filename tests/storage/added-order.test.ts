import { expect, test } from 'vitest';

import type { CardId } from '#core/ids.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { lookAndCheck } from '#storage/backup/check.ts';
import { mergeInto } from '#storage/backup/merge.ts';
import { readParts } from '#storage/backup/read-parts.ts';
import { openStaged, putParts } from '#storage/backup/staged.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { openLedger } from '#storage/ledger/ledger.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const small = aDeck({ entities: ['Kafka'] });
// What comes later stands before in its deck.
const large = aDeck({ entities: ['Athena', 'Kafka'] });
const [first] = cardsOf(small).map(({ id }) => id) as [CardId];
const [later] = cardsOf(large).flatMap(({ id }) => (id.includes('athena') ? [id] : [])) as [CardId];
const on = (day: number) => aMoment({ day: monday + day });

const addedOf = async (db: CardwrightDatabase, card: CardId) => (await db.schedules.get(card))?.addedAt;

test('reviews in the order added: what a later import brought comes after, wherever it stands, also after its return', async () => {
  const storage = await aStorage();
  await storage.installDeck(small, '', on(0));
  await storage.installDeck(large, '', on(1));
  for (const card of [later, first]) await answer(storage, card, 4, { moment: on(1) });
  const dueDays = (await storage.db.schedules.toArray()).map(({ dueDay = 0 }) => dueDay);
  const due = on(Math.max(...dueDays) - monday);
  await storage.changeSettings({ reviewOrder: 'added' });
  const order = async () => {
    const told = buildQueue(await storage.gather(due), due, storage.options).main.map(({ card }) => card);
    return told.filter((card) => card === first || card === later);
  };
  expect(await order()).toEqual([first, later]);
  await storage.installDeck(small, '', on(2));
  await storage.installDeck(large, '', on(3));
  expect(await order()).toEqual([first, later]);
  expect([await addedOf(storage.db, first), await addedOf(storage.db, later)]).toEqual([on(0).instant, on(1).instant]);
});

test('a card that the learner writes is added then, also when the writing is taken back and done again', async () => {
  const storage = await aStorage();
  await storage.installDeck(small, '', on(0));
  const { card } = await storage.addCard({ entity: small.entities[0]!.id, front: 'Mine?', back: 'Yes', lines: [] }, on(5));
  await storage.undo(on(6));
  await storage.redo(on(7));
  expect(await addedOf(storage.db, card)).toBe(on(5).instant);
});

test('a schedule that was lost is added when the others of its page were', async () => {
  const storage = await aStorage();
  const pair = aDeck({ entities: [{ name: 'Kafka', cards: 2 }] });
  await storage.installDeck(pair, '', on(2));
  const [lost] = cardsOf(pair).map(({ id }) => id) as [CardId];
  await storage.db.schedules.delete(lost);
  expect(await storage.mendRecord(await lookAndCheck(storage.db, { judge: judgeRow, now: on(3).instant }))).toBe(true);
  expect(await addedOf(storage.db, lost)).toBe(on(2).instant);
});

test('figures count a card on the day on which it came, not on that of the last import', async () => {
  const storage = await aStorage();
  await storage.installDeck(small, '', on(0));
  await storage.installDeck(large, '', on(4));
  const ledger = openLedger(storage.db);
  await ledger.refresh();
  const { cards } = ledger;
  const days = cards.added.slice(0, cards.length);
  expect([...new Set(days)].toSorted((a, b) => a - b)).toEqual([monday, monday + 4]);
});

test('a copy keeps when a card was added, and of two devices the first counts', async () => {
  const [here, there] = [await aStorage(), await aStorage()];
  await here.installDeck(small, '', on(3));
  await here.installDeck(large, '', on(4));
  await there.installDeck(large, '', on(1));
  const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
  await putParts(staged, readParts(there.db, on(8).instant));
  expect(await addedOf(staged, first)).toBe(on(1).instant);
  await mergeInto(staged, here.db, on(9), chanceOf(3));
  expect([await addedOf(staged, first), await addedOf(staged, later)]).toEqual([on(1).instant, on(1).instant]);
});
