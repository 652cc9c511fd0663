import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareLetters, markAnswer, type TypedAnswer } from '#core/decks/typed-answer.ts';
import type { EntityId } from '#core/ids.ts';

const firehose = {
  id: 'firehose' as EntityId,
  name: 'Amazon Data Firehose',
  aliases: ['Kinesis Data Firehose', 'Firehose'],
  formerly: ['Kinesis Data Firehose'],
};
const known = [
  { entity: firehose.id, name: firehose.name },
  { entity: 'kinesis' as EntityId, name: 'Kinesis Data Streams' },
];
const toName = { direction: 'to-name', back: 'Data Firehose' } as const;
const toAnswer = { direction: 'to-answer', back: 'near real time' } as const;

test.each<
  [
    why: string,
    typed: string,
    card: typeof toName | typeof toAnswer | { direction: 'to-answer'; back: string },
    answer: TypedAnswer,
  ]
>([
  ['the name is right, and Good is proposed', 'data firehose', toName, { kind: 'marked', mark: { kind: 'right' }, suggested: 3 }],
  [
    'another name of the entity is right where its name is asked',
    'firehose',
    toName,
    { kind: 'marked', mark: { kind: 'right', name: 'Firehose' }, suggested: 3 },
  ],
  [
    'and wrong where something about it is asked',
    'firehose',
    toAnswer,
    { kind: 'marked', mark: { kind: 'wrong' }, suggested: 1 },
  ],
  [
    'another thing of the deck is named',
    'kinesis data streams',
    toName,
    { kind: 'marked', mark: { kind: 'wrong', other: 'Kinesis Data Streams' }, suggested: 1 },
  ],
  ['nothing typed is nothing known', ' ', toName, { kind: 'marked', mark: { kind: 'empty' }, suggested: 1 }],
  [
    'a slip of the finger is known all the same, and shown letter by letter',
    'Data Firehse',
    toName,
    {
      kind: 'marked',
      mark: { kind: 'almost' },
      suggested: 3,
      letters: [
        { kind: 'same', text: 'Data Fireh' },
        { kind: 'missing', text: 'o' },
        { kind: 'same', text: 'se' },
      ],
    },
  ],
  [
    'more than a few words are left to the learner',
    'anything',
    { direction: 'to-answer', back: 'loads data into many stores' },
    { kind: 'unmarked' },
  ],
])('%s', (_why, typed, card, answer) => {
  expect(markAnswer(typed, card, firehose, known)).toEqual(answer);
});

const drawn = (typed: string, name: string) =>
  compareLetters(typed, name)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'extra' ? `[-${text}]` : `[+${text}]`))
    .join('');

test.each([
  ['a letter left out', 'Athna', 'Athena', 'Ath[+e]na'],
  ['a letter too many', 'Athenna', 'Athena', 'Athen[-n]a'],
  ['another letter', 'Athema', 'Athena', 'Athe[-m][+n]a'],
  ['case is the same', 'ATHENa', 'Athena', 'ATHENa'],
  ['an accent is the same, composed or not', 'nai\u0308ve', 'naive', 'na\u00efve'],
  ['blanks and signs are those of the name', 'route53', 'Route-53', 'route-53'],
  ['the maker before it is neither missing nor too much', 'firehse', 'Amazon Firehose', 'fireh[+o]se'],
  ['the nearest spelling of one with brackets', 'MKS', 'Managed Streaming (MSK)', 'M[-K]S[+K]'],
])('%s: %s beside %s', (_why, typed, name, expected) => {
  expect(drawn(typed, name)).toBe(expected);
});

test('without what is too much, and with what is missing, it is the name', () => {
  const letter = fc.constantFrom('a', 'b', 'é', 'E', ' ', '-', '3');
  const text = fc.array(letter, { minLength: 1, maxLength: 9 }).map((letters) => `x${letters.join('')}y`);
  const plain = (all: string) =>
    all
      .normalize('NFKD')
      .replaceAll(/[\p{M}\s-]/gu, '')
      .toLowerCase();
  fc.assert(
    fc.property(text, text, (typed, name) => {
      const parts = compareLetters(typed, name);
      const without = (kind: string) => parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('');
      expect(plain(without('extra'))).toBe(plain(name));
      expect(plain(without('missing'))).toBe(plain(typed));
    }),
  );
});
