import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { circlesAround, mayStandTogether, surveyNeighbours, type Neighbours, type Profile } from '#core/quiz/neighbours.ts';

const decks = ['aws-ml-ai-big-data', 'music-intervals'].map(
  (slug) => JSON.parse(readFileSync(`decks/${slug}/deck.json`, 'utf8')) as Deck,
);

/** The same by the plainest means: every other is looked at and compared. */
function plainCircles(key: Profile, { services, groups }: Neighbours): string[][] {
  const count = (word: string) => services.filter(({ said }) => said.words.has(word)).length;
  const rarity = new Map([...new Set(services.flatMap(({ said }) => [...said.words]))].map((word) => [word, count(word)]));
  const weigh = (words: readonly string[]) =>
    words.reduce((sum, word) => sum + Math.log(services.length / (rarity.get(word) ?? services.length)), 0);
  const alike = (other: Profile) => {
    const shared = weigh([...key.said.words].filter((word) => other.said.words.has(word)));
    return shared === 0 ? 0 : shared / (weigh([...key.said.words]) + weigh([...other.said.words]) - shared);
  };
  let left = services.filter((other) => mayStandTogether(key, other));
  const circles: Profile[][] = [];
  const take = (belongs: (other: Profile) => boolean) => {
    circles.push(left.filter(belongs));
    left = left.filter((other) => !belongs(other));
  };
  for (const { members } of groups.filter((group) => group.members.includes(key.entity.id)))
    take(({ entity }) => members.includes(entity.id));
  take(({ entity }) => entity.category === key.entity.category);
  const strangers = left.map((other) => ({ other, likeness: alike(other) })).toSorted((a, b) => b.likeness - a.likeness);
  for (let from = 0; from < strangers.length; from += 6) circles.push(strangers.slice(from, from + 6).map(({ other }) => other));
  return circles.map((circle) => circle.map(({ entity }) => entity.id));
}

test.each(decks)('who may stand beside each: groups, category, then who is most alike ($id)', (deck) => {
  const neighbours = surveyNeighbours(deck);
  for (const key of neighbours.services.filter((_, at) => at % 7 === 0)) {
    const circles = [...circlesAround(key, neighbours)].map((circle) => circle.map(({ entity }) => entity.id));
    expect([key.entity.id, circles]).toEqual([key.entity.id, plainCircles(key, neighbours)]);
  }
});
