import { expect, test } from 'vitest';
import { inNewOrder } from '#core/scheduling/new-order.ts';
import { NEW_ORDERS, optionsOf } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aPreset, aSchedule } from '#tests/support/schedules.ts';

const now = aMoment();
const cards = ['b1', 'a1', 'b2', 'a2', 'a3'].map((card, position) => aSchedule({ card, deck: card[0]!, position }));
const told = (newOrder: (typeof NEW_ORDERS)[number], moment: Moment = now) =>
  inNewOrder(cards, moment, { ...optionsOf(aPreset()), newOrder })
    .map(({ card }) => card)
    .join(' ');

test.each([
  ['as the index gives them, by priority over all decks', 'priority', 'b1 a1 b2 a2 a3'],
  ['one deck after the other, each by priority', 'decks', 'a1 a2 a3 b1 b2'],
  ['what a deck puts last comes first', 'last', 'a3 a2 b2 a1 b1'],
] as const)('%s', (_why, newOrder, expected) => {
  expect(told(newOrder)).toBe(expected);
});

test('by chance: the same all day, whatever was answered meanwhile, and another on the next', () => {
  const later = { ...now, instant: (now.instant + 3_600_000) as Moment['instant'] };
  const days = Array.from({ length: 5 }, (_, days) => told('chance', { ...now, day: (now.day + days) as Moment['day'] }));
  expect(told('chance', later)).toBe(days[0]);
  expect(new Set(days).size).toBeGreaterThan(1);
  expect(days.map((order) => order.split(' ').toSorted().join(' '))).toEqual(days.map(() => 'a1 a2 a3 b1 b2'));
  const rest = inNewOrder(cards.slice(1), now, { ...optionsOf(aPreset()), newOrder: 'chance' });
  expect(rest.map(({ card }) => card)).toEqual(days[0]!.split(' ').filter((card) => card !== 'b1'));
});

test.each(NEW_ORDERS)('what was brought forward comes first, in whatever order: %s', (newOrder) => {
  const rows = cards.map((row) => (row.card === 'b2' ? { ...row, forward: true as const } : row));
  const options = { ...optionsOf(aPreset()), newOrder };
  expect(inNewOrder(rows, now, options).map(({ card }) => card)[0]).toBe('b2');
});

test.each(NEW_ORDERS)('%s loses no card and makes none', (newOrder) => {
  expect(told(newOrder).split(' ').toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
});
