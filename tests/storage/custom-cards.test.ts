import { expect, test } from 'vitest';

import type { CardId, CategoryId, DeckId, ExamId } from '#core/ids.ts';
import type { CustomPick, CustomStudy } from '#core/scheduling/custom.ts';
import type { StudyDay } from '#core/time.ts';
import { readTags } from '#core/tags.ts';
import { customCards } from '#storage/queries/custom-cards.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const [kafka, kinesis, glue] = ['deck/kafka/0.to-name', 'deck/kinesis/0.to-name', 'deck/glue/0.to-name'] as CardId[];
const all: CustomStudy['scope'] = { kind: 'all' };

async function aCollection() {
  const storage = await aStorage();
  const entities = ['Kafka', 'Kinesis', 'Glue'].map((name) => ({ name, cards: 1 as const }));
  await storage.installDeck(aDeck({ entities, categories: ['streaming', 'etl'] }), '', now);
  const cards = (pick: CustomPick, scope = all, moment = now) =>
    customCards(storage.db, { scope, pick }, moment, storage.options);
  return { storage, cards };
}

test('every card, met or not, in the order of the deck; of a deck or a category alone', async () => {
  const { storage, cards } = await aCollection();
  await answer(storage, kinesis!, 4);
  expect(await cards({ kind: 'all' })).toEqual([kafka, kinesis, glue]);
  const deck = 'deck' as DeckId;
  expect(await cards({ kind: 'all' }, { kind: 'category', deck, category: 'etl' as CategoryId })).toEqual([kinesis]);
  expect(await cards({ kind: 'all' }, { kind: 'decks', decks: ['other' as DeckId] })).toEqual([]);
});

test('ahead: what is due within so many days, by day, and no day more', async () => {
  const { storage, cards } = await aCollection();
  for (const [card, days] of [
    [kafka, 4],
    [kinesis, 2],
    [glue, 5],
  ] as const)
    await storage.setDueDay(card!, (monday + days) as StudyDay, now);
  expect(await cards({ kind: 'ahead', days: 4 })).toEqual([kinesis, kafka]);
});

test('forgotten: answered Again within so many days, today included, and not taken back', async () => {
  const { storage, cards } = await aCollection();
  await answer(storage, kafka!, 1);
  await answer(storage, kinesis!, 1, { moment: aMoment({ day: monday + 2 }) });
  await answer(storage, glue!, 1, { moment: aMoment({ day: monday + 2 }) });
  const today = aMoment({ day: monday + 2 });
  await storage.undo(today);
  expect(await cards({ kind: 'forgotten', days: 1 }, all, today)).toEqual([kinesis]);
  expect(await cards({ kind: 'forgotten', days: 2 }, all, today)).toEqual([kinesis]);
  expect(await cards({ kind: 'forgotten', days: 3 }, all, today)).toEqual([kafka, kinesis]);
});

test('tagged: by a name of the learner’s own, which an edit puts on and takes off in one deed, and no mark with it', async () => {
  const { storage, cards } = await aCollection();
  await storage.markCard(kafka!, true);
  await storage.editCard(kafka!, { back: 'A log', tags: readTags('#week-3, iam iam') });
  expect((await storage.db.overlays.get(kafka!))?.tags).toEqual(['iam', 'marked', 'week-3']);
  expect(await cards({ kind: 'tag', tag: 'week-3' })).toEqual([kafka]);
  await storage.editCard(kafka!, { back: 'A log, kept', tags: [] });
  expect((await storage.db.overlays.get(kafka!))?.tags).toEqual(['marked']);
  // Words alone leave the tags as they are.
  await storage.undo(now);
  await storage.editCard(kafka!, { back: 'Another' });
  expect(await cards({ kind: 'tag', tag: 'iam' })).toEqual([kafka]);
});

test('weakest: those that are likeliest forgotten first, and no new ones', async () => {
  const { storage, cards } = await aCollection();
  await answer(storage, kafka!, 4);
  await answer(storage, glue!, 1);
  const later = aMoment({ day: monday + 5 });
  expect(await cards({ kind: 'weakest', count: 5 }, all, later)).toEqual([glue, kafka]);
  expect(await cards({ kind: 'weakest', count: 1 }, all, later)).toEqual([glue]);
});

test('by flag and by tag, but not what is suspended', async () => {
  const { storage, cards } = await aCollection();
  await storage.flagCard(kafka!, 2);
  await storage.flagCard(glue!, 3);
  await storage.markCard(kinesis!, true);
  expect(await cards({ kind: 'flag', flag: 2 })).toEqual([kafka]);
  expect(await cards({ kind: 'tag', tag: 'marked' })).toEqual([kinesis]);
  await storage.suspendCard(kafka!);
  expect(await cards({ kind: 'flag', flag: 2 })).toEqual([]);
});

test('what is retired is in none while it is left out, whatever exam is studied for', async () => {
  const storage = await aStorage();
  const deck = aDeck({ entities: ['Kafka', 'Glue'].map((name) => ({ name, cards: 1 as const })) });
  const entities = deck.entities.map((entity) =>
    entity.name === 'Glue' ? { ...entity, availability: 'closed' as const } : entity,
  );
  await storage.installDeck({ ...deck, entities }, '', now);
  await storage.flagCard(glue!, 2);
  const cards = (pick: CustomPick) => customCards(storage.db, { scope: all, pick }, now, storage.options);
  await storage.changeSettings({ exam: 'dea-c01' as ExamId });
  expect(await cards({ kind: 'all' })).toEqual([kafka, glue]);
  await storage.changeSettings({ leaveOutRetired: true });
  expect(await cards({ kind: 'all' })).toEqual([kafka]);
  expect(await cards({ kind: 'flag', flag: 2 })).toEqual([]);
});

test('cramming is kept in the log and moves nothing, also when it is taken back and given again', async () => {
  const { storage } = await aCollection();
  await answer(storage, kafka!, 4);
  const before = [await scheduleOf(storage, kafka!), await storage.db.days.toArray()];
  const entry = await storage.cramCard({ card: kafka!, rating: 1, takenMs: 90_000, moment: now });
  expect(entry).toMatchObject({ kind: 'cram', rating: 1, takenMs: 60_000 });
  expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'cram' }, entry: entry.id, cards: [kafka] });
  expect(await storage.redo(now)).toMatchObject({ kind: 'redone' });
  expect((await storage.db.log.toArray()).map(({ kind }) => kind)).toEqual(['learn', 'cram', 'undo', 'undo']);
  expect([await scheduleOf(storage, kafka!), await storage.db.days.toArray()]).toEqual(before);
  expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'cram' } });
  expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'answer' } });
});
