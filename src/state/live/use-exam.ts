import { useLiveQuery } from 'dexie-react-hooks';
import type { Quiz } from '#core/quiz/question.ts';
import { openExam, recentExams } from '#storage/queries/quizzes.ts';
import { useStorage } from '../services-context.ts';

export interface ExamHistory {
  /** The one that was left. */
  readonly open: Quiz | undefined;
  /** Those that were handed in, the last one first. */
  readonly ended: readonly Quiz[];
}

const attemptsShown = 50;

export function useExamHistory(): ExamHistory | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [open, ended] = await Promise.all([openExam(db), recentExams(db, attemptsShown)]);
    return { open, ended };
  }, [db]);
}
