import { describe, expect, test } from 'vitest';
import type { CardId } from '#core/ids.ts';
import { again, easy, good } from '#core/scheduling/schedule.ts';
import { createNotices } from '#state/notices.ts';
import { createStudyStore, summarise, type CardStage, type StudyStore } from '#state/study-store.ts';
import { StorageError } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aChannel, aServices } from '#tests/support/services.ts';
import { answer, anOrigin, scheduleOf } from '#tests/support/storage.ts';

async function aSession(fields: Parameters<typeof aServices>[0] = {}) {
  const made = aServices(fields);
  const storage = await made.services.storage();
  if ((await storage.db.notebooks.count()) === 0) await storage.installDeck(aDeck(), '# Notes', made.now());
  const notices = createNotices();
  const store = createStudyStore(made.services, notices);
  const look = await made.services.look();
  if (look.kind !== 'ready') throw new Error(`the look is ${look.kind}`);
  await store.getState().begin({ kind: 'today', look });
  return { ...made, storage, store, notices };
}

function cardOn(store: StudyStore): CardStage {
  const { stage } = store.getState();
  if (stage.kind !== 'question' && stage.kind !== 'answer') throw new Error(`the stage is ${stage.kind}`);
  return stage;
}

async function rateShown(store: StudyStore, rating: 1 | 2 | 3 | 4) {
  store.getState().reveal();
  await store.getState().rate(rating);
}

test('the first card is there before the database is opened, and the buttons say nothing yet', async () => {
  const origin = anOrigin();
  await aSession({ origin });
  let opened = false;
  const { services } = aServices({
    origin,
    storage: (storage) => {
      opened = true;
      return storage;
    },
  });
  const store = createStudyStore(services, createNotices());
  const look = await services.look();
  if (look.kind === 'ready') await store.getState().begin({ kind: 'today', look });
  expect(cardOn(store).card.front).toBe(look.kind === 'ready' && look.first && cardOn(store).card.front);
  expect(cardOn(store).foresight).toBeUndefined();
  expect(opened).toBe(false);
});

test('what a button says is what the answer is written with', async () => {
  const { store, storage } = await aSession();
  await store.getState().prepare();
  store.getState().reveal();
  const { card, foresight } = cardOn(store);
  await store.getState().rate(easy);
  expect((await scheduleOf(storage, card.id)).state).toEqual(foresight?.states[easy]);
});

test('the time taken is from the question to the rating, at most a minute', async () => {
  const { store, storage, pass } = await aSession();
  pass(0.25);
  await rateShown(store, good);
  pass(90);
  await rateShown(store, good);
  const log = await storage.db.log.toArray();
  expect(log.map((entry) => ('takenMs' in entry ? entry.takenMs : undefined))).toEqual([15_000, 60_000]);
});

test('a rating before the answer is shown, and a second one while the first is written, do nothing', async () => {
  const { store, storage, notices } = await aSession();
  await store.getState().rate(good);
  expect(await storage.db.log.count()).toBe(0);
  store.getState().reveal();
  await Promise.all([store.getState().rate(good), store.getState().rate(again)]);
  expect(await storage.db.log.count()).toBe(1);
  // Nor is the second one sent, only to be told that the card has moved.
  expect(notices.getState().notices).toEqual([]);
});

test('an answer that cannot be written keeps its card on screen and says why', async () => {
  let full = true;
  const { store, storage } = await aSession({
    storage: (opened) => ({
      ...opened,
      answerCard: async (given) => {
        if (full) throw new StorageError('quota');
        return opened.answerCard(given);
      },
    }),
  });
  const { card } = cardOn(store);
  await rateShown(store, good);
  expect(cardOn(store)).toMatchObject({ kind: 'answer', card, unsaved: { rating: good, code: 'quota' } });
  full = false;
  await store.getState().rate(good);
  expect(cardOn(store).card.id).not.toBe(card.id);
  expect(await storage.db.log.count()).toBe(1);
});

test('an answer taken back asks its card again, as new as it was', async () => {
  const { store, storage } = await aSession();
  const { card } = cardOn(store);
  await rateShown(store, good);
  await store.getState().undo();
  expect(cardOn(store)).toMatchObject({ kind: 'question', card, schedule: { state: { kind: 'new' } } });
  expect((await scheduleOf(storage, card.id)).state.kind).toBe('new');
  expect(store.getState().answers).toEqual([]);
});

describe('in two tabs', () => {
  async function twoTabs() {
    const origin = anOrigin();
    const tab = aChannel();
    const first = await aSession({ origin, tabs: tab() });
    const second = await aSession({ origin, tabs: tab() });
    await Promise.all([first.store.getState().prepare(), second.store.getState().prepare()]);
    return { first, second };
  }

  test('a card that another tab answered leaves this one, with a word', async () => {
    const { first, second } = await twoTabs();
    const { card } = cardOn(first.store);
    expect(cardOn(second.store).card.id).toBe(card.id);
    await rateShown(first.store, easy);
    await expect.poll(() => second.notices.getState().notices).toEqual([{ kind: 'answered-elsewhere', rating: easy }]);
    await expect.poll(() => cardOn(second.store).card.id).not.toBe(card.id);
  });

  test('both answering at once write one answer', async () => {
    const { first, second } = await twoTabs();
    const { card } = cardOn(first.store);
    await Promise.all([rateShown(first.store, good), rateShown(second.store, again)]);
    expect(await first.storage.db.log.where('card').equals(card.id).count()).toBe(1);
  });

  test('a card that another tab took out of the deck meanwhile is passed over', async () => {
    const origin = anOrigin();
    const first = await aSession({ origin });
    const second = await aSession({ origin });
    const { entity } = cardOn(first.store);
    const others = ['Kafka', 'Kinesis'].filter((name) => name === entity.name);
    await second.storage.installDeck(aDeck({ entities: others }), '# Notes', second.now());
    await rateShown(first.store, easy);
    expect(first.store.getState().stage.kind).toBe('done');
    expect(first.store.getState().failure).toBeUndefined();
  });

  test('an answer that was given anew elsewhere cannot be taken back here', async () => {
    const { first, second } = await twoTabs();
    const { card } = cardOn(first.store);
    await rateShown(first.store, good);
    await answer(second.storage, card.id, again, { moment: second.now() });
    await first.store.getState().undo();
    expect(first.notices.getState().notices).toEqual([{ kind: 'undo-moved' }]);
    expect(await first.storage.db.log.where('card').equals(card.id).count()).toBe(2);
  });
});

test('cards that were asked for are early reviews until they are due', async () => {
  const { store, storage, services } = await aSession();
  const { card } = cardOn(store);
  await rateShown(store, easy);
  const asked = createStudyStore(services, createNotices());
  await asked.getState().begin({ kind: 'cards', cards: [card.id, 'gone.to-name' as CardId] });
  expect(cardOn(asked).card.id).toBe(card.id);
  await rateShown(asked, good);
  const log = await storage.db.log.where('card').equals(card.id).toArray();
  expect(log.map((entry) => entry.kind === 'review' && entry.early)).toEqual([false, true]);
  expect(asked.getState().stage.kind).toBe('done');
});

test('a learning card within the learn-ahead is asked at once; then the session is done and says what comes tomorrow', async () => {
  const { store, now } = await aSession();
  // Two entities with a note each, and siblings wait for tomorrow: two cards.
  await rateShown(store, good);
  await rateShown(store, easy);
  // Ten minutes is within the learn-ahead, so it is asked at once; known again, it is done.
  expect(cardOn(store).schedule.state.kind).toBe('learning');
  await rateShown(store, good);
  expect(store.getState().stage.kind).toBe('done');
  await expect.poll(() => store.getState().nextDue).toEqual({ day: now().day + 1, cards: 0, fresh: 2 });
  expect(summarise(store.getState().answers)).toMatchObject({ cards: 2, knownAtOnce: 2, hard: [] });
});
