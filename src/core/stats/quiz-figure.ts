import { answered, answerSort, passed } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import { shareOf } from './interval.ts';
import type { Share } from './interval.ts';
import type { Spans } from './spans.ts';

/** Of a question: one key and three distractors. */
const optionsEach = 4;

/** Recognition beside recall: quiz answers are kept apart, for a right one may be a guess. */
export interface QuizFigure {
  readonly right: Share;
  /** Of answers on cards that were due, over the same days. */
  readonly recalled: Share;
  readonly parts: readonly { readonly right: Share; readonly recalled: Share }[];
}

export function quizFigure(sums: DaySums, { from, to, partOf, starts }: Spans): QuizFigure {
  const parts = new Float64Array(starts.length * 4);
  for (let day = from; day <= to; day = (day + 1) as typeof from) {
    const place = partOf[day - from]! * 4;
    parts[place]! += answered(sums, day, answerSort.quiz);
    parts[place + 1]! += passed(sums, day, answerSort.quiz);
    for (const sort of [answerSort.young, answerSort.mature]) {
      parts[place + 2]! += answered(sums, day, sort);
      parts[place + 3]! += passed(sums, day, sort);
    }
  }
  const sum = (offset: number) => starts.reduce((total, _, index) => total + parts[index * 4 + offset]!, 0);
  const sharesAt = (at: number) => ({
    right: shareOf(parts[at + 1]!, parts[at]!),
    recalled: shareOf(parts[at + 3]!, parts[at + 2]!),
  });
  return {
    right: shareOf(sum(1), sum(0)),
    recalled: shareOf(sum(3), sum(2)),
    parts: starts.map((_, index) => sharesAt(index * 4)),
  };
}

/** What part was known, where every fourth of the others is guessed right. */
export function withoutGuesses(right: number, options = optionsEach): number {
  return Math.max(0, (right - 1 / options) / (1 - 1 / options));
}
