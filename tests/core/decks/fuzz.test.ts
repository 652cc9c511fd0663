import { expect, test } from 'vitest';
import { faultsOf, notebookOf } from '#tests/fuzz/notebooks.ts';

test('a thousand random and damaged notebooks compile without a fault, each the same twice', { timeout: 120_000 }, () => {
  const faulty = Array.from({ length: 1000 }, (_, seed) => seed).flatMap((seed) =>
    faultsOf(notebookOf(seed)).map((fault) => `seed ${seed}: ${fault}`),
  );
  expect(faulty).toEqual([]);
});

test('a hole within a formula of several lines, which was once shown with its braces, is a hole', () => {
  expect(faultsOf(notebookOf(1_002_852))).toEqual([]);
});
