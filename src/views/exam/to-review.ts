import type { QuestionResult } from '#core/quiz/mark.ts';
import type { Paper } from '#core/quiz/question.ts';

/** What was wrong or marked, in the order asked. */
export function toReview(results: readonly QuestionResult[], { sheets }: Paper): readonly QuestionResult[] {
  return results.filter(({ index, outcome }) => outcome !== 'right' || sheets[index]?.marked === true);
}
