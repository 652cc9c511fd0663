import { expect, test } from 'vitest';
import { faultsOf, notebookOf } from '#tests/fuzz/notebooks.ts';

test('a thousand random and damaged notebooks compile without a fault, each the same twice', { timeout: 120_000 }, () => {
  const faulty = Array.from({ length: 1000 }, (_, seed) => seed).flatMap((seed) =>
    faultsOf(notebookOf(seed)).map((fault) => `seed ${seed}: ${fault}`),
  );
  expect(faulty).toEqual([]);
});

test.each([
  [
    'a hole within a formula of several lines',
    '## Area\n\n$$\nA = \\pi r^2\n> says{{c2::hole::hint}} it all.\n$$\n\n- Grows with $r^2$.',
  ],
  ['a comment that has lost its end', '- **Purpose*<!--SR:!2024-01. -01,3->*: Bakes\n- **Heat**: up to 13'],
])('%s, where a random notebook once had a fault, is compiled without one', (_, text) => {
  expect(faultsOf(text)).toEqual([]);
});
