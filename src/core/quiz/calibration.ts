import { shareOf, type Share } from '../stats/interval.ts';
import { markQuiz } from './mark.ts';
import type { Confidence, Quiz } from './question.ts';

export const CONFIDENCES = ['sure', 'unsure', 'guess'] as const satisfies readonly Confidence[];

/** Whether the learner is right about being right. */
export interface Calibration {
  /** Of all quizzes given: how often each was right, with its range. */
  readonly shares: Readonly<Record<Confidence, Share>>;
  /** How sure the learner was, quiz by quiz, the oldest first: right of the sure ones. A quiz without any is left out. */
  readonly overTime: readonly Share[];
  /** What there is to say of it. */
  readonly verdict: 'too-few' | 'sure-too-often' | 'unsure-too-often' | 'guess-too-often' | 'fits';
}

/** Below so many answers of a kind a share is chance. */
const enough = 20;
/** Who is sure is right nine times of ten; who guesses, about as often as chance would. */
const sureFrom = 0.85;
const unsureUpTo = 0.8;
const guessUpTo = 0.5;

/** `quizzes` the oldest first. */
export function calibrate(quizzes: readonly Quiz[]): Calibration {
  const told = quizzes.map(answersOf);
  const all = told.flat();
  const share = (confidence: Confidence, of: readonly Told[] = all) => {
    const own = of.filter((one) => one.confidence === confidence);
    return shareOf(own.filter(({ right }) => right).length, own.length);
  };
  const shares = { sure: share('sure'), unsure: share('unsure'), guess: share('guess') };
  const overTime = told.map((of) => share('sure', of)).filter(({ of }) => of > 0);
  return { shares, overTime, verdict: verdictOf(shares) };
}

interface Told {
  readonly confidence: Confidence;
  readonly right: boolean;
}

function answersOf(quiz: Quiz): Told[] {
  return markQuiz(quiz).results.flatMap(({ answer: { confidence }, outcome }) =>
    confidence === undefined ? [] : [{ confidence, right: outcome === 'right' }],
  );
}

/** The dearest first: being sure and wrong is not found out by oneself. */
function verdictOf({ sure, unsure, guess }: Calibration['shares']): Calibration['verdict'] {
  const told = (share: Share) => share.of >= enough;
  if (!told(sure) && !told(unsure) && !told(guess)) return 'too-few';
  if (told(sure) && sure.share < sureFrom) return 'sure-too-often';
  if (told(unsure) && unsure.share > unsureUpTo) return 'unsure-too-often';
  if (told(guess) && guess.share > guessUpTo) return 'guess-too-often';
  return 'fits';
}
