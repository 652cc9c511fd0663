import { reportId } from '../decks/report.ts';
import type { CardOverlay } from '../decks/plan.ts';
import type { CardId } from '../ids.ts';
import type { Quiz } from './question.ts';

/** The answers of a quiz from which something may be concluded: what was reported says nothing of the learner. */
export function withoutReported(quiz: Quiz, overlays: readonly CardOverlay[]): Quiz {
  return withoutQuestions(quiz, new Set(overlays.flatMap(({ id, reported }) => (reported === undefined ? [] : [id]))));
}

/** A quiz or exam as if it had not asked what these reports are about. */
export function withoutQuestions(quiz: Quiz, reported: ReadonlySet<CardId>): Quiz {
  if (!quiz.questions.some((question) => reported.has(reportId(question)))) return quiz;
  const isKept = (_: unknown, index: number): boolean => {
    const question = quiz.questions[index];
    return question !== undefined && !reported.has(reportId(question));
  };
  const { exam } = quiz;
  return {
    ...quiz,
    questions: quiz.questions.filter(isKept),
    answers: quiz.answers.filter(isKept),
    ...(exam && { exam: { ...exam, places: exam.places.filter(isKept), sheets: exam.sheets.filter(isKept) } }),
  };
}
