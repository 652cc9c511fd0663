import { expect, test } from 'vitest';
import { faultsOf, notebookOf } from '#tests/fuzz/notebooks.ts';

test('a thousand random and damaged notebooks compile without a fault, each the same twice', { timeout: 120_000 }, () => {
  const faulty = Array.from({ length: 1000 }, (_, seed) => seed).flatMap((seed) =>
    faultsOf(notebookOf(seed)).map((fault) => `seed ${seed}: ${fault}`),
  );
  expect(faulty).toEqual([]);
});
