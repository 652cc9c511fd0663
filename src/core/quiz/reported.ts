import { reportId } from '../decks/report.ts';
import type { CardOverlay } from '../decks/plan.ts';
import type { Quiz } from './question.ts';

/** The answers of a quiz from which something may be concluded: what was reported says nothing of the learner. */
export function withoutReported(quiz: Quiz, overlays: readonly CardOverlay[]): Quiz {
  const reported = new Set(overlays.flatMap(({ id, reported: report }) => (report === undefined ? [] : [id])));
  if (!quiz.questions.some((question) => reported.has(reportId(question)))) return quiz;
  const isKept = (index: number): boolean => {
    const question = quiz.questions[index];
    return question !== undefined && !reported.has(reportId(question));
  };
  const { exam: _exam, ...rest } = quiz;
  return {
    ...rest,
    questions: quiz.questions.filter((_, index) => isKept(index)),
    answers: quiz.answers.filter((_, index) => isKept(index)),
  };
}
