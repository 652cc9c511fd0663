import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderCards } from '#core/decks/order.ts';

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
