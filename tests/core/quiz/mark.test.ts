import { expect, test } from 'vitest';
import type { QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import { mark, markQuiz } from '#core/quiz/mark.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { choicesOf, chose } from '#tests/support/quizzes.ts';
import { smallDeck } from './a-deck.ts';

const quiz = drawQuiz(questionsOf(smallDeck), {
  id: 'q' as QuizId,
  count: 10,
  categories: [],
  seed: 1,
  startedAt: 0 as Instant,
  day: 0 as StudyDay,
});

/** Answers as given: `+` is right, `-` wrong. */
function answered(pattern: string): Quiz {
  const answers = Array.from(pattern, (sign, index) => {
    const key = choicesOf(quiz)[index]?.key ?? 0;
    return { given: chose(sign === '+' ? key : (key + 1) % 4), instant: 0 as Instant, takenMs: 1000 };
  });
  return { ...quiz, answers };
}

test.each([
  // A wrong answer in four options stands for a third of a lucky one.
  { pattern: '+++++++---', right: 7, known: 6 },
  { pattern: '++++++++++', right: 10, known: 10 },
  { pattern: '+---', right: 1, known: 0 },
  { pattern: '----------', right: 0, known: 0 },
  { pattern: '', right: 0, known: 0 },
])('$pattern is $right right, of which about $known was known', ({ pattern, right, known }) => {
  const marked = markQuiz(answered(pattern));
  expect(marked.right).toBe(right);
  expect(marked.answered).toBe(pattern.length);
  expect(marked.known).toBeCloseTo(known, 9);
});

test('a quiz that was ended early is marked on what was answered', () => {
  expect(markQuiz(answered('+-')).results.map(({ index }) => index)).toEqual([0, 1]);
});

test('what was missed says what was taken for what, and which cards to study', () => {
  const { missed, toStudy } = markQuiz(answered('+-+-'));
  expect(missed.map(({ index }) => index)).toEqual([1, 3]);
  for (const { question, parts } of missed) {
    expect(question.kind === 'choice' && question.entity).toBe(parts[0]?.key.entity);
    expect(parts).toMatchObject([{ outcome: 'wrong', chosen: { text: expect.any(String) } }]);
    expect(parts[0]?.chosen?.entity).not.toBe(parts[0]?.entity);
  }
  expect(toStudy).toEqual(missed.flatMap(({ parts }) => parts.map(({ card }) => card)));
});

test('only the key is right', () => {
  const [question] = choicesOf(quiz);
  if (!question) throw new Error('no question');
  expect([0, 1, 2, 3].filter((chosen) => mark(question, chose(chosen)).outcome === 'right')).toEqual([question.key]);
});
