import { describe, expect, test } from 'vitest';

import { openQuiz, recentQuizzes } from '#storage/queries/quizzes.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { anOrigin, aStorage } from '#tests/support/storage.ts';

const now = aMoment();

async function aDeckInstalled(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  await storage.installDeck(aDeck(), '', now);
  return storage;
}

test('a quiz is taken up where it was left, also by another start of the app', async () => {
  const origin = anOrigin();
  const storage = await aDeckInstalled(origin);
  const quiz = aQuiz();
  await storage.startQuiz(quiz);
  const answered = await storage.answerQuestion(quiz.id, 0, chose(2), 5000, later(now, 1));
  storage.close();

  const next = await aStorage(origin);
  expect(await openQuiz(next.db)).toEqual(answered);
  expect(answered).toEqual({ ...quiz, answers: [{ given: chose(2), instant: later(now, 1).instant, takenMs: 5000 }] });
});

test('an answer is in the figures of the day, and in the log where a card asks the same; no schedule changes', async () => {
  const storage = await aDeckInstalled();
  const quiz = aQuiz({ cards: ['deck/kafka/0.to-name', undefined] });
  const before = await storage.db.schedules.toArray();
  await storage.startQuiz(quiz);
  await storage.answerQuestion(quiz.id, 0, chose(0), 5000, now);
  await storage.answerQuestion(quiz.id, 1, chose(3), 5000, later(now, 1));

  expect(await storage.db.days.toArray()).toMatchObject([{ day: monday, quizAnswers: 2, quizRight: 1, answers: 0 }]);
  expect(await storage.db.log.toArray()).toEqual([
    expect.objectContaining({
      kind: 'quiz',
      card: 'deck/kafka/0.to-name',
      right: true,
      quiz: quiz.id,
      question: 0,
      takenMs: 5000,
    }),
  ]);
  expect(await storage.db.schedules.toArray()).toEqual(before);
});

describe('a question is answered once', () => {
  test('the first answer stands', async () => {
    const storage = await aDeckInstalled();
    const quiz = aQuiz();
    await storage.startQuiz(quiz);
    const first = await storage.answerQuestion(quiz.id, 0, chose(2), 5000, now);
    expect(await storage.answerQuestion(quiz.id, 0, chose(0), 9000, later(now, 1))).toEqual(first);
    expect(await storage.db.days.toArray()).toMatchObject([{ quizAnswers: 1, quizRight: 0 }]);
    expect(await storage.db.log.count()).toBe(1);
  });

  test('in two tabs at once too', async () => {
    const origin = anOrigin();
    const tabs = [await aDeckInstalled(origin), await aStorage(origin)];
    const quiz = aQuiz();
    await tabs[0]!.startQuiz(quiz);
    const both = await Promise.all(tabs.map((tab, index) => tab.answerQuestion(quiz.id, 0, chose(index), 5000, now)));
    expect(both[0]).toEqual(both[1]);
    expect(await tabs[0]!.db.log.count()).toBe(1);
  });

  test('and in its turn', async () => {
    const storage = await aDeckInstalled();
    const quiz = aQuiz();
    await storage.startQuiz(quiz);
    await expect(storage.answerQuestion(quiz.id, 1, chose(0), 1, now)).rejects.toThrow('not the next');
  });
});

test('a quiz that has ended takes no more answers and is no longer open', async () => {
  const storage = await aDeckInstalled();
  const quiz = aQuiz();
  await storage.startQuiz(quiz);
  const ended = await storage.endQuiz(quiz.id, later(now, 2));
  expect(ended.finishedAt).toBe(later(now, 2).instant);
  expect(await storage.endQuiz(quiz.id, later(now, 9))).toEqual(ended);
  expect(await storage.answerQuestion(quiz.id, 0, chose(0), 1, later(now, 3))).toEqual(ended);
  expect(await openQuiz(storage.db)).toBeUndefined();
});

test('one quiz is open at a time: a new one ends the one that was left', async () => {
  const storage = await aDeckInstalled();
  await storage.startQuiz(aQuiz({ id: 'left' }));
  const next = aQuiz({ id: 'next', startedMinute: 5 });
  await storage.startQuiz(next);
  expect(await openQuiz(storage.db)).toEqual(next);
  expect(await recentQuizzes(storage.db)).toMatchObject([{ id: 'left', finishedAt: next.startedAt }]);
});

test('starting a quiz again changes nothing', async () => {
  const storage = await aDeckInstalled();
  const quiz = aQuiz();
  await storage.startQuiz(quiz);
  const answered = await storage.answerQuestion(quiz.id, 0, chose(0), 1, now);
  await storage.startQuiz(quiz);
  expect(await openQuiz(storage.db)).toEqual(answered);
});

test('of the ended quizzes the last ones are shown, the latest first', async () => {
  const storage = await aDeckInstalled();
  for (const minute of [3, 1, 2]) {
    const quiz = aQuiz({ id: `quiz-${minute}`, startedMinute: minute });
    await storage.startQuiz(quiz);
    await storage.endQuiz(quiz.id, aMoment({ minute: 10 }));
  }
  expect((await recentQuizzes(storage.db, 2)).map(({ id }) => id)).toEqual(['quiz-3', 'quiz-2']);
});

test('a quiz that was stored when every question was a choice opens as it was', async () => {
  const storage = await aDeckInstalled();
  const { questions, ...quiz } = aQuiz();
  const first = questions.flatMap((question) => {
    if (question.kind !== 'choice') return [];
    const { kind: _kind, direction: _direction, ...rest } = question;
    return [{ ...rest, direction: 'to-statement' as const }];
  });
  const instant = now.instant;
  await storage.db.quizzes.put({ ...quiz, questions: first, answers: [{ chosen: 3, instant, takenMs: 1 }], open: 1 });

  const found = await openQuiz(storage.db);
  expect(found?.questions).toEqual(questions.map((question) => ({ ...question, direction: 'name-to-purpose' })));
  expect(found?.answers).toEqual([{ given: chose(3), instant, takenMs: 1 }]);
  const after = await storage.answerQuestion(quiz.id, 1, chose(0), 5, later(now, 1));
  expect(after.answers).toHaveLength(2);
});
