import { useLiveQuery } from 'dexie-react-hooks';
import { calibrate, type Calibration } from '#core/quiz/calibration.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { quizEffect, type QuizEffect } from '#storage/queries/quiz-effect.ts';
import { recentQuizzes } from '#storage/queries/quizzes.ts';
import { useStorage } from '../services-context.ts';

/** What a quiz did to the schedule, and how sure the learner was in it and in those before. */
export interface QuizAftermath {
  readonly effect: QuizEffect;
  readonly own: Calibration;
  readonly all: Calibration;
  readonly quizzes: number;
}

const quizzesBack = 12;

export function useQuizAftermath(quiz: Quiz): QuizAftermath | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [effect, recent] = await Promise.all([quizEffect(db, quiz), recentQuizzes(db, quizzesBack)]);
    const oldestFirst = recent.toReversed();
    return { effect, own: calibrate([quiz]), all: calibrate(oldestFirst), quizzes: recent.length };
  }, [db, quiz]);
}
