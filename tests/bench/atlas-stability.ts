import { readFileSync } from 'node:fs';
import type { Atlas, AtlasSource } from '#core/atlas/atlas.ts';
import { drawAtlas } from '#core/atlas/draw.ts';
import { sourceOf } from '#core/atlas/source.ts';
import type { Deck } from '#core/decks/deck.ts';
import { aSource } from '#tests/support/atlases.ts';

// By how much a new entity moves the others: each deck is drawn without each of (some of) its entities, and with it.

const mostTried = 40;
const decks: readonly (readonly [name: string, source: AtlasSource])[] = [
  ...['aws-ml-ai-big-data', 'music-intervals'].map(
    (slug) => [slug, sourceOf(JSON.parse(readFileSync(`decks/${slug}/deck.json`, 'utf8')) as Deck)] as const,
  ),
  ['20 in 4 areas', aSource(1, 20, 4)],
  ['60 in 1 area', aSource(2, 60, 1)],
  ['150 in 12 areas', aSource(3, 150, 12)],
  ['600 in 25 areas', aSource(4, 600, 25)],
  ['2000 in 40 areas', aSource(5, 2000, 40)],
];

console.log('A new entity: the others that it moves by more than half a parcel, and by how much, in shares of the map’s width');
for (const [name, source] of decks) {
  const after = drawAtlas(source);
  const tried = source.entities.filter((_, index) => index % Math.ceil(source.entities.length / mostTried) === 0);
  const shares: number[] = [];
  const shapes: number[] = [];
  const moves: number[] = [];
  for (const left of tried.slice(0, source.entities.length > 500 ? 12 : mostTried)) {
    const before = drawAtlas({ ...source, entities: source.entities.filter((entity) => entity !== left) });
    const all = movesBetween(before, after);
    shares.push(all.filter(({ far }) => far > 0.045).length / all.length);
    shapes.push(all.filter(({ within }) => within > 0.045).length / all.length);
    moves.push(...all.map(({ far }) => far));
  }
  moves.sort((a, b) => a - b);
  const at = (share: number) => percent(moves[Math.floor((moves.length - 1) * share)] ?? 0);
  console.log(
    `${name.padEnd(20)} moved ${percent(mean(shares))} (within their island ${percent(mean(shapes))}); median ${at(0.5)}, nine of ten under ${at(0.9)}; ${after.width} × ${after.height}`,
  );
}

/** How far each lies from where it lay, on the map and beside its island. */
function movesBetween(before: Atlas, after: Atlas): { readonly far: number; readonly within: number }[] {
  const places = (atlas: Atlas) =>
    new Map(
      atlas.islands.flatMap(({ parcels, label }) =>
        parcels.map(({ entity, at }) => [
          entity,
          {
            x: at.x / atlas.width,
            y: at.y / atlas.width,
            dx: (at.x - label.x) / atlas.width,
            dy: (at.y - label.y) / atlas.width,
          },
        ]),
      ),
    );
  const then = places(before);
  return [...places(after)].flatMap(([entity, now]) => {
    const was = then.get(entity);
    if (was === undefined) return [];
    return [{ far: Math.hypot(now.x - was.x, now.y - was.y), within: Math.hypot(now.dx - was.dx, now.dy - was.dy) }];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
