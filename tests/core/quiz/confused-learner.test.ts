import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import { randomFrom } from '#core/random.ts';
import { meetConfusions, somePairs } from '#tests/support/confused-learner.ts';

// A hundredth of `npm run simulate:confusions`.
test('what was mixed up is met again at least twice as soon as by the rules alone', () => {
  const bank = questionsOf(JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck);
  const pairs = somePairs(bank, 10, randomFrom(1));
  const mean = (way: 'fitted' | 'by rule') => {
    const { again } = meetConfusions(bank, pairs, way, 20, 1);
    return again.reduce((sum, questions) => sum + questions, 0) / again.length;
  };
  expect(mean('by rule')).toBeGreaterThan(2 * mean('fitted'));
});
