import { describe, expect, test } from 'vitest';

import { blankFor, isComplete, withMatch, withOption } from '#core/quiz/given.ts';
import type { Given, Question } from '#core/quiz/question.ts';
import { aQuiz } from '#tests/support/quizzes.ts';

const choice = aQuiz().questions[0]!;
const response = { ...choice, kind: 'response', keys: [0, 2] } as Question;
const match = { ...choice, kind: 'match', pairs: [0, 1, 2].map((key) => ({ text: '', key })) } as unknown as Question;
const typed = { ...choice, kind: 'typed' } as unknown as Question;

test.each<[why: string, question: Question, given: Given, complete: boolean]>([
  ['one answer: nothing chosen', choice, blankFor(choice), false],
  ['one answer: one chosen', choice, withOption(choice, blankFor(choice), 3), true],
  ['select two: one is too few', response, withOption(response, blankFor(response), 1), false],
  ['select two: two', response, { kind: 'response', chosen: [1, 3] }, true],
  ['matching: one is open', match, { kind: 'match', chosen: [0, 1, null] }, false],
  ['matching: every pair', match, { kind: 'match', chosen: [0, 1, 2] }, true],
  ['typing: blanks are no word', typed, { kind: 'typed', text: ' ' }, false],
  ['typing: a word', typed, { kind: 'typed', text: 'emr' }, true],
])('%s', (_why, question, given, complete) => {
  expect(isComplete(question, given)).toBe(complete);
});

describe('select two', () => {
  const of = (...taps: number[]) => taps.reduce((given, at) => withOption(response, given, at), blankFor(response));

  test.each<[why: string, taps: number[], chosen: number[]]>([
    ['in any order', [3, 0], [0, 3]],
    ['a second tap takes away', [3, 0, 3], [0]],
    ['a third changes nothing before one is taken away', [3, 0, 1], [0, 3]],
  ])('%s', (_why, taps, chosen) => {
    expect(of(...taps)).toEqual({ kind: 'response', chosen });
  });
});

test('matching: a name that is used moves', () => {
  const given = withMatch(withMatch(blankFor(match), 0, 2), 1, 2);
  expect(given).toEqual({ kind: 'match', chosen: [null, 2, null] });
  expect(withMatch(given, 1, null)).toEqual(blankFor(match));
});
