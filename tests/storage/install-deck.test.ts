import { describe, expect, test } from 'vitest';

import { buildQueue } from '#core/scheduling/queue.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name';

test('a deck that is put in has its notes, its entities and a new schedule for each card, in the deck’s order', async () => {
  const storage = await aStorage();
  const deck = aDeck({ entities: ['Kafka', 'Glue'], categories: ['streaming', 'etl'] });

  await storage.installDeck(deck, '# Notes', now);

  expect(await storage.db.notebooks.get(deck.id)).toMatchObject({ text: '# Notes', path: 'notes.md', lineCount: 30 });
  const [glue] = await storage.readEntities([deck.entities[1]!.id]);
  expect(glue).toMatchObject({ ...deck.entities[1], categoryName: 'etl', notesPath: 'notes.md' });
  const fresh = await storage.db.schedules.orderBy('newPosition').toArray();
  expect(fresh.map(({ card }) => card)).toEqual(cardsOf(deck).map(({ id }) => id));
  expect(fresh[0]).toMatchObject({
    revision: 0,
    state: { kind: 'new' },
    deck: deck.id,
    entity: 'deck/kafka',
    note: 'deck/kafka/0',
  });
});

describe('a newer deck in its place', () => {
  test('keeps what was learnt of cards that are in both', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck(), 'old', now);
    await answer(storage, kafka, 4);
    const learnt = await scheduleOf(storage, kafka);

    await storage.installDeck(aDeck({ entities: ['Glue', 'Kafka', 'Kinesis'] }), 'new', aMoment({ minute: 5 }));

    expect(await scheduleOf(storage, kafka)).toEqual({ ...learnt, position: 2 });
    const fresh = await storage.db.schedules.orderBy('newPosition').primaryKeys();
    expect(fresh.slice(0, 3)).toEqual(['deck/glue/0.to-name', 'deck/glue/0.to-answer', 'deck/kafka/0.to-answer']);
    expect(await storage.db.notebooks.toArray()).toMatchObject([{ text: 'new' }]);
  });

  test('a card that is gone is not asked any more and comes back with its history', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck(), '', now);
    await answer(storage, kafka, 4);
    const learnt = await scheduleOf(storage, kafka);
    const dueDay = learnt.state.kind === 'review' ? learnt.state.dueDay : monday;

    await storage.installDeck(aDeck({ entities: ['Kinesis'] }), '', now);
    const thatDay = aMoment({ day: dueDay });
    expect((await storage.gather(thatDay)).due).toEqual([]);
    expect(await storage.gatherCards([learnt.card])).toEqual([]);
    expect(await storage.readEntities([learnt.entity])).toEqual([]);
    expect(await storage.db.days.where('owedDay').above(monday).count()).toBe(0);

    await storage.installDeck(aDeck(), '', now);
    expect((await storage.gather(thatDay)).due).toEqual([learnt]);
    expect(await storage.db.days.where('owedDay').above(monday).toArray()).toMatchObject([{ day: dueDay, due: 1 }]);
  });

  test('put in again unchanged, it changes nothing', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck(), '', now);
    await answer(storage, kafka, 3);
    const contents = async () => [await storage.db.schedules.toArray(), await storage.db.days.toArray()];
    const before = await contents();
    await storage.installDeck(aDeck(), '', now);
    expect(await contents()).toEqual(before);
  });

  test('leaves other decks alone', async () => {
    const storage = await aStorage();
    await storage.installDeck(aDeck({ id: 'one' }), '', now);
    await storage.installDeck(aDeck({ id: 'two' }), '', now);
    await storage.installDeck(aDeck({ id: 'two', entities: [] }), '', now);
    expect((await storage.gather(now)).fresh.map(({ deck }) => deck)).toEqual(['one', 'one', 'one', 'one']);
  });
});

test('new cards of several decks come in turn', async () => {
  const storage = await aStorage();
  await storage.installDeck(aDeck({ id: 'one', entities: ['A', 'B', 'C'] }), '', now);
  await storage.installDeck(aDeck({ id: 'two', entities: ['D', 'E', 'F'] }), '', now);
  const { fresh } = await storage.gather(now);
  const decks = buildQueue(await storage.gather(now), now, storage.options).main.map(({ deck }) => deck);
  expect(fresh).toHaveLength(12);
  expect(decks.slice(0, 4).toSorted()).toEqual(['one', 'one', 'two', 'two']);
});

test('an entity of an unknown category is a mistake of the deck, and nothing is put in', async () => {
  const storage = await aStorage();
  const deck = { ...aDeck(), categories: [] };
  await expect(storage.installDeck(deck, '', now)).rejects.toThrow('unknown category');
  expect(await storage.db.notebooks.count()).toBe(0);
});
