import type { QuizId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { CardwrightDatabase } from '../database.ts';
import { quizOf } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** A quiz with what is needed to lead to its notes; null where there is none. */
export function findQuiz(db: CardwrightDatabase, id: QuizId): Promise<{ quiz: Quiz; notes: NotesPlace } | null> {
  return inSnapshot(db, [db.quizzes, db.notebooks], async () => {
    const row = await db.quizzes.get(id);
    if (row === undefined) return null;
    const notebook = await db.notebooks.get(row.deck);
    return { quiz: quizOf(row), notes: { path: notebook?.path ?? '', files: notebook?.files } };
  });
}

/** The quiz that is going on, to be taken up where it was left. */
export function openQuiz(db: CardwrightDatabase): Promise<Quiz | undefined> {
  return inSnapshot(db, [db.quizzes], async () => {
    const row = await db.quizzes.where('open').equals(1).first();
    return row && quizOf(row);
  });
}

/** Quizzes that have ended, the last one first. */
export function recentQuizzes(db: CardwrightDatabase, count = 10): Promise<readonly Quiz[]> {
  return inSnapshot(db, [db.quizzes], async () => {
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, not an array
    const lastFirst = db.quizzes.orderBy('startedAt').reverse();
    const ended = lastFirst.filter(({ finishedAt, exam }) => finishedAt !== undefined && exam === undefined);
    return (await ended.limit(count).toArray()).map(quizOf);
  });
}

/** The mock exam that was left, to be taken up where it was. */
export function openExam(db: CardwrightDatabase): Promise<Quiz | undefined> {
  return inSnapshot(db, [db.quizzes], async () => {
    const row = await db.quizzes.where('open').equals(2).first();
    return row && quizOf(row);
  });
}

/** Mock exams that were handed in, the last one first. */
export function recentExams(db: CardwrightDatabase, count: number): Promise<readonly Quiz[]> {
  return inSnapshot(db, [db.quizzes], async () => {
    // oxlint-disable-next-line unicorn/no-array-reverse -- a Dexie collection, not an array
    const lastFirst = db.quizzes.orderBy('startedAt').reverse();
    const ended = lastFirst.filter(({ finishedAt, exam }) => finishedAt !== undefined && exam !== undefined);
    return (await ended.limit(count).toArray()).map(quizOf);
  });
}
