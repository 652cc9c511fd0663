import { describe, expect, test } from 'vitest';

import type { CardId, DeckId, QuizId } from '#core/ids.ts';
import type { Storage } from '#storage/storage.ts';
import { strength } from '#tests/support/strength.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';
import { answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const streams = aDeck({ id: 'streams' });
const music = aDeck({ id: 'music', entities: ['Third', 'Fifth'] });
const kafka = 'streams/kafka/0.to-name';

/** Two decks, of the first of which one card has been learnt, one suspended, and one written by the learner. */
async function withTwo() {
  const storage = await aStorage();
  await storage.installDeck(streams, '# Streams', now);
  await storage.installDeck(music, '# Music', now);
  await answer(storage, kafka, 4);
  await answer(storage, 'music/third/0.to-name', 4);
  await storage.suspendCard('streams/kinesis/0.to-name' as CardId);
  await storage.addCard({ entity: streams.entities[0]!.id, front: 'Mine?', back: 'Mine.', lines: [] }, now);
  return storage;
}

/** Everything but the log and what tells how often something was written. */
async function contents(storage: Storage) {
  const { db } = storage;
  const notebooks = (await db.notebooks.toArray()).map(({ revision: _revision, installedAt: _at, ...notebook }) => notebook);
  const tables = [db.entities, db.overlays, db.archive, db.schedules, db.days.filter(({ answers, due }) => answers + due > 0)];
  return [notebooks, ...(await Promise.all(tables.map((table) => table.toArray())))];
}

const removed = { kind: 'removed' };
const later = aMoment({ minute: 30 });

describe('a deck that is removed', () => {
  test('is in no queue, on no screen and in no figure; the other one is as it was', async () => {
    const storage = await withTwo();
    const learnt = await scheduleOf(storage, kafka);
    const dueDay = learnt.state.kind === 'review' ? learnt.state.dueDay : monday;
    const before = await strength(storage.db, later, storage.options);
    expect(before.decks).toHaveLength(2);

    expect(await storage.removeDeck(streams.id, later)).toEqual(removed);

    const { due, fresh, learning } = await storage.gather(aMoment({ day: dueDay }));
    expect(new Set([...due, ...fresh, ...learning].map(({ deck }) => deck))).toEqual(new Set(['music']));
    expect(await storage.gatherCards([kafka as CardId])).toEqual([]);
    expect(await storage.readEntities(streams.entities.map(({ id }) => id))).toEqual([]);
    expect((await strength(storage.db, later, storage.options)).decks).toEqual(
      before.decks.filter(({ deck }) => deck === 'music'),
    );
    const owed = await storage.db.days.where('owedDay').above(0).toArray();
    expect(owed.map(({ deck, due: cards }) => [deck, cards])).toEqual([['music', 1]]);
  });

  test('keeps its log, its history of days, and what was decided about its cards', async () => {
    const storage = await withTwo();
    const [log, overlays] = [await storage.db.log.toArray(), await storage.db.overlays.toArray()];
    const answered = async () => (await storage.db.days.where('[day+deck]').equals([monday, 'streams']).first())?.answers;
    expect(await answered()).toBe(1);
    await storage.removeDeck(streams.id, later);
    expect(await storage.db.log.toArray()).toEqual(log);
    expect(await storage.db.overlays.toArray()).toEqual(overlays);
    expect(await answered()).toBe(1);
  });

  test('put in again, has all of it back', async () => {
    const storage = await withTwo();
    const before = await contents(storage);
    await storage.removeDeck(streams.id, later);
    expect(await contents(storage)).not.toEqual(before);
    await storage.installDeck(streams, '# Streams', aMoment({ minute: 40 }));
    expect(await contents(storage)).toEqual(before);
  });

  test('is there again as it was when the removal is taken back', async () => {
    const storage = await withTwo();
    const before = await contents(storage);
    await storage.removeDeck(streams.id, later);
    expect(await storage.undoRemoval(streams.id, aMoment({ minute: 40 }))).toEqual({ kind: 'undone' });
    expect(await contents(storage)).toEqual(before);
    // Once.
    expect(await storage.undoRemoval(streams.id, aMoment({ minute: 41 }))).toEqual({ kind: 'nothing' });
  });

  test('is taken back by undo like any deed, done again by redo, and then is out of the way of a quiz again', async () => {
    const storage = await withTwo();
    const before = await contents(storage);
    await storage.removeDeck(streams.id, later);
    const after = await contents(storage);
    expect(await storage.undo(aMoment({ minute: 40 }))).toMatchObject({ kind: 'undone', deed: { kind: 'remove' } });
    expect(await contents(storage)).toEqual(before);
    await storage.startQuiz(aQuiz({ id: 'open', deck: 'streams' }));
    expect(await storage.redo(aMoment({ minute: 41 }))).toMatchObject({ kind: 'redone' });
    expect(await contents(storage)).toEqual(after);
    expect(await storage.db.quizzes.where('open').equals(1).count()).toBe(0);
    expect((await storage.undo(aMoment({ minute: 42 }))).kind).toBe('undone');
    expect(await contents(storage)).toEqual(before);
  });

  test('taken back by the button beside its notice, can be removed again by redo', async () => {
    const storage = await withTwo();
    await storage.removeDeck(streams.id, later);
    const after = await contents(storage);
    await storage.undoRemoval(streams.id, aMoment({ minute: 40 }));
    expect((await storage.redo(aMoment({ minute: 41 }))).kind).toBe('redone');
    expect(await contents(storage)).toEqual(after);
  });

  test('and put in again since, is not taken back: what was done before is', async () => {
    const storage = await withTwo();
    await storage.removeDeck(streams.id, later);
    await storage.installDeck(streams, '# Streams', aMoment({ minute: 40 }));
    expect((await storage.undo(aMoment({ minute: 41 }))).kind).toBe('moved');
    expect(await storage.undo(aMoment({ minute: 42 }))).toMatchObject({ kind: 'undone', deed: { kind: 'add' } });
  });

  test('ends its quiz that is going on, with the answers so far, and no other quiz', async () => {
    const storage = await withTwo();
    await storage.startQuiz(aQuiz({ id: 'open', deck: 'streams' }));
    await storage.removeDeck(music.id, later);
    expect((await storage.db.quizzes.get('open' as QuizId))?.open).toBe(1);
    await storage.removeDeck(streams.id, later);
    expect(await storage.db.quizzes.get('open' as QuizId)).toMatchObject({ finishedAt: later.instant });
    expect(await storage.db.quizzes.where('open').equals(1).count()).toBe(0);
  });

  test('was edited in between, and keeps what was learnt under the names that its cards had', async () => {
    const storage = await withTwo();
    // The same facts, their compiled ids new: what a learner's own file gives after it was reworded.
    const renamed = JSON.parse(JSON.stringify(streams).replaceAll('kafka/0', 'kafka/zero')) as typeof streams;
    await storage.removeDeck(streams.id, later);
    await storage.installDeck(renamed, '# Streams', aMoment({ minute: 40 }));
    expect(await scheduleOf(storage, kafka)).toMatchObject({ state: { kind: 'review' } });
    expect(await storage.db.schedules.where('deck').equals('streams').count()).toBe(cardsOf(streams).length + 1);
  });
});

describe('nothing is done', () => {
  test('where there is no such deck, or no longer', async () => {
    const storage = await withTwo();
    expect(await storage.removeDeck('none' as DeckId, later)).toEqual({ kind: 'nothing' });
    await storage.removeDeck(streams.id, later);
    expect(await storage.removeDeck(streams.id, later)).toEqual({ kind: 'nothing' });
  });

  test('to a deck that was put in again since it was removed', async () => {
    const storage = await withTwo();
    await storage.removeDeck(streams.id, later);
    await storage.installDeck(streams, '# Streams', later);
    await storage.installDeck(streams, '# Anew', later);
    expect(await storage.undoRemoval(streams.id, later)).toEqual({ kind: 'nothing' });
    expect(await storage.db.notebooks.get(streams.id)).toMatchObject({ text: '# Anew' });
  });

  test('to a removal by undoing the import before it', async () => {
    const storage = await withTwo();
    await storage.removeDeck(streams.id, later);
    expect(await storage.undoImport(streams.id, later)).toEqual({ kind: 'nothing' });
    expect(await storage.db.notebooks.get(streams.id)).toBeUndefined();
  });

  test('by a plan that was made before the deck was removed and put in again', async () => {
    const storage = await withTwo();
    const known = await storage.knownNotebook(streams.id);
    await storage.removeDeck(streams.id, later);
    await storage.installDeck(streams, '# Streams', later);
    expect((await storage.knownNotebook(streams.id))?.revision).toBeGreaterThan(known?.revision ?? 0);
  });
});
