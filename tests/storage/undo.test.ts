import { describe, expect, test } from 'vitest';

import type { CardId, EntityId } from '#core/ids.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import type { Question } from '#core/quiz/question.ts';
import type { StudyDay } from '#core/time.ts';
import type { Decision, Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aQuiz } from '#tests/support/quizzes.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { inReview } from '#tests/support/schedules.ts';
import { anOrigin, answer, aStorage, aStorageWith, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const kafka = 'deck/kafka/0.to-name' as CardId;
const kafkaBack = 'deck/kafka/0.to-answer' as CardId;
const kinesis = 'deck/kinesis/0.to-name' as CardId;

async function aDeckInstalled(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  await storage.installDeck(aDeck(), '# Notes', now);
  return storage;
}

/** All that the learner did, without what it takes to undo it; revisions only ever go up. */
async function tables({ db }: Storage) {
  const schedules = (await db.schedules.toArray()).map(({ revision: _revision, ...row }) => row);
  const days = (await db.days.toArray()).filter(({ answers, due }) => answers + due > 0);
  return { overlays: await db.overlays.toArray(), schedules, days };
}

describe('an answer taken back', () => {
  test('leaves a new card, untouched figures and both entries in the log', async () => {
    const storage = await aDeckInstalled();
    const entry = await answer(storage, kafka, 4);

    const undone = await storage.undo(later(now, 1));

    expect(undone).toEqual({
      kind: 'undone',
      deed: { kind: 'answer', card: kafka, rating: 4 },
      name: 'Kafka',
      cards: [kafka, kafkaBack],
      entry: entry.id,
    });
    expect(await scheduleOf(storage, kafka)).toMatchObject({ state: { kind: 'new' }, reps: 0, lapses: 0, revision: 2 });
    expect(await storage.db.log.toArray()).toEqual([
      entry,
      expect.objectContaining({ kind: 'undo', voids: entry.id, card: kafka }),
    ]);
    for (const day of await storage.db.days.toArray()) {
      expect(day).toMatchObject({ answers: 0, passed: 0, takenMs: 0, newCards: 0, reviews: 0, due: 0 });
      expect(day.owedDay).toBeUndefined();
    }
    expect((await storage.gather(now)).fresh.map(({ card }) => card)).toContain(kafka);
  });

  test('that was a lapse is no lapse: the card is due again as it was', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafka, 4);
    const before = await scheduleOf(storage, kafka);
    const dueDay = before.state.kind === 'review' ? before.state.dueDay : monday;
    await answer(storage, kafka, 1, { moment: aMoment({ day: dueDay }) });

    await storage.undo(aMoment({ day: dueDay, minute: 1 }));

    expect(await scheduleOf(storage, kafka)).toEqual({ ...before, revision: 3 });
    expect(await storage.db.days.get([dueDay, before.deck])).toMatchObject({ answers: 0, reviews: 0, due: 1 });
  });

  test('the next day is taken from its own day’s figures', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafka, 3);
    await storage.undo(aMoment({ day: monday + 1 }));
    expect(await storage.db.days.toArray()).toMatchObject([{ day: monday, answers: 0, newCards: 0 }]);
  });

  test('one after the other leads back to new, and then there is nothing left', async () => {
    const storage = await aDeckInstalled();
    const first = await answer(storage, kafka, 3);
    await answer(storage, kafka, 3, { moment: later(now, 10) });
    await storage.undo(later(now, 11));
    expect((await scheduleOf(storage, kafka)).state).toEqual(first.after);
    await storage.undo(later(now, 12));
    expect((await scheduleOf(storage, kafka)).state).toEqual({ kind: 'new' });
    expect(await storage.undo(now)).toEqual({ kind: 'nothing' });
  });

  test('brings back the siblings that it buried, but not while an earlier answer of the day stands', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafka, 3);
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBe(monday);
    await answer(storage, kafka, 3, { moment: later(now, 10) });
    await storage.undo(later(now, 11));
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBe(monday);
    await storage.undo(later(now, 12));
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBeUndefined();
  });

  test('leaves a sibling buried that the learner had buried by hand before', async () => {
    const storage = await aDeckInstalled();
    await storage.buryCard(kafkaBack, now);
    await answer(storage, kafka, 3);
    await storage.undo(now);
    expect((await scheduleOf(storage, kafkaBack)).buriedOn).toBe(monday);
  });

  test('and given again is the same answer: memory, day, figures and buried siblings', async () => {
    const storage = await aDeckInstalled();
    const entry = await answer(storage, kafka, 4);
    const before = await tables(storage);
    await storage.undo(later(now, 1));
    expect(await storage.redo(later(now, 2))).toMatchObject({ kind: 'redone', entry: entry.id, name: 'Kafka' });
    expect(await tables(storage)).toEqual(before);
    const [, undo, again] = await storage.db.log.toArray();
    expect(again).toMatchObject({ kind: 'undo', voids: undo?.id });
    expect(await scheduleOf(storage, kafka)).toMatchObject({ revision: 3 });
  });
});

const [question] = aQuiz().questions as [Question];

const deeds: readonly (readonly [what: string, act: (storage: Storage) => Promise<unknown>])[] = [
  ['an answer', (storage) => answer(storage, kinesis, 3)],
  ['a buried card', (storage) => storage.buryCard(kafka, now)],
  ['a buried note', (storage) => storage.buryNote(kafka, now)],
  ['a suspended card', (storage) => storage.suspendCard(kafka)],
  ['a suspended note', (storage) => storage.suspendNote(kafka)],
  ['a flag', (storage) => storage.flagCard(kafka, 2)],
  ['a mark', (storage) => storage.markCard(kafka, true)],
  ['a reset', (storage) => storage.resetCard(kafka, now)],
  ['a due date', (storage) => storage.setDueDay(kafka, (monday + 20) as StudyDay, now)],
  ['a wording', (storage) => storage.editCard(kafka, { front: 'What is it?' })],
  [
    'a card of one’s own',
    (storage) => storage.addCard({ entity: 'deck/kafka' as EntityId, front: 'Who?', back: 'Me', lines: [] }, now),
  ],
  ['a dropped card', (storage) => storage.dropCard(kafka)],
  ['what was said of a card', (storage) => storage.reportCard(kafka, { fault: 'wrong', words: 'Not so.' }, now)],
  ['what was said of a question', (storage) => storage.reportQuestion(aQuiz().deck, { question }, { fault: 'unclear' }, now)],
  ['a veto', (storage) => storage.vetoDistractor('deck/kafka' as EntityId, 'deck/kinesis' as EntityId)],
];

describe.each(deeds)('%s', (_what, act) => {
  test('is taken back as if it had not been, and done again as if it had, also after a reload', async () => {
    const origin = anOrigin();
    const first = await aDeckInstalled(origin);
    await answer(first, kafka, 4);
    const before = await tables(first);
    await act(first);
    const after = await tables(first);
    expect(after).not.toEqual(before);
    first.close();

    const second = await aStorage(origin);
    expect(await second.undo(now)).toMatchObject({ kind: 'undone' });
    expect(await tables(second)).toEqual(before);
    second.close();

    const third = await aStorage(origin);
    expect(await third.redo(now)).toMatchObject({ kind: 'redone' });
    expect(await tables(third)).toEqual(after);
    expect(await third.undo(now)).toMatchObject({ kind: 'undone' });
    expect(await tables(third)).toEqual(before);
  });
});

describe('the stack of what can be taken back', () => {
  test('holds all kinds in the order in which they were done: all back, all again', async () => {
    const storage = await aDeckInstalled();
    const states = [await tables(storage)];
    for (const [, act] of deeds) {
      // A card put aside is not moved: each deed begins where the one before was possible.
      await act(storage);
      states.push(await tables(storage));
    }
    for (const state of states.slice(0, -1).toReversed()) {
      expect((await storage.undo(now)).kind).toBe('undone');
      expect(await tables(storage)).toEqual(state);
    }
    expect((await storage.undo(now)).kind).toBe('nothing');
    for (const state of states.slice(1)) {
      expect((await storage.redo(now)).kind).toBe('redone');
      expect(await tables(storage)).toEqual(state);
    }
    expect((await storage.redo(now)).kind).toBe('nothing');
  });

  test('goes back forty answers after a reload, and is no longer than fifty', async () => {
    const origin = anOrigin();
    const first = await aDeckInstalled(origin);
    for (let nth = 0; nth < 60; nth += 1) await answer(first, kafka, 3, { moment: aMoment({ day: monday + 30 * nth }) });
    expect(await first.db.undo.count()).toBe(50);
    first.close();
    const second = await aStorage(origin);
    const late = aMoment({ day: monday + 3000 });
    for (let nth = 0; nth < 40; nth += 1) expect((await second.undo(late)).kind).toBe('undone');
    expect(await scheduleOf(second, kafka)).toMatchObject({ reps: 20 });
  }, 20_000);

  test('forgets what was taken back when something new is done', async () => {
    const storage = await aDeckInstalled();
    await storage.flagCard(kafka, 1);
    await storage.undo(now);
    await storage.markCard(kafka, true);
    expect(await storage.redo(now)).toEqual({ kind: 'nothing' });
    expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'mark' } });
    expect(await storage.undo(now)).toEqual({ kind: 'nothing' });
  });

  test('has nothing of what was so already', async () => {
    const storage = await aDeckInstalled();
    expect(await storage.flagCard(kafka, 0)).toEqual({ card: kafka, cards: [] });
    expect(await storage.unburyCard(kafka)).toEqual({ card: kafka, cards: [] });
    expect(await storage.undo(now)).toEqual({ kind: 'nothing' });
  });

  test('is that of a page: another tab’s answer is not taken back from here', async () => {
    const origin = anOrigin();
    const here = await aDeckInstalled(origin);
    const there = await aStorage(origin);
    await answer(here, kinesis, 3);
    await answer(there, kafka, 4);
    expect(await here.undo(now)).toMatchObject({ kind: 'undone', deed: { card: kinesis } });
    expect(await here.undo(now)).toEqual({ kind: 'nothing' });
    expect(await scheduleOf(here, kafka)).toMatchObject({ reps: 1 });
  });

  test('refuses what another tab has changed since, writes nothing, and goes on with what was before', async () => {
    const origin = anOrigin();
    const here = await aDeckInstalled(origin);
    const there = await aStorage(origin);
    await storageFlags(here);
    await answer(here, kafka, 4);
    await answer(there, kafka, 1, { moment: later(now, 5) });
    const before = await tables(here);
    expect(await here.undo(now)).toEqual({ kind: 'moved', deed: { kind: 'answer', card: kafka, rating: 4 }, name: 'Kafka' });
    expect(await tables(here)).toEqual(before);
    expect(await here.db.log.count()).toBe(2);
    expect(await here.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'flag' } });
  });

  test('does not give an answer again when the card has been answered otherwise since', async () => {
    const origin = anOrigin();
    const here = await aDeckInstalled(origin);
    const there = await aStorage(origin);
    await answer(here, kafka, 4);
    await here.undo(now);
    await answer(there, kafka, 1);
    expect(await here.redo(now)).toMatchObject({ kind: 'moved' });
    expect(await scheduleOf(here, kafka)).toMatchObject({ reps: 1, state: { kind: 'learning' } });
  });

  test('does not give an answer again over another one than it was given over', async () => {
    const origin = anOrigin();
    const there = await aDeckInstalled(origin);
    const here = await aStorage(origin);
    await answer(there, kafka, 3);
    await answer(here, kafka, 3, { moment: later(now, 10) });
    await here.undo(later(now, 11));
    await there.undo(later(now, 12));
    expect(await here.redo(later(now, 13))).toMatchObject({ kind: 'moved' });
    expect(await scheduleOf(here, kafka)).toMatchObject({ state: { kind: 'new' } });
  });

  test('lets a chosen deed be taken back out of its turn', async () => {
    const storage = await aDeckInstalled();
    const { undo } = await storage.suspendCard(kinesis);
    await storage.flagCard(kafka, 1);
    expect(await storage.undo(now, undo)).toMatchObject({ kind: 'undone', deed: { kind: 'suspend-card' } });
    expect((await scheduleOf(storage, kinesis)).card).toBe(kinesis);
    expect(await storage.undo(now)).toMatchObject({ deed: { kind: 'flag' } });
  });

  test('says that it cannot where the deck has gone', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafka, 4);
    await storage.db.schedules.clear();
    expect(await storage.undo(now)).toMatchObject({ kind: 'moved' });
  });
});

async function storageFlags(storage: Storage): Promise<Decision> {
  return storage.flagCard(kinesis, 1);
}

describe('a buried card', () => {
  test.each(['siblings', 'none'] as const)(
    'waits until the next study day, whether siblings are kept apart or not: %s',
    async (buryKind) => {
      const storage = await aStorageWith({ buryKind });
      await storage.installDeck(aDeck(), '# Notes', now);
      await storage.buryCard(kafka, now);
      const asked = async (moment = now) =>
        buildQueue(await storage.gather(moment), moment, storage.options).main.map(({ card }) => card);
      expect(await asked()).not.toContain(kafka);
      expect(await asked(aMoment({ day: monday + 1 }))).toContain(kafka);
      await storage.unburyCard(kafka);
      expect(await asked()).toContain(kafka);
    },
  );

  test('in its steps waits as well', async () => {
    const storage = await aDeckInstalled();
    await answer(storage, kafka, 1);
    await storage.buryCard(kafka, now);
    const { learning } = buildQueue(await storage.gather(now), now, storage.options);
    expect(learning).toEqual([]);
  });

  test('that is asked for and answered all the same is buried no longer, until that is taken back', async () => {
    const storage = await aDeckInstalled();
    await storage.buryCard(kafka, now);
    await answer(storage, kafka, 1);
    expect((await scheduleOf(storage, kafka)).buriedOn).toBeUndefined();
    await storage.undo(now);
    expect((await scheduleOf(storage, kafka)).buriedOn).toBe(monday);
  });
});

test('a card made new again is at its old place among the new ones, and its answers stay in the log', async () => {
  const storage = await aDeckInstalled();
  await answer(storage, kafka, 4);
  const { undo } = await storage.resetCard(kafka, later(now, 1));
  expect(undo).toBe(2);
  expect(await scheduleOf(storage, kafka)).toMatchObject({ state: { kind: 'new' }, reps: 0, position: 0 });
  expect((await storage.db.log.toArray()).map(({ kind }) => kind)).toEqual(['learn', 'manual']);
  expect(await storage.db.days.where('owedDay').above(0).count()).toBe(0);
});

test('a card with a chosen day is due on it, and counted on it', async () => {
  const storage = await aDeckInstalled();
  const day = (monday + 9) as StudyDay;
  await storage.setDueDay(kafka, day, now);
  expect(await scheduleOf(storage, kafka)).toMatchObject({ state: { kind: 'review', dueDay: day, intervalDays: 9 } });
  expect(await storage.db.days.get([day, 'deck' as never])).toMatchObject({ due: 1 });
});

describe('a leech', () => {
  async function lapsed(lapses: number, threshold = 8) {
    const storage = await aStorageWith({ leechLapses: threshold });
    await storage.installDeck(aDeck(), '# Notes', now);
    await storage.db.schedules.update(kafka, { state: inReview(), dueDay: monday, lapses, reps: 20 });
    await storage.db.schedules
      .where('card')
      .equals(kafka)
      .modify((row) => Reflect.deleteProperty(row, 'newPosition'));
    const seen = await scheduleOf(storage, kafka);
    const given = { card: kafka, seen, seenRevision: seen.revision, takenMs: 1, moment: now } as const;
    return { storage, given };
  }

  test.each([
    [7, 8, true, 'the eighth lapse'],
    [6, 8, false, 'the seventh'],
    [8, 8, false, 'the ninth: told already'],
    [11, 8, true, 'the twelfth, half of eight later'],
    [3, 4, true, 'a threshold of four'],
    [5, 4, true, 'two later'],
    [2, 0, false, 'never, where the learner wants none'],
  ])('after %i lapses at %i: %s, %s', async (lapses, threshold, leech) => {
    const { storage, given } = await lapsed(lapses, threshold);
    const answered = await storage.answerCard({ ...given, rating: 1 });
    expect('leech' in answered).toBe(leech);
    const overlay = await storage.db.overlays.get(kafka);
    expect(overlay?.tags).toEqual(leech ? ['leech'] : undefined);
  });

  test('is none when it is known', async () => {
    const { storage, given } = await lapsed(8);
    expect('leech' in (await storage.answerCard({ ...given, rating: 3 }))).toBe(false);
  });

  test('is none again when the answer is taken back', async () => {
    const { storage, given } = await lapsed(7);
    await storage.markCard(kafka, true);
    await storage.answerCard({ ...given, rating: 1 });
    expect((await storage.db.overlays.get(kafka))?.tags).toEqual(['leech', 'marked']);
    await storage.undo(now);
    expect((await storage.db.overlays.get(kafka))?.tags).toEqual(['marked']);
  });
});

test('all that is buried comes back at once, and one undo buries it again', async () => {
  const storage = await aStorage();
  await storage.installDeck(aDeck(), '', now);
  const cards = (await storage.db.schedules.toArray()).map(({ card }) => card);
  await storage.buryNote(cards[0]!, now);
  await storage.buryCard(cards.at(-1)!, now);
  const buried = () => storage.db.schedules.where('buriedOn').equals(now.day).primaryKeys();
  const before = await buried();
  expect(before.length).toBeGreaterThan(1);
  const { cards: back } = await storage.unburyAll(now);
  expect(back).toEqual(before);
  expect(await buried()).toEqual([]);
  expect(await storage.undoable()).toEqual({ undo: true, redo: false });
  expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'unbury-all' }, cards: before });
  expect(await buried()).toEqual(before);
  expect(await storage.undoable()).toEqual({ undo: true, redo: true });
  expect(await storage.unburyAll({ ...now, day: (now.day + 1) as StudyDay })).toEqual({ cards: [] });
});
