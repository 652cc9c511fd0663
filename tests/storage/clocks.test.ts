import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { aJourney, travel } from './clocks.ts';

// `npm run test:clocks` does ten thousand.
test('a clock set back or forward, flights over the date line, nights when clocks change, another rollover: nothing is lost', async () => {
  const sum = { answers: 0, leaps: 0 };
  await fc.assert(
    fc.asyncProperty(aJourney, async (steps) => {
      const { answers, leaps } = await travel(steps);
      sum.answers += answers;
      sum.leaps += leaps;
    }),
    { numRuns: 100, seed: 1 },
  );
  // Both are tried, or this would tell nothing.
  expect(sum.answers).toBeGreaterThan(200);
  expect(sum.leaps).toBeGreaterThan(50);
}, 240_000);
