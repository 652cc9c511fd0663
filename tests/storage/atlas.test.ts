import { expect, test } from 'vitest';
import type { AtlasLayout } from '#core/atlas/atlas.ts';
import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import { keptAtlas } from '#storage/kept-atlas.ts';
import { entityPage } from '#storage/queries/entity-page.ts';
import { referenceBook } from '#storage/queries/reference.ts';
import { beforeAnswers } from '#storage/queries/session-ink.ts';
import { strength } from '#tests/support/strength.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later } from '#tests/support/moments.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const deck = aDeck({ entities: ['Kafka', 'Glue', 'EMR'], categories: ['streaming', 'etl'] });
const kafka = 'deck/kafka' as EntityId;

async function installed() {
  const storage = await aStorage();
  await storage.installDeck(deck, '# Notes', now);
  return storage;
}

test('an entity stands as the mean of what of its cards would be recalled now; unmet cards would not', async () => {
  const storage = await installed();
  await answer(storage, 'deck/kafka/0.to-name', 4);
  const tomorrow = later(now, 1_440);
  const { entities, cards } = await strength(storage.db, tomorrow, storage.options);
  const all = (await storage.db.schedules.where('entity').equals(kafka).toArray()).map(
    (row) => recallNow(row, tomorrow, presetFor(storage.options, row.deck)) ?? 0,
  );
  expect(entities.get(kafka)).toMatchObject({
    cards: all.length,
    met: 1,
    recall: all.reduce((sum, each) => sum + each, 0) / all.length,
  });
  expect(entities.get('deck/glue' as EntityId)).toMatchObject({ met: 0, recall: 0, level: 0, due: false });
  expect([...entities.values()].reduce((sum, each) => sum + each.cards, 0)).toBe(cards);
});

test('what a session changed is told from how it stood before', async () => {
  const storage = await installed();
  const { db, options } = storage;
  const first = await answer(storage, 'deck/kafka/0.to-name', 4);
  const day = later(now, 4 * 1_440);
  const before = await strength(db, day, options);
  const again = await answer(storage, 'deck/kafka/0.to-name', 4, { moment: day });
  const asked = [{ card: again.card, entry: again.id }];
  expect(await beforeAnswers(db, asked, day, options)).toEqual(new Map([[kafka, before.entities.get(kafka)]]));
  const both = [...asked, { card: first.card, entry: first.id }];
  expect((await beforeAnswers(db, both, day, options)).get(kafka)).toMatchObject({ met: 0, level: 0 });
});

test('a map is kept beside its deck, drawn anew when the deck is another, and gone with it', async () => {
  const { db } = await installed();
  const id = 'deck' as DeckId;
  const drawn = await keptAtlas(db, id);
  expect(drawn?.islands.flatMap(({ parcels }) => parcels.map(({ name }) => name)).toSorted()).toEqual(['EMR', 'Glue', 'Kafka']);
  const [kept] = (await db.table('columns').toArray()) as { id: string; key: string }[];
  // The kept one is given, whatever it holds, while its key is that of the deck.
  await db.table('columns').put({ ...kept, atlas: 'kept' });
  expect(await keptAtlas(db, id)).toBe('kept');
  await db.entities.update(kafka, { name: 'Apache Kafka' });
  expect((await keptAtlas(db, id))?.islands.flatMap(({ parcels }) => parcels.map(({ name }) => name))).toContain('Apache Kafka');
  expect(await keptAtlas(db, 'other' as DeckId)).toBeUndefined();
});

test('answers draw no map anew', async () => {
  const storage = await installed();
  const { db } = storage;
  const id = 'deck' as DeckId;
  await keptAtlas(db, id);
  const [kept] = (await db.table('columns').toArray()) as { id: string; key: string }[];
  await db.table('columns').put({ ...kept, atlas: 'kept' });
  for (const rating of [1, 3, 4] as const) await answer(storage, 'deck/kafka/0.to-name', rating);
  expect(await keptAtlas(db, id)).toBe('kept');
});

test('the map of a deck with one more is drawn after the kept one', async () => {
  const { db } = await installed();
  const id = 'deck' as DeckId;
  const drawn = await keptAtlas(db, id);
  const row = (await db.table('columns').get(`atlas ${id} `)) as { layout: AtlasLayout };
  // Further down than it would be drawn from nothing.
  const islands = row.layout.islands.map((island) => ({ ...island, origin: { ...island.origin, y: island.origin.y + 100 } }));
  await db.table('columns').update(`atlas ${id} `, { key: 'of an earlier deck', layout: { ...row.layout, islands } });
  const after = await keptAtlas(db, id);
  expect(after!.islands.map(({ at }) => at)).toEqual(drawn!.islands.map(({ at: { x, y } }) => ({ x, y: y + 100 })));
});

test('the page of an entity has its cards as they stand; the reference book has every entity', async () => {
  const storage = await installed();
  await answer(storage, 'deck/kafka/0.to-name', 3);
  const page = await entityPage(storage.db, kafka);
  expect(page?.schedules.get('deck/kafka/0.to-name' as CardId)).toEqual(await scheduleOf(storage, 'deck/kafka/0.to-name'));
  expect(await entityPage(storage.db, 'deck/none' as EntityId)).toBeUndefined();
  const [book] = await referenceBook(storage.db);
  expect(book?.entries.map(({ name }) => name).toSorted()).toEqual(['EMR', 'Glue', 'Kafka']);
});
