import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import type { CategoryId } from '#core/ids.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { countOffered, countThings, offerOf, tableOf } from '#core/quiz/offer.ts';
import type { QuestionKind } from '#core/quiz/question.ts';

const deck = JSON.parse(readFileSync('decks/aws-ml-ai-big-data/deck.json', 'utf8')) as Deck;
const bank = questionsOf(deck);
const table = tableOf(bank);
const areas = deck.categories.map(({ id }) => id);
const some = bank.keys.filter((_, at) => at % 4 === 0).map(({ entity }) => entity.id);

const choices: readonly (readonly [what: string, categories: readonly CategoryId[], kinds: readonly QuestionKind[]])[] = [
  ['multiple choice from all', [], ['choice']],
  ['all kinds from all', [], ['choice', 'response', 'match']],
  ['matchings, which several things share', [], ['match']],
  ['two areas', areas.slice(0, 2), ['choice', 'match']],
];

describe('as many questions are told as can be drawn', () => {
  test.each(choices)('%s', (_, categories, kinds) => {
    const drawn = (entities?: typeof some) =>
      drawQuestions(bank, { count: 10_000, categories, kinds, seed: 1, ...(entities && { entities }) }).length;
    // A matching may turn out not to go together once it is drawn.
    expect(Math.abs(countOffered(offerOf(table), categories, kinds) - drawn())).toBeLessThanOrEqual(1);
    expect(Math.abs(countOffered(offerOf(table, some), categories, kinds) - drawn(some))).toBeLessThanOrEqual(1);
  });
});

test('an area is told with the things in it that can be asked about, and none that cannot', () => {
  const asked = new Map<CategoryId, Set<string>>();
  for (const { key } of bank.askable) {
    asked.set(key.entity.category, (asked.get(key.entity.category) ?? new Set()).add(key.entity.id));
  }
  expect(countThings(offerOf(table))).toEqual(new Map([...asked].map(([id, things]) => [id, things.size])));
});

test('what is kept of a deck is small, whatever it holds', () => {
  expect(JSON.stringify(table).length).toBeLessThan(JSON.stringify(deck).length / 30);
});
