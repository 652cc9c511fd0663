import type { Quiz } from '#core/quiz/question.ts';
import { quizOf, quizRow } from '../rows.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Stores a quiz as it will be asked. One is open at a time: another that was left open ends here, without being handed in. */
export function startQuiz(writing: Writing, quiz: Quiz): Promise<void> {
  const { db } = writing;
  return inTransaction(writing, [db.quizzes], async () => {
    if ((await db.quizzes.get(quiz.id)) !== undefined) return;
    const left = await db.quizzes.where('open').equals(1).toArray();
    const ended = left.map((row) => quizRow({ ...quizOf(row), finishedAt: quiz.startedAt }));
    await db.quizzes.bulkPut([...ended, quizRow(quiz)]);
  });
}
