import { describe, expect, test } from 'vitest';

import type { CategoryId, EntityId } from '#core/ids.ts';
import { confusionsIn, isWorthDrilling, toDraw } from '#core/quiz/confusions.ts';
import type { Given, MatchQuestion, Question, Quiz, QuizAnswer, TypedQuestion } from '#core/quiz/question.ts';
import type { Instant } from '#core/time.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';

const now = aMoment().instant;
const day = 86_400_000;
const names = ['athena', 'redshift', 'emr', 'glue'] as const;
type Name = (typeof names)[number];
const id = (name: Name) => name as string as EntityId;
const option = (name: Name) => ({ entity: id(name), text: name, name, what: name, lines: [1] });

interface Fields {
  readonly asked?: Name;
  readonly chosen?: Name;
  readonly daysAgo?: number;
  readonly direction?: Question['direction'];
}

/** A question on one of the four that shows all of them. */
function answered({ asked = 'athena', chosen = asked, daysAgo = 0, direction = 'purpose-to-name' }: Fields = {}) {
  const question: Question = {
    id: 'q',
    kind: 'choice',
    direction,
    entity: id(asked),
    category: 'c' as CategoryId,
    stem: '?',
    options: names.map(option),
    key: names.indexOf(asked),
    rationale: '',
    lines: [1],
  };
  return { question, answer: given({ kind: 'choice', chosen: names.indexOf(chosen) }, daysAgo) };
}

function given(what: Given, daysAgo = 0): QuizAnswer {
  return { given: what, instant: (now - daysAgo * day) as Instant, takenMs: 1 };
}

function quizOf(all: readonly { readonly question: Question; readonly answer: QuizAnswer }[]): Quiz {
  return { ...aQuiz(), questions: all.map(({ question }) => question), answers: all.map(({ answer }) => answer) };
}

const of = (...all: { readonly question: Question; readonly answer: QuizAnswer }[]) => confusionsIn([quizOf(all)], now);

test('a wrong answer is remembered as what was asked, what was chosen, and which way', () => {
  const { confusions } = of(answered({ chosen: 'redshift' }), answered({ chosen: 'redshift', direction: 'name-to-purpose' }));
  expect(confusions).toMatchObject([
    { asked: 'athena', chosen: 'redshift', direction: 'to-name', times: 1 },
    { asked: 'athena', chosen: 'redshift', direction: 'from-name', times: 1 },
  ]);
  expect(of(answered())).toMatchObject({ confusions: [], pairs: [] });
});

test('one miss is little, more are more, and being told apart since is less', () => {
  const strength = (...all: Parameters<typeof of>) => of(...all).confusions[0]!.strength;
  const miss = answered({ chosen: 'redshift' });
  const right = answered();
  expect(strength(miss)).toBeCloseTo(1.5 / 6);
  expect(strength(miss, miss)).toBeCloseTo(2.5 / 7);
  expect(strength(miss, right, right, right)).toBeCloseTo(1.5 / 9);
});

test.each([
  [0, 1.5 / 6, 'today it counts whole'],
  [21, (0.5 + 0.5) / (5 + 0.5), 'after three weeks half'],
  [63, (0.5 + 0.125) / (5 + 0.125), 'after nine an eighth'],
])('a mix-up fades: %i days ago it is worth %f (%s)', (daysAgo, strength) => {
  expect(of(answered({ chosen: 'redshift', daysAgo })).confusions[0]!.strength).toBeCloseTo(strength);
});

test('after ninety days it is forgotten, and a clock that went back does no harm', () => {
  expect(of(answered({ chosen: 'redshift', daysAgo: 91 })).confusions).toEqual([]);
  expect(of(answered({ chosen: 'redshift', daysAgo: -3 })).confusions[0]!.strength).toBeCloseTo(1.5 / 6);
});

describe('two that are mixed up either way are one pair', () => {
  const both = of(
    answered({ asked: 'athena', chosen: 'redshift' }),
    answered({ asked: 'redshift', chosen: 'athena' }),
    answered({ asked: 'athena', chosen: 'redshift' }),
    answered({ asked: 'emr', chosen: 'glue' }),
    answered({ asked: 'redshift' }),
  );

  test('the strongest first, named the way that is stronger, of all questions on either', () => {
    expect(both.pairs).toMatchObject([
      { pair: ['athena', 'redshift'], times: 3, questions: 4 },
      { pair: ['emr', 'glue'], times: 1, questions: 1 },
    ]);
    expect([...both.known]).toEqual([['redshift', 1]]);
  });

  test('twice is worth a drill, once is not', () => {
    const once = answered({ chosen: 'redshift' });
    const timesWorth = (...all: Parameters<typeof of>) => of(...all).pairs.map((pair) => [pair.times, isWorthDrilling(pair)]);
    expect(timesWorth(once)).toEqual([[1, false]]);
    expect(timesWorth(once, answered({ asked: 'redshift', chosen: 'athena' }))).toEqual([[2, true]]);
  });

  test('the next quiz draws on each way once', () => {
    expect(toDraw(both).map(({ asked, chosen }) => `${asked} ${chosen}`)).toEqual([
      'athena redshift',
      'emr glue',
      'redshift athena',
    ]);
  });
});

test('matching: what stood at the wrong purpose is what it was taken for; what was left open is nothing', () => {
  const question: MatchQuestion = {
    id: 'm',
    kind: 'match',
    direction: 'purpose-to-name',
    stem: '?',
    options: names.slice(0, 3).map(option),
    pairs: names.slice(0, 3).map((name, key) => ({
      entity: id(name),
      category: 'c' as CategoryId,
      rationale: '',
      lines: [1],
      text: name,
      key,
    })),
  };
  const { confusions, asked } = of({ question, answer: given({ kind: 'match', chosen: [1, 0, null] }) });
  expect(confusions.map((one) => `${one.asked} ${one.chosen}`).toSorted()).toEqual(['athena redshift', 'redshift athena']);
  expect(asked.get(id('emr'))).toBeUndefined();
});

test('typed: another thing’s name is a mix-up, a word that names nothing is none', () => {
  const question = {
    ...answered().question,
    kind: 'typed' as const,
    key: option('athena'),
    aliases: [],
    others: [{ ...option('redshift'), aliases: [] }],
  } satisfies TypedQuestion;
  expect(of({ question, answer: given({ kind: 'typed', text: 'redshift' }) }).confusions).toMatchObject([{ chosen: 'redshift' }]);
  expect(of({ question, answer: given({ kind: 'typed', text: 'something' }) }).confusions).toEqual([]);
});
