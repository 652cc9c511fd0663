import type { QuizId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { Moment } from '#core/time.ts';
import { quizOf, quizRow } from '../rows.ts';
import { missCards, missTables } from './miss-cards.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Hands a quiz in, answered to its end or not; what was missed in it comes again tomorrow. */
export function endQuiz(writing: Writing, id: QuizId, moment: Moment): Promise<Quiz> {
  const { db } = writing;
  return inTransaction(writing, [db.quizzes, ...missTables(db)], async () => {
    const row = await db.quizzes.get(id);
    if (row === undefined) throw new Error(`no quiz ${id}`);
    const quiz = quizOf(row);
    if (quiz.finishedAt !== undefined) return quiz;
    const ended: Quiz = { ...quiz, finishedAt: moment.instant };
    await db.quizzes.put(quizRow(ended));
    await missCards(writing, ended, moment);
    return ended;
  });
}
