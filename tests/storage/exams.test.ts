import { expect, test } from 'vitest';
import type { Quiz } from '#core/quiz/question.ts';
import { openExam, openQuiz, recentExams, recentQuizzes } from '#storage/queries/quizzes.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { anOrigin, aStorage } from '#tests/support/storage.ts';

const now = aMoment();

function anExam(id = 'exam'): Quiz {
  const quiz = aQuiz({ id, cards: ['deck/kafka/0.to-name', 'deck/kinesis/0.to-name', undefined] });
  const sheets = quiz.questions.map(() => ({ struck: [], spentMs: 0 }));
  const exam = { name: 'An exam', minutes: 10, domains: [] };
  return { ...quiz, exam: { exam, places: [null, null, null], sheets, pausedMs: 0 } };
}

async function learner(origin = anOrigin()): Promise<Storage> {
  const storage = await aStorage(origin);
  await storage.installDeck(aDeck(), '', now);
  return storage;
}

test('goes on where it was left after another start of the app, beside a quiz', async () => {
  const origin = anOrigin();
  const storage = await learner(origin);
  const exam = anExam();
  await storage.startQuiz(exam);
  await storage.startQuiz(aQuiz());
  await storage.changeExam(exam.id, 1, { kind: 'give', given: chose(2) }, 3_000);
  const changed = await storage.changeExam(exam.id, 0, { kind: 'mark', marked: true }, 500);
  storage.close();

  const next = await aStorage(origin);
  expect(await openExam(next.db)).toEqual(changed);
  expect((await openQuiz(next.db))?.id).toBe('quiz');
  expect(changed.exam?.sheets).toEqual([
    { marked: true, struck: [], spentMs: 500 },
    { given: chose(2), struck: [], spentMs: 3_000 },
    { struck: [], spentMs: 0 },
  ]);
});

test('a second one waits until the first is handed in', async () => {
  const storage = await learner();
  await storage.startQuiz(anExam());
  await expect(storage.startQuiz(anExam('other'))).rejects.toThrow('another mock exam goes on');
  await storage.handInExam(anExam().id, later(now, 5));
  await storage.startQuiz(anExam('other'));
  expect((await openExam(storage.db))?.id).toBe('other');
});

test('nothing is logged until it is handed in; then each answer is, once, and what was left open is not', async () => {
  const storage = await learner();
  const exam = anExam();
  await storage.startQuiz(exam);
  await storage.changeExam(exam.id, 0, { kind: 'give', given: chose(1) }, 60_000);
  await storage.changeExam(exam.id, 0, { kind: 'give', given: chose(0) }, 1_000);
  expect(await storage.db.log.count()).toBe(0);

  const ended = await storage.handInExam(exam.id, later(now, 5));
  expect(await storage.handInExam(exam.id, later(now, 9))).toEqual(ended);
  expect(await storage.changeExam(exam.id, 1, { kind: 'give', given: chose(0) }, 0)).toEqual(ended);
  expect(await storage.db.log.toArray()).toEqual([
    expect.objectContaining({ kind: 'quiz', card: 'deck/kafka/0.to-name', right: true, question: 0, takenMs: 61_000 }),
  ]);
  expect(await storage.db.days.toArray()).toMatchObject([{ quizAnswers: 1, quizRight: 1 }]);
  expect(await openExam(storage.db)).toBeUndefined();
  expect((await recentExams(storage.db, 9)).map(({ id }) => id)).toEqual(['exam']);
  expect(await recentQuizzes(storage.db)).toEqual([]);
});
