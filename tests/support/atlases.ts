import fc from 'fast-check';
import type { AtlasEntity, AtlasSource, Point } from '#core/atlas/atlas.ts';
import type { CategoryId, EntityId } from '#core/ids.ts';
import { below, randomFrom } from '#core/random.ts';

const words =
  'stream query model data notebook chip vision speech lake search forecast label cluster region window graph index schema vector memory kernel buffer pipeline registry sentinel harmonic interval comprehend transcribe equipment'.split(
    ' ',
  );

/** Decks as people write them: few or many areas, some of one thing, names of one to four words. */
export function aSource(seed: number, count: number, areas: number): AtlasSource {
  const random = randomFrom(seed);
  const pick = () => words[below(words.length, random)]!;
  const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
  const categories = Array.from({ length: areas }, (_, index) => ({
    id: `area-${index}` as CategoryId,
    name: capital(Array.from({ length: 1 + below(3, random) }, pick).join(' ')),
  }));
  const entities = Array.from({ length: count }, (_, index): AtlasEntity => {
    const name = Array.from({ length: 1 + below(3, random) }, () => capital(pick())).join(' ');
    return {
      id: `deck/${index}-${name}` as EntityId,
      name,
      // Squared: some areas are large and some small.
      category: categories[Math.floor(random() ** 2 * areas)]!.id,
      about: `${name} ${pick()} ${pick()} ${pick()}`,
      ...(random() < 0.1 && { retired: true as const }),
    };
  });
  return { categories, entities };
}

/** Sources of all kinds of decks. */
export const sources = fc
  .record({ seed: fc.nat(), count: fc.integer({ min: 3, max: 70 }), areas: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, count, areas }) => aSource(seed, count, Math.min(areas, count)));

/** The points of path data. */
export function ringOf(path: string): Point[] {
  return path
    .slice(1, -1)
    .split('L')
    .map((pair) => {
      const [x = Number.NaN, y = Number.NaN] = pair.split(' ').map(Number);
      return { x, y };
    });
}
