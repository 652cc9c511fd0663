import { countWords, normalise } from '../text.ts';
import type { DeckEntity } from './deck.ts';

/** So much of what two notebooks say, in words, makes one of them an edition of the other. */
export const ONE_NOTEBOOK = 0.5;

type Told = Pick<DeckEntity, 'name' | 'facts'>;

/** How much of what is said in both is the same, word for word in a fact or a name, 0 to 1. */
export function resemblance(one: readonly Told[], other: readonly Told[]): number {
  const [a, b] = [saidIn(one), saidIn(other)];
  const total = weightOf(a) + weightOf(b);
  if (total === 0) return 0;
  let common = 0;
  for (const [text, weight] of a) if (b.has(text)) common += weight;
  return (2 * common) / total;
}

function saidIn(entities: readonly Told[]): Map<string, number> {
  const texts = entities.flatMap(({ name, facts }) => [name, ...facts.map(({ text }) => text)]);
  return new Map(texts.map((text) => [normalise(text), countWords(text)]));
}

function weightOf(said: ReadonlyMap<string, number>): number {
  return [...said.values()].reduce((sum, weight) => sum + weight, 0);
}
