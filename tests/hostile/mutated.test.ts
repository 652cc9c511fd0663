import { expect, test } from 'vitest';
import { faultOf } from './mutate.ts';

test('a hundred damaged notes and deck.yaml are either read or refused with a reason; none throws', { timeout: 60_000 }, () => {
  const found = Array.from({ length: 100 }, (_, seed) => ({ seed, ...faultOf(seed) }));
  expect(found.filter(({ fault }) => fault !== undefined)).toEqual([]);
  // Damage that is never seen, or always fatal, would try little.
  expect(found.filter(({ kind }) => kind === 'refused').length).toBeGreaterThan(10);
  expect(found.filter(({ kind }) => kind === 'planned').length).toBeGreaterThan(5);
});
