import { answered, answerSort, inCourse, passed, taken } from './day-sums.ts';
import type { AnswerSort, DaySums } from './day-sums.ts';

/** What was done today. */
export interface TodayFigure {
  readonly answers: number;
  readonly passed: number;
  readonly takenMs: number;
  /** Answers by what the card was before. */
  readonly first: number;
  readonly learning: number;
  readonly review: number;
  readonly relearning: number;
  readonly mature: number;
  readonly maturePassed: number;
  readonly crammed: number;
  readonly quizAnswers: number;
  readonly quizRight: number;
}

const { first, learning, relearning, young, mature, youngAgain, matureAgain, cram, quiz } = answerSort;

export function todayFigure(sums: DaySums): TodayFigure {
  const total = (sorts: readonly AnswerSort[], each: typeof answered) =>
    sorts.reduce<number>((sum, sort) => sum + each(sums, sums.today, sort), 0);
  return {
    answers: total(inCourse, answered),
    passed: total(inCourse, passed),
    takenMs: total(inCourse, taken),
    first: total([first], answered),
    learning: total([learning], answered),
    review: total([young, mature, youngAgain, matureAgain], answered),
    relearning: total([relearning], answered),
    mature: total([mature, matureAgain], answered),
    maturePassed: total([mature, matureAgain], passed),
    crammed: total([cram], answered),
    quizAnswers: total([quiz], answered),
    quizRight: total([quiz], passed),
  };
}
