import type { DeckId, QuizId } from '#core/ids.ts';
import { readCode, type Retaken, type SharedQuiz } from '#core/quiz/share.ts';
import type { Paper, Quiz } from '#core/quiz/question.ts';
import { openExam } from '#storage/queries/quizzes.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** What a link to a quiz leads to here. */
export type OpenedCode =
  | { readonly kind: 'unreadable'; readonly why: 'too-long' | 'damaged' | 'newer' }
  /** Its deck is not among the learner's. */
  | { readonly kind: 'no-deck'; readonly deck: DeckId }
  | { readonly kind: 'opened'; readonly shared: SharedQuiz; readonly retaken: Retaken };

export async function openCode(services: Services, code: string): Promise<OpenedCode> {
  const read = readCode(code);
  if (read.kind === 'unreadable') return read;
  const { shared } = read;
  // Whatever is wrong with the database is told from here.
  await services.storage();
  const retaken = await (await services.questions()).retake(shared);
  if (retaken === undefined) return { kind: 'no-deck', deck: shared.deck };
  return { kind: 'opened', shared, retaken };
}

/** The very same questions, as a quiz of this learner's own. */
export async function takeShared(
  { clock, seed, storage }: Services,
  deck: DeckId,
  { questions }: Retaken,
  exam?: Paper,
): Promise<
  | { readonly kind: 'begun'; readonly quiz: QuizId }
  | { readonly kind: 'exam-open' }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode }
> {
  const { instant, day } = clock.now();
  const chance = seed();
  const quiz: Quiz = {
    id: `${instant.toString(36)}-${chance.toString(36)}` as QuizId,
    deck,
    seed: chance,
    startedAt: instant,
    day,
    categories: [],
    questions,
    answers: [],
    ...(exam && { exam }),
  };
  try {
    const opened = await storage();
    if (exam && (await openExam(opened.db)) !== undefined) return { kind: 'exam-open' };
    await opened.startQuiz(quiz);
    return { kind: 'begun', quiz: quiz.id };
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}
