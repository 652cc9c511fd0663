import { rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';
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

export function quizFigure(log: LogColumns, { chosen }: Asked, { from, to, partOf, starts }: Spans): QuizFigure {
  const parts = new Float64Array(starts.length * 4);
  for (let at = 0; at < log.length; at += 1) {
    const day = log.day[at]!;
    const kind = log.kind[at]!;
    const isRecall = kind === rowKind.review && log.elapsed[at]! > 0;
    if ((kind !== rowKind.quiz && !isRecall) || day < from || day > to || chosen[log.card[at]!] === 0) continue;
    const place = partOf[day - from]! * 4 + (isRecall ? 2 : 0);
    parts[place]! += 1;
    if (log.rating[at]! > 1) parts[place + 1]! += 1;
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
