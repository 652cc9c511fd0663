import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceKey, type Atlas, type AtlasSource, type Box, type Label, type Point } from '#core/atlas/atlas.ts';
import { drawAfter, drawAtlas } from '#core/atlas/draw.ts';
import { letterWidth } from '#core/atlas/letters.ts';
import { letterSize, lineHeight } from '#core/atlas/names.ts';
import type { CategoryId, EntityId } from '#core/ids.ts';
import { aSource, ringOf, sources } from '#tests/support/atlases.ts';

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

test('an island alone lies in the middle of its sea, and few lie on both sides of it', () => {
  for (const [count, areas] of [
    [6, 1],
    [9, 3],
  ] as const) {
    const { islands, width } = drawAtlas(aSource(31, count, areas));
    // What is next to each is not seen: it is left room for, on its own side.
    const names = islands.map(({ label, box }) => [Math.min(box[0], label.x), Math.max(box[2], label.x)] as const);
    const left = Math.min(...names.map(([from]) => from));
    const right = width - Math.max(...names.map(([, to]) => to));
    expect(Math.abs(left - right)).toBeLessThan(width * 0.15);
  }
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

function placesOf(atlas: Atlas): Map<string, Point> {
  return new Map(atlas.islands.flatMap(({ parcels }) => parcels.map(({ entity, at }) => [entity, at])));
}

/** The share of the others that lie more than half a parcel from where they lay. */
function movedShare(before: Atlas, after: Atlas): number {
  const now = placesOf(after);
  const known = [...placesOf(before)].filter(([entity]) => now.has(entity));
  const moved = known.filter(([entity, was]) => Math.hypot(now.get(entity)!.x - was.x, now.get(entity)!.y - was.y) > 38);
  return moved.length / known.length;
}

const without = (source: AtlasSource, left: number) => ({
  ...source,
  entities: source.entities.filter((_, index) => index !== left),
});

test('a new entity leaves the others where they were', () => {
  // `npm run atlas:stability` prints by how much, for more decks.
  const shares = [21, 23].flatMap((seed) => {
    const source = aSource(seed, 40, 6);
    return [3, 14, 27, 38].map((left) => {
      const { atlas, layout } = drawAfter(without(source, left));
      return movedShare(atlas, drawAfter(source, layout).atlas);
    });
  });
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.04);
});

test('so do ten that come one after another, new areas among them, and ten that go', () => {
  const source = aSource(22, 50, 6);
  const order = source.entities.map((_, index) => (index * 7) % 50);
  const upTo = (count: number) => ({ ...source, entities: source.entities.filter((_, index) => order[index]! < count) });
  let { atlas, layout } = drawAfter(upTo(40));
  const shares: number[] = [];
  for (const count of [41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40]) {
    const next = drawAfter(upTo(count), layout);
    shares.push(movedShare(atlas, next.atlas));
    ({ atlas, layout } = next);
  }
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeLessThan(0.06);
});

test('after whatever came and went: islands apart, parcels that fill them, no name over its border', { timeout: 20_000 }, () => {
  const changes = fc.array(fc.record({ kind: fc.constantFrom('come', 'come', 'go', 'rename', 'area'), at: fc.nat() }), {
    minLength: 3,
    maxLength: 8,
  });
  fc.assert(
    fc.property(sources, changes, (source, steps) => {
      const more = aSource(source.entities.length, 40, source.categories.length).entities;
      let now: AtlasSource = source;
      let { atlas, layout } = drawAfter(now);
      for (const [step, { kind, at }] of steps.entries()) {
        const { entities, categories } = now;
        const index = at % entities.length;
        const other = more[at % more.length]!;
        if (kind === 'go' && entities.length > 3) now = without(now, index);
        else if (kind === 'rename') {
          now = { ...now, entities: entities.map((one, place) => (place === index ? { ...one, name: other.name } : one)) };
        } else if (kind === 'come') {
          now = { ...now, entities: [...entities, { ...other, id: `deck/new-${step}` as EntityId }] };
        } else if (kind === 'area') {
          const category = { id: `new-${step}` as CategoryId, name: 'New area' };
          now = {
            categories: [...categories, category],
            entities: [...entities, { ...other, id: `deck/new-${step}` as EntityId, category: category.id }],
          };
        }
        ({ atlas, layout } = drawAfter(now, layout));
      }
      const ids = now.entities.map(({ id }) => id);
      expect(faultsOf(atlas, ids)).toEqual([]);
      expect(layout.islands.flatMap(({ seats }) => seats.map(([entity]) => entity)).toSorted()).toEqual(ids.toSorted());
    }),
    { numRuns: 6 },
  );
});

test('a map drawn after itself is itself; one of a deck that became another in size is drawn from nothing', () => {
  const source = aSource(24, 45, 5);
  const { atlas, layout } = drawAfter(source);
  expect(movedShare(atlas, drawAfter(source, layout).atlas)).toBe(0);
  const many = aSource(24, 320, 5);
  expect(drawAfter(many, layout).atlas).toEqual(drawAtlas(many));
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
