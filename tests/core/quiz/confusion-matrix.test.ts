import { expect, test } from 'vitest';

import type { ConfusableGroup } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { matrixOf } from '#core/quiz/confusion-matrix.ts';
import type { Confusion, Confusions } from '#core/quiz/confusions.ts';

const id = (name: string) => name as EntityId;
const group = (name: string, members: string): ConfusableGroup => ({ id: name, name, members: members.split(' ').map(id) });

/** `a>b 3` is: asked for a, b was chosen three times. The first is the strongest. */
function mixed(...ways: readonly string[]): Confusions {
  const confusions = ways.map((way): Confusion => {
    const [, asked = '', chosen = '', times] = /^(\w+)>(\w+) (\d+)$/.exec(way) ?? [];
    return { asked: id(asked), chosen: id(chosen), direction: 'to-name', times: Number(times), strength: 0.5 };
  });
  const pairs = confusions.map(({ asked, chosen, times, strength }) => ({
    pair: [asked, chosen] as const,
    times,
    questions: times,
    strength,
  }));
  return { confusions, pairs, asked: new Map(), known: new Map([[id('a'), 9]]) };
}

test('asked down, chosen across, right answers on the diagonal', () => {
  expect(matrixOf(mixed('a>b 3', 'b>a 1'), [])).toEqual({
    things: ['a', 'b'],
    breaks: [],
    times: [
      [9, 3],
      [1, 0],
    ],
  });
});

test('both directions of a question are one number', () => {
  const both = mixed('a>b 3', 'a>b 2');
  expect(matrixOf(both, []).times[0]).toEqual([9, 5]);
});

test('a group stands together, the strongest first, with a rule where the next begins; what has none stands last', () => {
  const { things, breaks } = matrixOf(mixed('a>x 3', 'p>q 3', 'a>b 1'), [group('one', 'p q'), group('two', 'a b')]);
  expect(things).toEqual(['a', 'b', 'p', 'q', 'x']);
  expect(breaks).toEqual([2, 4]);
});

test('at most seven, and never one without its partner', () => {
  const { things } = matrixOf(mixed('a>b 9', 'c>d 8', 'e>f 7', 'g>h 6', 'a>i 5'), []);
  expect(things.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'i']);
});
