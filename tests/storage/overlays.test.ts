import { describe, expect, test } from 'vitest';

import { compileDeck } from '#core/decks/compile.ts';
import { parseCuration } from '#core/decks/curation.ts';
import { exportOverlays } from '#core/decks/overlay-patch.ts';
import type { Card, Deck } from '#core/decks/deck.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';
import type { Question } from '#core/quiz/question.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { cardsOfNotebook } from '#storage/queries/notebook.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import { strength } from '#tests/support/strength.ts';
import type { Storage } from '#storage/storage.ts';
import { cardsOf, compiled } from '#tests/core/decks/compiled.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const deck = aDeck();
const kafka = 'deck/kafka' as EntityId;
const card = 'deck/kafka/0.to-name' as CardId;
const [question] = aQuiz().questions as [Question];

async function aDeckInstalled(origin = anOrigin()) {
  const storage = await aStorage(origin);
  await storage.installDeck(deck, '', now);
  return storage;
}

async function shown(storage: Storage, id: CardId = card): Promise<Card | undefined> {
  const [page] = await storage.readEntities([kafka]);
  return page?.notes.flatMap(({ cards }) => cards).find((one) => one.id === id);
}

async function tables({ db }: Storage) {
  const days = (await db.days.toArray()).filter(({ due, answers }) => due + answers > 0);
  return [await db.overlays.toArray(), await db.schedules.toArray(), days, await db.log.toArray()];
}

describe('a decision about a card', () => {
  const decisions: readonly (readonly [what: string, decide: (storage: Storage) => ReturnType<Storage['dropCard']>])[] = [
    ['edited', (storage) => storage.editCard(card, { front: 'What is it?', back: 'It.' })],
    ['suspended', (storage) => storage.suspendCard(card)],
    ['suspended with its siblings', (storage) => storage.suspendNote(card)],
    ['dropped', (storage) => storage.dropCard(card)],
    ['flagged', (storage) => storage.flagCard(card, 3)],
    ['marked', (storage) => storage.markCard(card, true)],
    ['vetoed', (storage) => storage.vetoDistractor(kafka, 'deck/kinesis' as EntityId)],
    ['said to be wrong', (storage) => storage.reportCard(card, { fault: 'outdated' }, now)],
    ['said to be wrong, of a question', (storage) => storage.reportQuestion(deck.id, { question }, { fault: 'unclear' }, now)],
    ['added', (storage) => storage.addCard({ entity: kafka, front: 'Who made it?', back: 'LinkedIn', lines: [] }, now)],
  ];
  test.each(decisions)('%s can be undone, and everything is as it was', async (_what, decide) => {
    const storage = await aDeckInstalled();
    await answer(storage, card, 4);
    const before = await tables(storage);
    const change = await decide(storage);
    expect(await tables(storage)).not.toEqual(before);
    expect(await storage.undo(now, change.undo)).toMatchObject({ kind: 'undone' });
    expect(await tables(storage)).toEqual(before);
  });

  test.each(decisions)('%s survives an import', async (_what, decide) => {
    const storage = await aDeckInstalled();
    await decide(storage);
    const before = [await storage.db.overlays.toArray(), await storage.db.schedules.toArray()];
    await storage.installDeck(deck, 'again', now);
    expect([await storage.db.overlays.toArray(), await storage.db.schedules.toArray()]).toEqual(before);
  });

  test('is not undone over a later one', async () => {
    const storage = await aDeckInstalled();
    const first = await storage.editCard(card, { front: 'One?' });
    await storage.editCard(card, { front: 'Two?' });
    expect(await storage.undo(now, first.undo)).toMatchObject({ kind: 'moved', deed: { kind: 'edit' }, name: 'Kafka' });
    expect(await shown(storage)).toMatchObject({ front: 'Two?' });
  });

  test('that fails half way is not there at all', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, card, 4);
    const before = await tables(storage);
    storage.db.days.hook('updating', () => {
      throw new Error('no room');
    });
    await expect(storage.suspendCard(card)).rejects.toThrow('no room');
    expect(await tables(storage)).toEqual(before);
  });
});

test('an edited text is shown everywhere, also by the first look; the compiled words again are no edit', async () => {
  const origin = anOrigin();
  const storage = await aDeckInstalled(origin);
  await storage.editCard(card, { front: 'What is it?' });
  expect(await shown(storage)).toMatchObject({ front: 'What is it?', back: 'Kafka is what it is.' });
  const look = await takeFirstLook(() => now, origin);
  if (look.kind !== 'ready') throw new Error(look.kind);
  expect(look.first?.entity).toEqual((await storage.readEntities([kafka]))[0]);
  expect(look.first?.entity.notes[0]?.cards[0]?.front).toBe('What is it?');
  expect((await cardsOfNotebook(storage.db, deck.id)).get(10)?.map((one) => one.card.front)).toContain('What is it?');
  expect(cardsOf((await readDeck(storage.db, deck.id))!).map(({ front }) => front)).toContain('What is it?');

  await storage.editCard(card, { front: deck.entities[0]!.notes[0]!.cards[0]!.front });
  expect(await storage.readOverlays(deck.id)).toEqual([]);
});

test('the learner’s own words do not change when the compiled ones do', async () => {
  const storage = await aDeckInstalled();
  await answer(storage, card, 4);
  await storage.editCard(card, { front: 'Mine?', back: 'Mine.' });
  const text = JSON.stringify(deck).replace('What is Kafka (0)?', 'What is Kafka (1)?');
  await storage.installDeck(JSON.parse(text) as Deck, '', now);
  expect(await scheduleOf(storage, card)).not.toHaveProperty('changedFrom');
  expect(await shown(storage)).toMatchObject({ front: 'Mine?' });
});

const suspended = [(on: Storage) => on.suspendCard(card), (on: Storage) => on.unsuspendCard(card)] as const;
const dropped = [(on: Storage) => on.dropCard(card), (on: Storage) => on.restoreCard(card)] as const;
const reported = [
  (on: Storage) => on.reportCard(card, { fault: 'wrong' }, now),
  (on: Storage) => on.takeReportBack(card),
] as const;

describe.each([
  ['suspended', ...suspended],
  ['dropped', ...dropped],
  ['said to be wrong', ...reported],
] as const)('a card that is %s', (what, put, take) => {
  test('is in no queue and counts on no day, until it is back', async () => {
    const origin = anOrigin();
    const storage = await aDeckInstalled(origin);
    await answer(storage, card, 4);
    const { state } = await scheduleOf(storage, card);
    const thatDay = aMoment({ day: state.kind === 'review' ? state.dueDay : 0 });
    const before = await tables(storage);
    const owed = () => storage.db.days.where('owedDay').equals(thatDay.day).count();
    expect(await owed()).toBe(1);

    await put(storage);
    const queue = buildQueue(await storage.gather(thatDay), thatDay, storage.options);
    expect(queue.main.map((one) => one.card)).not.toContain(card);
    expect(await takeFirstLook(() => thatDay, origin)).toMatchObject({ kind: 'ready', queue });
    expect(await storage.gatherCards([card])).toEqual([]);
    expect(await owed()).toBe(0);
    expect((await strength(storage.db, thatDay, storage.options)).cards).toBe(3);
    expect((await shown(storage)) === undefined).toBe(what === 'dropped');

    await take(storage);
    expect(await tables(storage)).toEqual(before);
  });

  test('in another tab may still be answered, and is not asked again', async () => {
    const origin = anOrigin();
    const here = await aDeckInstalled(origin);
    const there = await aStorage(origin);
    await put(there);
    expect(await here.answerCard({ card, seenRevision: 0, rating: 4, takenMs: 1, moment: now })).toMatchObject({
      kind: 'answered',
    });
    expect(await here.db.schedules.orderBy('[dueDay+shuffle]').count()).toBe(0);
    await take(here);
    expect(await scheduleOf(here, card)).toMatchObject({ reps: 1 });
    expect(await here.db.days.where('owedDay').above(0).count()).toBe(1);
  });

  test('stays so when it leaves the deck and comes back', async () => {
    const storage = await aDeckInstalled();
    await put(storage);
    await storage.installDeck(aDeck({ entities: ['Kinesis'] }), '', now);
    await storage.installDeck(deck, '', now);
    expect((await storage.gather(now)).fresh.map((one) => one.card)).not.toContain(card);
    await take(storage);
    expect((await storage.gather(now)).fresh.map((one) => one.card)).toContain(card);
  });
});

describe('a card that the learner wrote', () => {
  const own = { entity: kafka, front: 'Who made it?', back: 'LinkedIn', lines: [10] };

  test('is studied like others, and leaves and comes back with its entity', async () => {
    const storage = await aDeckInstalled();
    const { card: id } = await storage.addCard(own, now);
    expect((await storage.gather(now)).fresh.map((one) => one.card)).toContain(id);
    expect(await shown(storage, id)).toMatchObject({ front: 'Who made it?', back: 'LinkedIn', lines: [10] });
    await answer(storage, id, 4);
    await storage.installDeck(aDeck({ entities: ['Kinesis'] }), '', now);
    expect(await storage.gatherCards([id])).toEqual([]);
    await storage.installDeck(deck, '', now);
    expect(await scheduleOf(storage, id)).toMatchObject({ reps: 1, state: { kind: 'review' } });
  });

  test('may be written twice, and each is its own', async () => {
    const storage = await aDeckInstalled();
    const ids = [(await storage.addCard(own, now)).card, (await storage.addCard(own, now)).card];
    expect(new Set(ids).size).toBe(2);
  });
});

test('what is vetoed stands among the vetoes of the deck', async () => {
  const storage = await aDeckInstalled();
  await storage.vetoDistractor(kafka, 'deck/kinesis' as EntityId);
  expect((await readDeck(storage.db, deck.id))?.vetoes).toEqual([{ asked: 'deck/kafka', alsoRight: ['deck/kinesis'] }]);
});

test('all decisions together are a deck.yaml that compiles to what the learner sees', async () => {
  const notes =
    '## Kafka\n\n- Durable log of ordered events\n- **Retention**: Keeps every event for a week\n\n## Glue\n\n- Serverless extraction and loading of data\n';
  const base = compiled(notes).deck;
  const storage = await aStorage();
  await storage.installDeck(base, notes, now);
  const purpose = cardsOf(base, 'kafka').find(({ direction }) => direction === 'to-answer');
  const dropped = cardsOf(base, 'kafka').find(({ front }) => front.includes('Retention'));
  if (purpose === undefined || dropped === undefined) throw new Error('the notes make other cards');
  await storage.editCard(purpose.id, { back: 'An ordered log: "durable", it says.' });
  await storage.dropCard(dropped.id);
  await storage.addCard({ entity: base.entities[0]!.id, front: 'Who made it?', back: 'LinkedIn', lines: [3] }, now);
  await storage.vetoDistractor(base.entities[0]!.id, base.entities[1]!.id);

  const yaml = exportOverlays(base, await storage.readOverlays(base.id));
  const { curation, diagnostics } = parseCuration(yaml, 'deck.yaml');
  expect(diagnostics).toEqual([]);
  const after = compileDeck(parseNotes(notes, 'notes.md'), curation, base.id).deck;
  const cards = cardsOf(after, 'kafka').map(({ front, back }) => `${front} ${back}`);
  expect(cards).toContain(`${purpose.front} An ordered log: "durable", it says.`);
  expect(cards).toContain('Who made it? LinkedIn');
  expect(cards.filter((text) => text.includes('week'))).toEqual([]);
  expect(after.vetoes).toEqual([{ asked: 'test/kafka', alsoRight: ['test/glue'] }]);
});
