import { expect, test } from 'vitest';
import { comparedLines, compareEntities } from '#core/decks/compare.ts';
import type { Fact } from '#core/decks/deck.ts';

function facts(...told: readonly (readonly [label: string | undefined, text: string])[]): Fact[] {
  return told.map(([label, text], index) => ({
    id: `f${index}` as Fact['id'],
    role: 'feature' as Fact['role'],
    ...(label !== undefined && { label }),
    text,
    emphasised: false,
    lines: { from: index, to: index },
  }));
}

const purpose = (text: string) => ({ text, lines: [1] });

test('what they are for comes first, then what the notes call by one name for both, then the rest', () => {
  const firehose = {
    purpose: purpose('Delivers a stream to storage'),
    facts: facts(['Delay', 'after a buffer'], ['Scaling', 'by itself'], [undefined, 'No code to write']),
  };
  const streams = {
    purpose: purpose('Holds a stream for your code'),
    facts: facts(['delay', 'under a second'], ['Unit', 'shards']),
  };
  const rows = compareEntities(firehose, streams);
  expect([comparedLines(firehose, rows, 0), comparedLines(streams, rows, 1)]).toEqual([
    [0, 1, 2],
    [0, 1],
  ]);
  expect(rows).toEqual([
    { kind: 'purpose', sides: [['Delivers a stream to storage'], ['Holds a stream for your code']] },
    { kind: 'label', label: 'Delay', sides: [['after a buffer'], ['under a second']] },
    { kind: 'other', sides: [['Scaling: by itself', 'No code to write'], ['Unit: shards']] },
  ]);
});

test('nothing is said twice, and nothing is made up for a side of which the notes say nothing', () => {
  const one = { purpose: purpose('Delivers a stream'), facts: facts([undefined, 'Delivers a stream.']) };
  expect(compareEntities(one, { facts: [] })).toEqual([{ kind: 'purpose', sides: [['Delivers a stream'], []] }]);
});

test('of long notes only so much is shown as is read', () => {
  const long = { facts: facts(...Array.from({ length: 9 }, (_, n) => [undefined, `Fact ${n}`] as const)) };
  expect(compareEntities(long, { facts: [] })).toEqual([{ kind: 'other', sides: [['Fact 0', 'Fact 1', 'Fact 2'], []] }]);
  // Its source is what is shown, and no more.
  expect(comparedLines(long, compareEntities(long, { facts: [] }), 0)).toEqual([0, 1, 2]);
});
