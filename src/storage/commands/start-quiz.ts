import type { Quiz } from '#core/quiz/question.ts';
import { quizOf, quizRow } from '../rows.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/**
 * Stores a quiz or mock exam as it will be asked. One of each is open at a time: another quiz that was left open ends here,
 * without being handed in; another exam has to be handed in first.
 */
export function startQuiz(writing: Writing, quiz: Quiz): Promise<void> {
  const { db } = writing;
  return inTransaction(writing, [db.quizzes], async () => {
    if ((await db.quizzes.get(quiz.id)) !== undefined) return;
    if (quiz.exam !== undefined) {
      if ((await db.quizzes.where('open').equals(2).count()) > 0) throw new Error('another mock exam goes on');
      await db.quizzes.put(quizRow(quiz));
      return;
    }
    const left = await db.quizzes.where('open').equals(1).toArray();
    const ended = left.map((row) => quizRow({ ...quizOf(row), finishedAt: quiz.startedAt }));
    await db.quizzes.bulkPut([...ended, quizRow(quiz)]);
  });
}
