import type { CardId } from '../ids.ts';
import type { Question, QuestionOption, Quiz, QuizAnswer } from './question.ts';

/** What came of a quiz. One that was ended early is marked on what was answered. */
export interface MarkedQuiz {
  readonly answered: number;
  readonly right: number;
  /** Right minus what guessing alone would bring: 0 to `right`, not whole. */
  readonly known: number;
  readonly results: readonly QuestionResult[];
  readonly missed: readonly QuestionResult[];
  /** Cards of the missed questions, each once, in the order asked. */
  readonly toStudy: readonly CardId[];
}

export interface QuestionResult {
  readonly index: number;
  readonly question: Question;
  readonly answer: QuizAnswer;
  readonly right: boolean;
  readonly chosen: QuestionOption;
  readonly key: QuestionOption;
}

export function markAnswer(question: Question, chosen: number): boolean {
  return chosen === question.key;
}

export function markQuiz(quiz: Quiz): MarkedQuiz {
  const results = quiz.answers.map((answer, index) => resultOf(getQuestion(quiz, index), answer, index));
  const missed = results.filter((result) => !result.right);
  // Who guesses among n options is wrong n - 1 times for each time right; each question has its own chance.
  const lucky = missed.reduce((sum, { question }) => sum + 1 / (question.options.length - 1), 0);
  const right = results.length - missed.length;
  const cards = missed.flatMap(({ question }) => (question.card === undefined ? [] : [question.card]));
  return {
    answered: results.length,
    right,
    known: Math.max(0, right - lucky),
    results,
    missed,
    toStudy: [...new Set(cards)],
  };
}

function resultOf(question: Question, answer: QuizAnswer, index: number): QuestionResult {
  const chosen = question.options[answer.chosen];
  const key = question.options[question.key];
  if (!chosen || !key) throw new Error(`question ${question.id} has no option ${answer.chosen}`);
  return { index, question, answer, right: markAnswer(question, answer.chosen), chosen, key };
}

export function getQuestion(quiz: Quiz, index: number): Question {
  const question = quiz.questions[index];
  if (!question) throw new Error(`quiz ${quiz.id} has no question ${index}`);
  return question;
}
