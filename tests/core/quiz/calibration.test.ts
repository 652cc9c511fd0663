import { expect, test } from 'vitest';

import { calibrate, type Calibration } from '#core/quiz/calibration.ts';
import type { Confidence, Quiz } from '#core/quiz/question.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';

/** So many answers of a kind, so many of them right. */
function aQuizOf(...kinds: readonly [Confidence | undefined, right: number, of: number][]): Quiz {
  const answers = kinds.flatMap(([confidence, right, of]) =>
    Array.from({ length: of }, (_, at) => ({
      given: chose(at < right ? 0 : 1),
      instant: aQuiz().startedAt,
      takenMs: 1,
      ...(confidence && { confidence }),
    })),
  );
  return { ...aQuiz({ cards: answers.map(() => undefined) }), answers };
}

test('each is counted for itself; what was answered without saying how sure is not', () => {
  const { shares } = calibrate([aQuizOf(['sure', 4, 5], ['unsure', 2, 3]), aQuizOf(['sure', 1, 1], [undefined, 0, 9])]);
  expect(shares).toMatchObject({ sure: { known: 5, of: 6 }, unsure: { known: 2, of: 3 }, guess: { of: 0 } });
});

test('over time: the sure ones of each quiz that has any', () => {
  const { overTime } = calibrate([aQuizOf(['sure', 1, 4]), aQuizOf(['guess', 1, 1]), aQuizOf(['sure', 3, 3])]);
  expect(overTime.map(({ share }) => share)).toEqual([0.25, 1]);
});

test.each<[Calibration['verdict'], Quiz, why: string]>([
  ['too-few', aQuizOf(['sure', 0, 19], ['guess', 19, 19]), 'under twenty of each kind'],
  ['sure-too-often', aQuizOf(['sure', 16, 20], ['unsure', 20, 20]), 'sure and wrong comes first'],
  ['unsure-too-often', aQuizOf(['sure', 19, 20], ['unsure', 17, 20]), 'nearly always right when unsure'],
  ['guess-too-often', aQuizOf(['guess', 11, 20]), 'more is known than it seems'],
  ['fits', aQuizOf(['sure', 19, 20], ['unsure', 12, 20], ['guess', 5, 20]), 'as it should be'],
])('%s: %3$s', (verdict, quiz) => {
  expect(calibrate([quiz]).verdict).toBe(verdict);
});
