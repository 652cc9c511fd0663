import { expect, test } from 'vitest';

import type { CardId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import type { Moment } from '#core/time.ts';
import { checkRecord } from '#storage/backup/check.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { chose, quizOn } from '#tests/support/quizzes.ts';
import { answer, aStorage } from '#tests/support/storage.ts';

// A deck of Kafka (line 10) and Kinesis (line 20), each with a card that asks for the name and one that gives it.

const deck = aDeck();
const kafka = 'deck/kafka/0.to-name' as CardId;
const kinesis = 'deck/kinesis/0.to-name' as CardId;
const kinesisAnswer = 'deck/kinesis/0.to-answer' as CardId;
const noon = aMoment({ hour: 12 });

/** Asks all of a quiz and hands it in; option 0 is right. */
async function take(storage: Storage, quiz: Quiz, chosen: readonly number[], moment: Moment): Promise<void> {
  await storage.startQuiz(quiz);
  for (const [index, each] of chosen.entries()) await storage.answerQuestion(quiz.id, index, chose(each), 1000, moment);
  await storage.endQuiz(quiz.id, moment);
}

/** All cards in review, two of them answered Easy a week ago; now is Monday noon. */
async function aLearnt(cards: readonly CardId[] = [kafka, kinesis]): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(deck, '', aMoment({ day: monday - 7 }));
  for (const card of cards) await answer(storage, card, 4, { moment: aMoment({ day: monday - 7 }) });
  return storage;
}

const tomorrow = aMoment({ day: monday + 1 });
const due = async (storage: Storage, moment: Moment) =>
  buildQueue(await storage.gather(moment), moment, storage.options)
    .main.filter(({ state }) => state.kind === 'review')
    .map(({ card }) => card);
const stateOf = async (storage: Storage, card: CardId) => (await storage.db.schedules.get(card))!;

test('handed in, a quiz brings the review cards that it missed on the next study day; one undo takes all of it back', async () => {
  const storage = await aLearnt();
  const before = await storage.db.schedules.toArray();
  const days = await storage.db.days.toArray();
  const quiz = quizOn(deck, [kafka, kinesis]);
  await storage.startQuiz(quiz);
  await storage.answerQuestion(quiz.id, 0, chose(1), 1000, noon);
  await storage.answerQuestion(quiz.id, 1, chose(2), 1000, noon);
  expect(await storage.db.schedules.toArray()).toEqual(before);

  await storage.endQuiz(quiz.id, noon);
  const { state, lapses, reps } = await stateOf(storage, kafka);
  expect({ state, lapses, reps }).toMatchObject({ state: { kind: 'review', dueDay: monday + 1 }, lapses: 0, reps: 1 });
  expect((await due(storage, tomorrow)).toSorted()).toEqual([kafka, kinesis]);
  expect((await checkRecord(storage.db)).differing).toEqual([]);
  expect((await checkRecord(storage.db)).days).toEqual([]);

  const undone = await storage.undo(later(noon, 1));
  expect(undone).toMatchObject({ kind: 'undone', deed: { kind: 'quiz', quiz: quiz.id }, cards: [kafka, kinesis] });
  const plain = (rows: typeof before) => rows.map(({ revision: _revision, ...rest }) => rest);
  expect(plain(await storage.db.schedules.toArray())).toEqual(plain(before));
  expect((await storage.db.days.toArray()).filter((row) => row.due > 0)).toEqual(days.filter((row) => row.due > 0));
  expect(await due(storage, tomorrow)).toEqual([]);

  expect(await storage.redo(later(noon, 2))).toMatchObject({ kind: 'redone', cards: [kafka, kinesis] });
  expect(await due(storage, tomorrow)).toHaveLength(2);
  expect(await checkRecord(storage.db)).toMatchObject({ differing: [], days: [] });
});

test('a right answer is logged and moves nothing', async () => {
  const storage = await aLearnt();
  const before = await storage.db.schedules.toArray();
  await take(storage, quizOn(deck, [kafka, kinesis]), [0, 0], noon);
  expect(await storage.db.schedules.toArray()).toEqual(before);
  expect((await storage.db.log.toArray()).filter(({ kind }) => kind === 'quiz')).toMatchObject([
    { right: true },
    { right: true },
  ]);
  expect(await storage.undo(noon)).toMatchObject({ deed: { kind: 'answer' } });
});

test('at most once a day, and again the day after; what was taken back does not count', async () => {
  const storage = await aLearnt();
  await take(storage, quizOn(deck, [kafka], 'first'), [1], noon);
  const once = await stateOf(storage, kafka);
  await take(storage, quizOn(deck, [kafka], 'second'), [1], later(noon, 60));
  expect(await stateOf(storage, kafka)).toEqual(once);

  await storage.undo(later(noon, 61));
  await take(storage, quizOn(deck, [kafka], 'third'), [1], later(noon, 62));
  expect((await stateOf(storage, kafka)).state).toMatchObject({ dueDay: monday + 1 });
  await take(storage, quizOn(deck, [kafka], 'fourth'), [1], tomorrow);
  expect((await stateOf(storage, kafka)).state).toMatchObject({ dueDay: monday + 2 });
  expect((await checkRecord(storage.db)).differing).toEqual([]);
});

test.each<[why: string, prepare: (storage: Storage) => Promise<unknown>, quiz: Quiz, chosen: number]>([
  ['a new card stays new', async () => {}, quizOn(deck, [kinesisAnswer], 'q', 'name-to-purpose'), 1],
  [
    'a card in its steps is not moved',
    (storage) => answer(storage, kinesisAnswer, 3, { moment: noon }),
    quizOn(deck, [kinesisAnswer], 'q', 'name-to-purpose'),
    1,
  ],
  ['a card that asks the other way round is not moved', async () => {}, quizOn(deck, [kafka], 'q', 'name-to-purpose'), 1],
  ['a suspended card is not moved', (storage) => storage.suspendCard(kafka), quizOn(deck, [kafka]), 1],
])('%s, and the answer is only logged', async (_why, prepare, quiz, chosen) => {
  const storage = await aLearnt();
  await prepare(storage);
  const before = await storage.db.schedules.toArray();
  await take(storage, quiz, [chosen], noon);
  expect(await storage.db.schedules.toArray()).toEqual(before);
  expect((await storage.db.log.toArray()).filter(({ kind }) => kind === 'quiz' || kind === 'missed')).toHaveLength(1);
});

test('a card that is only the nearest to what was asked is not moved', async () => {
  const storage = await aLearnt();
  const before = await storage.db.schedules.toArray();
  const quiz = quizOn(deck, [kafka]);
  await take(storage, { ...quiz, questions: quiz.questions.map((one) => ({ ...one, lines: [99] })) }, [1], noon);
  expect(await storage.db.schedules.toArray()).toEqual(before);
});

test('a card that was answered since is not taken back under it', async () => {
  const storage = await aLearnt();
  await take(storage, quizOn(deck, [kafka, kinesis]), [1, 1], noon);
  const { id } = (await storage.db.undo.toArray()).at(-1)!;
  await answer(storage, kafka, 3, { moment: tomorrow });
  const before = await storage.db.schedules.toArray();
  expect(await storage.undo(later(tomorrow, 1), id)).toMatchObject({ kind: 'moved' });
  expect(await storage.db.schedules.toArray()).toEqual(before);
});

test('a quiz that another one replaced was not handed in', async () => {
  const storage = await aLearnt();
  const quiz = quizOn(deck, [kafka]);
  await storage.startQuiz(quiz);
  await storage.answerQuestion(quiz.id, 0, chose(1), 1000, noon);
  const before = await storage.db.schedules.toArray();
  await storage.startQuiz(quizOn(deck, [kinesis], 'next'));
  expect(await storage.db.schedules.toArray()).toEqual(before);
});
