import type { QuizId } from '#core/ids.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { Services } from './services.ts';

/** An exam whose first question is on screen while it is being written. */
export interface BegunExam {
  readonly quiz: Quiz;
  /** Written, now or by trying once more; whatever else is written of it comes after. */
  readonly keep: () => Promise<void>;
}

/** The last of each tab: a few milliseconds later its row tells the same. */
const lastBegun = new WeakMap<Services, BegunExam>();

export function beginExam(services: Services, quiz: Quiz): void {
  let writing: Promise<void> | undefined;
  async function write(): Promise<void> {
    try {
      await (await services.storage()).startQuiz(quiz);
    } catch (error) {
      writing = undefined;
      throw error;
    }
  }
  lastBegun.set(services, { quiz, keep: () => (writing ??= write()) });
}

export function findBegun(services: Services, id: QuizId): BegunExam | undefined {
  const begun = lastBegun.get(services);
  return begun?.quiz.id === id ? begun : undefined;
}
