import { expect, test } from 'vitest';

import { inTurn } from '#core/progress.ts';

test('what is done in parts is told as one, by their shares, and a part of nothing is over at once', () => {
  const told: number[] = [];
  const [reading, nothing, checking] = inTurn((done, of) => told.push(done / of), [3, 0, 1]);
  reading!(50, 100);
  reading!(120, 100);
  nothing!(0, 0);
  checking!(0, 10);
  checking!(10, 10);
  expect(told).toEqual([0.375, 0.75, 0.75, 0.75, 1]);
});
