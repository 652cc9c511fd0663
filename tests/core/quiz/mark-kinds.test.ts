import { describe, expect, test } from 'vitest';
import type { CategoryId, EntityId } from '#core/ids.ts';
import { guessChance, mark } from '#core/quiz/mark.ts';
import type { Given, MatchQuestion, QuestionOption, ResponseQuestion, TypedQuestion } from '#core/quiz/question.ts';

const option = (name: string, text = name): QuestionOption => ({ entity: name as EntityId, text, name, what: 'It.', lines: [1] });
const asked = (name: string) => ({ entity: name as EntityId, category: 'c' as CategoryId, rationale: 'So.', lines: [1] });

const response: ResponseQuestion = {
  kind: 'response',
  id: 'r',
  direction: 'name-to-purpose',
  stem: 'Which TWO statements describe Kafka?',
  ...asked('Kafka'),
  options: [option('Kafka', 'a'), option('Glue', 'b'), option('Kafka', 'c'), option('EMR', 'd'), option('Lex', 'e')],
  keys: [0, 2],
};
const match: MatchQuestion = {
  kind: 'match',
  id: 'm',
  direction: 'purpose-to-name',
  stem: 'Match.',
  options: ['Kafka', 'Glue', 'EMR'].map((name) => option(name)),
  pairs: ['Glue', 'EMR', 'Kafka'].map((name, index) => ({ ...asked(name), text: `is ${name}`, key: [1, 2, 0][index]! })),
};
const typed: TypedQuestion = {
  kind: 'typed',
  id: 't',
  direction: 'purpose-to-name',
  stem: 'What is it?',
  ...asked('Amazon Redshift'),
  key: option('Amazon Redshift'),
  aliases: [],
  others: [{ ...option('AWS Redshirt'), aliases: [] }],
};

const chose = (...chosen: number[]): Given => ({ kind: 'response', chosen });
const matched = (...chosen: (number | null)[]): Given => ({ kind: 'match', chosen });
const said = (text: string): Given => ({ kind: 'typed', text });

test.each([
  ['both keys', response, chose(0, 2), 'right', ['right', 'right']],
  ['in any order', response, chose(2, 0), 'right', ['right', 'right']],
  ['one key, and one wrong', response, chose(2, 3), 'partly', ['wrong', 'right']],
  ['both wrong', response, chose(1, 3), 'wrong', ['wrong', 'wrong']],
  ['everything', response, chose(0, 1, 2, 3, 4), 'partly', ['right', 'right']],
  ['left open', response, { kind: 'none' }, 'wrong', ['open', 'open']],
  ['all pairs', match, matched(1, 2, 0), 'right', ['right', 'right', 'right']],
  ['two exchanged', match, matched(2, 1, 0), 'partly', ['wrong', 'wrong', 'right']],
  ['two not yet', match, matched(1, null, null), 'partly', ['right', 'open', 'open']],
  ['the name', typed, said('redshift'), 'right', ['right']],
  ['a slip', typed, said('Redshfit'), 'right', ['almost']],
  ['another real name, one letter away', typed, said('Redshirt'), 'wrong', ['wrong']],
  ['something else', typed, said('Athena'), 'wrong', ['wrong']],
  ['nothing', typed, said('  '), 'wrong', ['open']],
] as const)('%s', (_, question, given: Given, outcome, parts) => {
  const marked = mark(question, given);
  expect(marked.outcome).toBe(outcome);
  expect(marked.parts.map((part) => part.outcome)).toEqual(parts);
});

describe('what was taken for what is told', () => {
  const pairs = (marked: ReturnType<typeof mark>) =>
    marked.parts.flatMap(({ entity, chosen }) => (chosen ? [`${entity} ${chosen.entity}`] : []));
  test('of several keys', () => expect(pairs(mark(response, chose(2, 3)))).toEqual(['Kafka EMR']));
  test('of pairs', () => expect(pairs(mark(match, matched(2, 1, 0)))).toEqual(['Glue EMR', 'EMR Glue']));
  test('of what was typed', () => expect(pairs(mark(typed, said('redshirt')))).toEqual(['Amazon Redshift AWS Redshirt']));
});

test('an answer to another kind of question is refused', () => {
  expect(() => mark(typed, chose(0, 1))).toThrow('asks for typed');
  expect(() => mark(response, chose(0, 7))).toThrow('no option 7');
});

test.each([
  ['two of five', response, 1 / 10],
  ['three pairs', match, 1 / 6],
  ['typed', typed, 0],
] as const)('chance alone: %s', (_, question, chance) => expect(guessChance(question)).toBeCloseTo(chance, 12));
