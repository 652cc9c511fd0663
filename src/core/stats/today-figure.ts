import { matureDays, rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';

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

export function todayFigure(log: LogColumns, { today, chosen }: Asked): TodayFigure {
  const by = [0, 0, 0, 0, 0, 0, 0];
  let [passed, takenMs, mature, maturePassed, quizRight] = [0, 0, 0, 0, 0];
  for (let at = 0; at < log.length; at += 1) {
    if (log.day[at] !== today || chosen[log.card[at]!] === 0) continue;
    const kind = log.kind[at]!;
    const knew = log.rating[at]! > 1 ? 1 : 0;
    by[kind]! += 1;
    if (kind === rowKind.quiz) quizRight += knew;
    if (kind < rowKind.first || kind > rowKind.relearning) continue;
    passed += knew;
    takenMs += log.takenMs[at]!;
    if (kind !== rowKind.review || log.interval[at]! < matureDays) continue;
    mature += 1;
    maturePassed += knew;
  }
  const [, first = 0, learning = 0, review = 0, relearning = 0, crammed = 0, quizAnswers = 0] = by;
  const answers = first + learning + review + relearning;
  return { answers, passed, takenMs, first, learning, review, relearning, mature, maturePassed, crammed, quizAnswers, quizRight };
}
