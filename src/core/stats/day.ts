import type { StudyDay } from '../time.ts';

/** Figures of one study day and deck. */
export interface DayFigures {
  readonly day: StudyDay;
  /** Answers given, learning steps included. */
  readonly answers: number;
  /** Of them, not Again. */
  readonly passed: number;
  readonly takenMs: number;
  /** Cards answered for the first time. */
  readonly newCards: number;
  /** Answers to review cards: what the daily limit of reviews counts. */
  readonly reviews: number;
  readonly quizAnswers: number;
  readonly quizRight: number;
  /** Cards that fall due on this day. */
  readonly due: number;
}

/** What was done on one day, all decks together. */
export function sumOfDay(days: readonly DayFigures[], day: StudyDay): DayFigures {
  const none = { day, answers: 0, passed: 0, takenMs: 0, newCards: 0, reviews: 0, quizAnswers: 0, quizRight: 0, due: 0 };
  return days
    .filter((row) => row.day === day)
    .reduce<DayFigures>(
      (sum, row) => ({
        day,
        answers: sum.answers + row.answers,
        passed: sum.passed + row.passed,
        takenMs: sum.takenMs + row.takenMs,
        newCards: sum.newCards + row.newCards,
        reviews: sum.reviews + row.reviews,
        quizAnswers: sum.quizAnswers + row.quizAnswers,
        quizRight: sum.quizRight + row.quizRight,
        due: sum.due + row.due,
      }),
      none,
    );
}

/** Something was answered on the day, in a review or a quiz. */
export function wasStudied({ answers, quizAnswers }: DayFigures): boolean {
  return answers > 0 || quizAnswers > 0;
}
