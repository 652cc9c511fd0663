import { readFileSync } from 'node:fs';
import type { Atlas, AtlasSource } from '#core/atlas/atlas.ts';
import { drawAfter, drawAtlas } from '#core/atlas/draw.ts';
import { sourceOf } from '#core/atlas/source.ts';
import type { Deck } from '#core/decks/deck.ts';
import { aSource } from '#tests/support/atlases.ts';

// By how much a new entity moves the others: each deck is drawn without each of (some of) its entities, and then with it, after
// the map that there was, as the app does, and from nothing, as who meets the deck only then sees it.

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
  const tried = source.entities.filter((_, index) => index % Math.ceil(source.entities.length / mostTried) === 0);
  const anew = drawAtlas(source);
  const [kept, scratch] = [newTally(), newTally()];
  for (const left of tried.slice(0, source.entities.length > 500 ? 12 : mostTried)) {
    const before = drawAfter({ ...source, entities: source.entities.filter((entity) => entity !== left) });
    count(kept, movesBetween(before.atlas, drawAfter(source, before.layout).atlas));
    count(scratch, movesBetween(before.atlas, anew));
  }
  console.log(`${name.padEnd(20)} ${told(kept)}; drawn from nothing: ${told(scratch)}; ${anew.width} × ${anew.height}`);
}

interface Tally {
  readonly shares: number[];
  readonly moves: number[];
}

function newTally(): Tally {
  return { shares: [], moves: [] };
}

function count({ shares, moves }: Tally, all: readonly number[]): void {
  shares.push(all.filter((far) => far > 0.045).length / all.length);
  moves.push(...all);
}

function told({ shares, moves }: Tally): string {
  moves.sort((a, b) => a - b);
  return `moved ${percent(mean(shares))}, nine of ten by less than ${percent(moves[Math.floor((moves.length - 1) * 0.9)] ?? 0)}`;
}

/** How far each lies from where it lay. */
function movesBetween(before: Atlas, after: Atlas): number[] {
  const places = (atlas: Atlas) =>
    new Map(
      atlas.islands.flatMap(({ parcels }) =>
        parcels.map(({ entity, at }) => [entity, { x: at.x / atlas.width, y: at.y / atlas.width }]),
      ),
    );
  const then = places(before);
  return [...places(after)].flatMap(([entity, now]) => {
    const was = then.get(entity);
    return was === undefined ? [] : [Math.hypot(now.x - was.x, now.y - was.y)];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
