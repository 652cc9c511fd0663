import type { Quiz } from '#core/quiz/question.ts';
import type { Retaken, SharedQuiz } from '#core/quiz/share.ts';
import type { DeckOffer, ExamAsked, OfferAsked, QuestionsReply, QuestionsRequest, QuizAsked } from './deck-questions.ts';

/** What a deck can be asked, and questions of it; undefined where there is no such deck. */
export interface Questions {
  offer(asked: OfferAsked): Promise<DeckOffer | undefined>;
  drawQuiz(asked: QuizAsked): Promise<Quiz | undefined>;
  drawExam(asked: ExamAsked): Promise<Quiz | undefined>;
  /** A shared quiz, made again. */
  retake(shared: SharedQuiz): Promise<Retaken | undefined>;
}

/** To each request its reply; who serves them is another thread, or this one. */
export function questionsBy(ask: (request: QuestionsRequest) => Promise<QuestionsReply>): Questions {
  return {
    offer: async (asked) => (await ask({ kind: 'offer', ...asked })) as DeckOffer | undefined,
    drawQuiz: async (asked) => (await ask({ kind: 'quiz', ...asked })) as Quiz | undefined,
    drawExam: async (asked) => (await ask({ kind: 'exam', ...asked })) as Quiz | undefined,
    retake: async (shared) => (await ask({ kind: 'retake', shared })) as Retaken | undefined,
  };
}
