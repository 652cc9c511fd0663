import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceKey, type Atlas, type Box, type Label, type Point } from '#core/atlas/atlas.ts';
import { drawAtlas } from '#core/atlas/draw.ts';
import { letterWidth } from '#core/atlas/letters.ts';
import { letterSize, lineHeight } from '#core/atlas/names.ts';
import type { CategoryId, EntityId } from '#core/ids.ts';
import { aSource } from '#tests/support/atlases.ts';

const sources = fc
  .record({ seed: fc.nat(), count: fc.integer({ min: 3, max: 70 }), areas: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, count, areas }) => aSource(seed, count, Math.min(areas, count)));

/** The points of path data. */
function ringOf(path: string): Point[] {
  return path
    .slice(1, -1)
    .split('L')
    .map((pair) => {
      const [x = Number.NaN, y = Number.NaN] = pair.split(' ').map(Number);
      return { x, y };
    });
}

function areaOf(ring: readonly Point[]): number {
  return ring.reduce((sum, here, index) => {
    const next = ring[(index + 1) % ring.length]!;
    return sum + (here.x * next.y - next.x * here.y) / 2;
  }, 0);
}

function holds(ring: readonly Point[], { x, y }: Point): boolean {
  return ring.reduce((inside, here, index) => {
    const next = ring[(index + 1) % ring.length]!;
    const crosses = here.y > y !== next.y > y && x < here.x + ((y - here.y) / (next.y - here.y)) * (next.x - here.x);
    return crosses ? !inside : inside;
  }, false);
}

/** The box that a name is drawn in. */
function boxOfName({ x, y, lines }: Label): Box {
  const half = (Math.max(...lines.map(letterWidth)) * letterSize) / 2;
  const high = (lines.length * lineHeight) / 2 - 2;
  return [x - half, y - high, x + half, y + high];
}

function pointsAround([left, top, right, bottom]: Box): Point[] {
  const steps = Array.from({ length: 9 }, (_, step) => step / 8);
  return steps.flatMap((share) => [
    { x: left + (right - left) * share, y: top },
    { x: left + (right - left) * share, y: bottom },
    { x: left, y: top + (bottom - top) * share },
    { x: right, y: top + (bottom - top) * share },
  ]);
}

function nearest(one: readonly Point[], other: readonly Point[]): number {
  // Coasts have a point every few units: every third tells as much.
  const some = (ring: readonly Point[]) => ring.filter((_, index) => index % 3 === 0);
  let least = Number.POSITIVE_INFINITY;
  for (const a of some(one)) for (const b of some(other)) least = Math.min(least, (a.x - b.x) ** 2 + (a.y - b.y) ** 2);
  return Math.sqrt(least);
}

/** What must hold of every map; the words say what does not. */
function faultsOf(atlas: Atlas, ids: readonly string[]): string[] {
  const faults: string[] = [];
  const coasts = atlas.islands.map(({ coast }) => ringOf(coast));
  const drawn = atlas.islands.flatMap(({ parcels }) => parcels.map(({ entity }) => String(entity)));
  if (drawn.toSorted().join() !== ids.toSorted().join()) faults.push('not every entity has exactly one parcel');
  for (const [index, island] of atlas.islands.entries()) {
    const coast = coasts[index]!;
    for (const { x, y } of coast)
      if (x < 0 || y < 0 || x > atlas.width || y > atlas.height) faults.push(`${island.name} leaves the map`);
    for (const other of coasts.slice(index + 1)) if (nearest(coast, other) < 12) faults.push(`${island.name} touches another`);
    if (!holds(coast, island.at)) faults.push(`the number of ${island.name} is at sea`);
    const parcels = island.parcels.map(({ path }) => areaOf(ringOf(path)));
    if (parcels.some((area) => area < 200)) faults.push(`${island.name} has a sliver`);
    // They fill the island, and so none lies on another.
    const whole = areaOf(coast);
    if (Math.abs(parcels.reduce((sum, area) => sum + area, 0) - whole) > whole * 0.004) faults.push(`${island.name} gapes`);
    const name = island.label;
    if (atlas.named && pointsAround(boxOfName(name)).some((point) => coasts.some((ring) => holds(ring, point)))) {
      faults.push(`the name of ${island.name} lies on land`);
    }
    for (const { path, label, name: called, at } of island.parcels) {
      const ring = ringOf(path);
      if (!holds(ring, at)) faults.push(`${called} is not where it is`);
      if (atlas.named !== (label !== undefined)) faults.push(`${called} is ${atlas.named ? 'not ' : ''}named`);
      if (label && label.lines.join('') !== '' && !pointsAround(boxOfName(label)).every((point) => holds(ring, point))) {
        faults.push(`${called} spills`);
      }
    }
  }
  return faults;
}

test('of any deck: islands apart, parcels that fill them, no name over its border', () => {
  fc.assert(
    fc.property(sources, (source) => {
      expect(
        faultsOf(
          drawAtlas(source),
          source.entities.map(({ id }) => id),
        ),
      ).toEqual([]);
    }),
    { numRuns: 8 },
  );
});

describe('the sizes that there are', () => {
  test.each([
    ['three of one thing', 3, 1, true],
    ['the most that have names', 300, 40, true],
    ['islands first', 301, 18, false],
  ] as const)('%s', (_why, count, areas, named) => {
    const source = aSource(11, count, areas);
    const atlas = drawAtlas(source);
    expect(atlas.named).toBe(named);
    expect(
      faultsOf(
        atlas,
        source.entities.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  test('two thousand, and many in one piece as of a deck without areas', { timeout: 30_000 }, () => {
    for (const [count, areas] of [
      [2_000, 45],
      [500, 1],
    ] as const) {
      const atlas = drawAtlas(aSource(12, count, areas));
      expect(atlas.islands.flatMap(({ parcels }) => parcels)).toHaveLength(count);
    }
  });
});

test('the same deck has the same map, in whatever order its entities are told', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const again = drawAtlas({ ...source, entities: source.entities.toReversed() });
      const places = (atlas: Atlas) =>
        atlas.islands.flatMap(({ parcels }) => parcels.map(({ entity, path }) => `${entity} ${path}`)).toSorted();
      expect(places(again)).toEqual(places(drawAtlas(source)));
    }),
    { numRuns: 4 },
  );
});

test('a new entity leaves most of the others where they were', () => {
  // `npm run atlas:stability` prints 5 to 25 % of the others, by deck; a map drawn by chance would move nearly all.
  const shares = [21, 23].flatMap((seed) => {
    const source = aSource(seed, 40, 6);
    const places = (atlas: Atlas) =>
      new Map(atlas.islands.flatMap(({ parcels }) => parcels.map(({ entity, at }) => [entity, at])));
    const after = places(drawAtlas(source));
    return [3, 14, 27, 38].map((left) => {
      const before = places(drawAtlas({ ...source, entities: source.entities.filter((_, index) => index !== left) }));
      const moved = [...before].filter(([entity, was]) => {
        const now = after.get(entity)!;
        return Math.hypot(now.x - was.x, now.y - was.y) > 38;
      });
      return moved.length / before.size;
    });
  });
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.4);
});

test('an area without entities is no island, and a name too long for its parcel is cut', () => {
  const category = { id: 'a' as CategoryId, name: 'Area' };
  const name = 'Pneumonoultramicroscopicsilicovolcanoconiosis';
  const entities = [{ id: 'd/long' as EntityId, name, category: category.id, about: '' }];
  const atlas = drawAtlas({ categories: [{ id: 'none' as CategoryId, name: 'None' }, category], entities });
  expect(atlas.islands.map((island) => island.name)).toEqual(['Area']);
  expect(atlas.islands[0]?.parcels[0]?.label?.lines.join(' ')).toMatch(/^Pneumono.*…$/);
});

test('what a map is drawn from changes its key', () => {
  const source = aSource(1, 5, 2);
  const renamed = { ...source, entities: source.entities.map((one, index) => (index === 0 ? { ...one, name: 'Other' } : one)) };
  expect(sourceKey(renamed)).not.toBe(sourceKey(source));
  expect(sourceKey({ ...source })).toBe(sourceKey(source));
});
