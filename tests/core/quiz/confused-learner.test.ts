import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import { randomFrom } from '#core/random.ts';
import { meetConfusions, somePairs } from '#tests/support/confused-learner.ts';

// A hundredth of `npm run simulate:confusions`.
test('what was mixed up is met again at least twice as soon as by the rules alone', { timeout: 60_000 }, () => {
  const bank = questionsOf(JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck);
  // One learner alone is chance: over eight of them the ratio lies between 1.7 and 5.8, and is 3.0 together.
  const mean = (way: 'fitted' | 'by rule') => {
    const again = [1, 2, 3, 4, 5].flatMap(
      (seed) => meetConfusions(bank, somePairs(bank, 10, randomFrom(seed)), way, 20, seed).again,
    );
    return again.reduce((sum, questions) => sum + questions, 0) / again.length;
  };
  expect(mean('by rule')).toBeGreaterThan(2 * mean('fitted'));
});
