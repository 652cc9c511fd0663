import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { anInterleaving, interleave } from './two-tabs.ts';

// `npm run test:tabs` does ten thousand.
test('two tabs at once, whatever they do and in whatever order: one truth', async () => {
  const sum = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(anInterleaving, async (steps) => {
      const { accepted, refused } = await interleave(steps);
      sum.accepted += accepted;
      sum.refused += refused;
    }),
    { numRuns: 100, seed: 1 },
  );
  // Both are tried, or this would tell nothing.
  expect(sum.accepted).toBeGreaterThan(100);
  expect(sum.refused).toBeGreaterThan(10);
}, 240_000);
