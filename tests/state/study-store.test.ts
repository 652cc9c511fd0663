import { describe, expect, test } from 'vitest';
import type { CardId, DeckId } from '#core/ids.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { again, easy, good } from '#core/scheduling/schedule.ts';
import { createNotices } from '#state/notices.ts';
import { removeDeck } from '#state/remove-deck.ts';
import { summarise } from '#state/session-summary.ts';
import { createStudyStore, type CardStage, type StudyStore } from '#state/study-store.ts';
import { StorageError } from '#storage/storage.ts';
import type { Storage } from '#storage/storage.ts';
import { putSchedules } from '#tests/support/collections.ts';
import { aDeck } from '#tests/support/decks.ts';
import { inReview } from '#tests/support/schedules.ts';
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

test('a session that goes on past the end of its day goes on with the next day’s cards and limits', async () => {
  const { store, storage, pass } = await aSession();
  await storage.changePreset({ newPerDay: 1 });
  await store.getState().begin({ kind: 'scope', scope: { kind: 'all' } });
  const first = cardOn(store).card.id;
  pass(60 * 24);
  await rateShown(store, easy);
  // The one that was answered after the rollover is the next day's only new one.
  expect(store.getState().stage.kind).toBe('done');
  pass(60 * 24);
  await store.getState().begin({ kind: 'scope', scope: { kind: 'all' } });
  expect(cardOn(store).card.id).not.toBe(first);
  await storage.changePreset({ newPerDay: 2 });
  pass(60 * 24);
  await rateShown(store, easy);
  expect(store.getState().stage.kind).toBe('question');
});

test('a card that is buried before it is answered gives its place of the day to another one', async () => {
  const { store, storage, now } = await aSession();
  await storage.changePreset({ newPerDay: 1 });
  await store.getState().begin({ kind: 'scope', scope: { kind: 'all' } });
  const first = cardOn(store).card.id;
  await storage.buryCard(first, now());
  await store.getState().reconsider([first]);
  expect(cardOn(store).card.id).not.toBe(first);
  await rateShown(store, easy);
  expect(store.getState().stage.kind).toBe('done');
});

test('one part of the cards is studied alone, whatever another tab makes due', async () => {
  const channel = aChannel();
  const origin = anOrigin();
  const { store, storage } = await aSession({ origin, tabs: channel() });
  await storage.installDeck(aDeck({ id: 'music', entities: ['Fifth'] }), '', aServices().now());
  await store.getState().begin({ kind: 'scope', scope: { kind: 'decks', decks: ['music' as DeckId] } });
  await store.getState().prepare();
  expect(cardOn(store).entity.id).toBe('music/fifth');
  const there = await aSession({ origin, tabs: channel() });
  await rateShown(there.store, again);
  await expect.poll(() => there.store.getState().answers.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(store.getState().counts).toEqual({ fresh: 1, learning: 0, due: 0 });
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
  expect(await store.getState().takeBack('undo')).toMatchObject({ kind: 'undone', deed: { rating: good }, name: 'Kafka' });
  expect(cardOn(store)).toMatchObject({ kind: 'question', card, schedule: { state: { kind: 'new' } } });
  expect((await scheduleOf(storage, card.id)).state.kind).toBe('new');
  expect(store.getState().answers).toEqual([]);
});

test('an answer that was taken back can be given again, and counts again in the session', async () => {
  const { store, storage } = await aSession();
  const { card } = cardOn(store);
  await rateShown(store, good);
  const { answers } = store.getState();
  const next = cardOn(store).card.id;
  await store.getState().takeBack('undo');
  expect(await store.getState().takeBack('redo')).toMatchObject({ kind: 'redone' });
  expect(store.getState().answers).toEqual(answers);
  expect(cardOn(store).card.id).toBe(next);
  expect(await scheduleOf(storage, card.id)).toMatchObject({ reps: 1, state: { kind: 'learning' } });
  expect((await store.getState().takeBack('redo'))?.kind).toBe('nothing');
});

test('an answer of an earlier session is taken back, and its card is asked', async () => {
  const origin = anOrigin();
  const first = await aSession({ origin });
  const { card } = cardOn(first.store);
  await rateShown(first.store, easy);
  const second = await aSession({ origin });
  expect(cardOn(second.store).card.id).not.toBe(card.id);
  await second.store.getState().takeBack('undo');
  expect(cardOn(second.store)).toMatchObject({ card: { id: card.id }, schedule: { state: { kind: 'new' } } });
});

test('a deck whose removal is taken back is asked again in the session, and no more when it is removed again', async () => {
  const { store, storage, services, now } = await aSession();
  await storage.installDeck(aDeck({ id: 'other', entities: ['Third', 'Fifth'] }), '# Other', now());
  await removeDeck(services, 'deck' as DeckId);
  await store.getState().begin({ kind: 'scope', scope: { kind: 'all' } });
  expect(cardOn(store).entity.deck).toBe('other');
  expect(store.getState().counts.fresh).toBe(2);
  expect(await store.getState().takeBack('undo')).toMatchObject({ kind: 'undone', deed: { kind: 'remove' } });
  expect(store.getState().counts.fresh).toBe(4);
  expect(cardOn(store).entity.deck).toBe('deck');
  expect(await store.getState().takeBack('redo')).toMatchObject({ kind: 'redone' });
  expect(cardOn(store).entity.deck).toBe('other');
  expect(store.getState().counts.fresh).toBe(2);
});

describe('what is decided about the card on screen', () => {
  const leaving = [
    ['buried', (storage: Storage, card: CardId, now: Moment) => storage.buryCard(card, now)],
    ['suspended', (storage: Storage, card: CardId) => storage.suspendCard(card)],
    ['dropped', (storage: Storage, card: CardId) => storage.dropCard(card)],
    [
      'given another day',
      (storage: Storage, card: CardId, now: Moment) => storage.setDueDay(card, (now.day + 3) as StudyDay, now),
    ],
  ] as const;
  test.each(leaving)('%s, it gives way to the next, and comes back when that is taken back', async (_what, act) => {
    const { store, storage, now } = await aSession();
    const { card } = cardOn(store);
    const { cards } = await act(storage, card.id, now());
    await store.getState().reconsider(cards);
    expect(cardOn(store).card.id).not.toBe(card.id);
    await store.getState().takeBack('undo');
    expect(cardOn(store).card.id).toBe(card.id);
    await store.getState().takeBack('redo');
    expect(cardOn(store).card.id).not.toBe(card.id);
  });

  test('reset, it waits for its place among the new ones', async () => {
    const { store, storage, now } = await aSession();
    const { card } = cardOn(store);
    await rateShown(store, again);
    await rateShown(store, easy);
    expect(cardOn(store).card.id).toBe(card.id);
    const { cards } = await storage.resetCard(card.id, now());
    await store.getState().reconsider(cards);
    expect(store.getState().stage.kind).toBe('done');
  });

  test('flagged or reworded, it stays, as it is now', async () => {
    const { store, storage } = await aSession();
    const { card } = cardOn(store);
    store.getState().reveal();
    await storage.flagCard(card.id, 2);
    await storage.editCard(card.id, { front: 'Mine?' });
    await store.getState().reconsider([card.id]);
    expect(cardOn(store)).toMatchObject({ kind: 'answer', card: { id: card.id, front: 'Mine?' } });
    await store.getState().takeBack('undo');
    expect(cardOn(store)).toMatchObject({ kind: 'answer', card: { front: card.front } });
  });
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

  test('a card whose import another tab took back is not answered, with a word', async () => {
    const origin = anOrigin();
    const first = await aSession({ origin });
    const second = await aSession({ origin });
    await second.storage.undoImport('deck' as DeckId, second.now());
    await rateShown(first.store, good);
    expect(first.notices.getState().notices).toEqual([{ kind: 'moved-elsewhere' }]);
    expect(first.store.getState().stage.kind).toBe('done');
    expect(first.store.getState().answers).toEqual([]);
    expect(await first.storage.db.log.count()).toBe(0);
  });

  test('a deck that another tab removed is asked no more, and the session goes on with the others', async () => {
    const origin = anOrigin();
    const tab = aChannel();
    const first = await aSession({ origin, tabs: tab() });
    await first.storage.installDeck(aDeck({ id: 'other', entities: ['Third', 'Fifth'] }), '# Other', first.now());
    const second = await aSession({ origin, tabs: tab() });
    await second.store.getState().prepare();
    expect(cardOn(second.store).entity.deck).toBe('deck');
    // One card of each note of both decks.
    expect(second.store.getState().counts.fresh).toBe(4);

    await removeDeck(first.services, 'deck' as DeckId);

    await expect.poll(() => second.notices.getState().notices).toEqual([{ kind: 'moved-elsewhere' }]);
    await expect.poll(() => cardOn(second.store).entity.deck).toBe('other');
    expect(second.store.getState().counts.fresh).toBe(2);
  });

  test('an answer that was given anew elsewhere cannot be taken back here', async () => {
    const { first, second } = await twoTabs();
    const { card } = cardOn(first.store);
    await rateShown(first.store, good);
    await answer(second.storage, card.id, again, { moment: second.now() });
    const next = cardOn(first.store).card;
    expect(await first.store.getState().takeBack('undo')).toMatchObject({ kind: 'moved' });
    expect(cardOn(first.store).card).toBe(next);
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

test('a card that was forgotten for the eighth time waits for a word about it; taking that back asks it again', async () => {
  const origin = anOrigin();
  const before = await aSession({ origin });
  const { card } = cardOn(before.store);
  const day = before.now().day;
  await putSchedules(before.storage, [
    { ...(await scheduleOf(before.storage, card.id)), state: inReview({ dueDay: day }), lapses: 7, reps: 20 },
  ]);
  const { store, storage } = await aSession({ origin });
  expect(cardOn(store).card.id).toBe(card.id);
  await rateShown(store, again);
  expect(store.getState().stage).toMatchObject({ kind: 'leech', card: { id: card.id }, schedule: { lapses: 8 } });
  await store.getState().takeBack('undo');
  expect(cardOn(store)).toMatchObject({ kind: 'question', card: { id: card.id } });
  expect(await storage.db.overlays.get(card.id)).toBeUndefined();
  await store.getState().takeBack('redo');
  expect((await storage.db.overlays.get(card.id))?.tags).toEqual(['leech']);
  expect(cardOn(store).card.id).not.toBe(card.id);
});

test('a leech that is suspended gives way to the next card', async () => {
  const origin = anOrigin();
  const before = await aSession({ origin });
  const { card } = cardOn(before.store);
  const day = before.now().day;
  await putSchedules(before.storage, [
    { ...(await scheduleOf(before.storage, card.id)), state: inReview({ dueDay: day }), lapses: 7, reps: 20 },
  ]);
  const { store, storage } = await aSession({ origin });
  await rateShown(store, again);
  const { cards } = await storage.editCard(card.id, { front: 'Mine?' });
  await store.getState().reconsider(cards);
  expect(store.getState().stage.kind).toBe('leech');
  await store.getState().reconsider((await storage.suspendCard(card.id)).cards);
  expect(cardOn(store).card.id).not.toBe(card.id);
});

test('cramming asks what was not known once more, and changes no schedule', async () => {
  const { storage, services } = await aSession();
  const cards = (await storage.db.schedules.toArray()).map(({ card }) => card);
  const before = await storage.db.schedules.toArray();
  const store = createStudyStore(services, createNotices());
  await store.getState().begin({ kind: 'cards', cards, cram: true });
  const first = cardOn(store).card.id;
  await rateShown(store, again);
  for (let nth = 1; nth < cards.length; nth += 1) await rateShown(store, good);
  expect(cardOn(store).card.id).toBe(first);
  await rateShown(store, good);
  expect(store.getState().stage.kind).toBe('done');
  expect(await storage.db.schedules.toArray()).toEqual(before);
  expect((await storage.db.log.toArray()).map(({ kind }) => kind)).toEqual([...cards, first].map(() => 'cram'));
  await store.getState().takeBack('undo');
  expect(cardOn(store).card.id).toBe(first);
});

test('an answer that is shown while a change of its card is being read stays shown', async () => {
  const meanwhile: Record<'schedules' | 'pages', () => void> = { schedules: () => undefined, pages: () => undefined };
  const { store, storage } = await aSession({
    storage: (opened) =>
      Object.assign(Object.create(opened) as Storage, {
        gatherCards: async (cards: readonly CardId[]) => {
          const read = await opened.gatherCards(cards);
          meanwhile.schedules();
          return read;
        },
        readEntities: async (ids: Parameters<Storage['readEntities']>[0]) => {
          const read = await opened.readEntities(ids);
          meanwhile.pages();
          return read;
        },
      }),
  });
  await store.getState().prepare();
  const { card } = cardOn(store);
  await storage.markCard(card.id, true);
  meanwhile.schedules = store.getState().switchTyping;
  meanwhile.pages = () => store.getState().reveal('kafka');
  await store.getState().reconsider([card.id]);
  expect(cardOn(store)).toMatchObject({ kind: 'answer', typing: true, typed: 'kafka' });
});

test('a card stays on the screen, and the next one comes, while nothing can be read ahead', async () => {
  const gone = { is: false };
  const { store } = await aSession({
    storage: (opened) =>
      Object.assign(Object.create(opened) as Storage, {
        dueByDay: async (moment: Moment) => {
          if (gone.is) throw new StorageError('newer');
          return opened.dueByDay(moment);
        },
      }),
  });
  gone.is = true;
  await store.getState().prepare();
  const { card } = cardOn(store);
  await rateShown(store, good);
  expect(cardOn(store).card.id).not.toBe(card.id);
});
