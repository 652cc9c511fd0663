import { expect, test } from 'vitest';

import { isCopyDue } from '#core/copy-due.ts';
import { dayMs } from '#core/time.ts';
import type { Instant } from '#core/time.ts';

const now = 1_800_000_000_000 as Instant;
const ago = (days: number) => (now - days * dayMs) as Instant;

test.each<[string, Omit<Parameters<typeof isCopyDue>[0], 'now'>, boolean]>([
  ['much to lose and never a copy', { persistent: false, answersSince: 50 }, true],
  ['little to lose', { persistent: false, answersSince: 49 }, false],
  ['a browser that keeps it', { persistent: true, answersSince: 5000 }, false],
  ['a browser that does not say', { answersSince: 50 }, true],
  ['a copy of last week', { exportedAt: ago(13), answersSince: 500 }, false],
  ['a copy of two weeks ago', { exportedAt: ago(14), answersSince: 500 }, true],
  ['a reminder of last week', { exportedAt: ago(40), remindedAt: ago(7), answersSince: 500 }, false],
  ['a reminder of two weeks ago', { exportedAt: ago(40), remindedAt: ago(14), answersSince: 500 }, true],
  ['a clock that was set back a year', { exportedAt: ago(-365), answersSince: 500 }, true],
])('%s', (_why, kept, due) => {
  expect(isCopyDue({ ...kept, now })).toBe(due);
});
