import type { Quiz } from '#core/quiz/question.ts';
import type { CardwrightDatabase } from '../database.ts';
import { quizOf } from '../rows.ts';

/** The quiz that is going on, to be taken up where it was left. */
export async function openQuiz(db: CardwrightDatabase): Promise<Quiz | undefined> {
  const row = await db.quizzes.where('open').equals(1).first();
  return row && quizOf(row);
}

/** Quizzes that have ended, the last one first. */
export async function recentQuizzes(db: CardwrightDatabase, count = 10): Promise<readonly Quiz[]> {
  const rows = await db.quizzes
    .orderBy('startedAt')
    .reverse()
    .filter(({ finishedAt }) => finishedAt !== undefined)
    .limit(count)
    .toArray();
  return rows.map(quizOf);
}
