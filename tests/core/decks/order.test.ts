import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderCards } from '#core/decks/order.ts';
import type { Orderable } from '#core/decks/order.ts';

const order = (...cards: [string, number][]) => {
  const positions = orderCards(cards.map(([note, priority]) => ({ note, priority })));
  return positions.map((_, place) => cards[positions.indexOf(place)]?.join('')).join(' ');
};

test('what matters more comes first, then what the notes say first', () => {
  expect(order(['a', 3], ['b', 1], ['c', 2], ['d', 1])).toBe('b1 d1 c2 a3');
});

test('a sibling waits until six other cards have been met', () => {
  expect(order(['a', 1], ['a', 1], ...'bcdefgh'.split('').map((note): [string, number] => [note, 1]))).toBe(
    'a1 b1 c1 d1 e1 f1 g1 a1 h1',
  );
});

test('siblings at the end go back to where they stand apart', () => {
  expect(order(['a', 1], ['b', 1], ['c', 1], ['d', 3], ['d', 3], ['d', 3])).toBe('a1 d3 b1 d3 c1 d3');
});

test('every card has a place, and siblings are never neighbours where that can be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ note: fc.constantFrom('a', 'b', 'c', 'd', 'e'), priority: fc.integer({ min: 1, max: 3 }) }), {
        maxLength: 40,
      }),
      (cards) => {
        const positions = orderCards(cards);
        expect([...positions].sort((a, b) => a - b)).toEqual(cards.map((_, i) => i));
        const notes = positions.map((_, place) => cards[positions.indexOf(place)]?.note);
        const most = Math.max(0, ...['a', 'b', 'c', 'd', 'e'].map((note) => cards.filter((card) => card.note === note).length));
        if (most <= Math.ceil(cards.length / 2)) expect(notes.some((note, i) => i > 0 && note === notes[i - 1])).toBe(false);
      },
    ),
  );
});

const met = (cards: readonly Orderable[]) => {
  const positions = orderCards(cards);
  return positions.map((_, place) => cards[positions.indexOf(place)]?.note).join(' ');
};

test('within a priority the categories take turns, each in the order of the notes', () => {
  const cards = (
    [
      ['a', 'tea', 1],
      ['b', 'tea', 1],
      ['c', 'tea', 1],
      ['d', 'jam', 1],
      ['e', 'jam', 2],
      ['f', 'egg', 1],
      ['g', 'egg', 1],
    ] as const
  ).map(([note, category, priority]) => ({ note, category, priority }));
  expect(met(cards)).toBe('a d f b g c e');
});

test('two that are mixed up are met far from each other, in one category and across', () => {
  const cards = 'abcdefghijklmnop'.split('').map((note, i) => ({
    note,
    priority: 1,
    category: i < 8 ? 'tea' : 'jam',
    entity: note,
    groups: 'abi'.includes(note) ? ['alike'] : [],
  }));
  const order = met(cards).split(' ');
  const places = ['a', 'b', 'i'].map((note) => order.indexOf(note)).sort((x, y) => x - y);
  expect((places[1] ?? 0) - (places[0] ?? 0)).toBeGreaterThan(6);
  expect((places[2] ?? 0) - (places[1] ?? 0)).toBeGreaterThanOrEqual(1);
  expect(order.toSorted()).toEqual('abcdefghijklmnop'.split(''));
});

test('the cards of one entity are not kept from each other by their group', () => {
  const one = { priority: 1, category: 'tea', entity: 'sencha', groups: ['teas'] };
  expect(
    met([
      { ...one, note: 'a' },
      { ...one, note: 'b' },
      { note: 'c', priority: 1, category: 'tea' },
    ]),
  ).toBe('a b c');
});

test('where only those that are mixed up are left, they are met all the same', () => {
  const cards = 'abcd'.split('').map((note) => ({ note, priority: 1, entity: note, groups: ['alike'] }));
  expect(met(cards)).toBe('a b c d');
});
