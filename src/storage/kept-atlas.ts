import type { Atlas, AtlasLayout, AtlasSource } from '#core/atlas/atlas.ts';
import { sourceKey } from '#core/atlas/atlas.ts';
import { drawAfter } from '#core/atlas/draw.ts';
import type { Drawn } from '#core/atlas/draw.ts';
import { fitAtlas } from '#core/atlas/fit.ts';
import { sourceOf } from '#core/atlas/source.ts';
import { hash } from '#core/hash.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from './database.ts';
import { inSnapshot } from './queries/snapshot.ts';
import type { AtlasRow } from './atlas-layouts.ts';

/**
 * The map of a deck, or of one of its islands: the kept one, or one drawn after it where the deck is another. With an aspect, its
 * islands fill a frame of these proportions, for where it has no names.
 */
export async function keptAtlas(
  db: CardwrightDatabase,
  deck: DeckId,
  only?: CategoryId,
  aspect?: number,
): Promise<Atlas | undefined> {
  const table = db.table<AtlasRow, string>('columns');
  const [notebook, all] = await inSnapshot(db, [db.notebooks, db.entities], async () =>
    Promise.all([db.notebooks.get(deck), db.entities.where('deck').equals(deck).toArray()]),
  );
  if (notebook === undefined) return undefined;
  const source = sourceOf({
    categories: notebook.categories.filter(({ id }) => only === undefined || id === only),
    // By their place in the notes, whatever the index gave: the order in which they are read out.
    entities: all
      .filter(({ category }) => only === undefined || category === only)
      .toSorted((a, b) => firstLine(a) - firstLine(b) || (a.id < b.id ? -1 : 1)),
  });
  const key = hash(sourceKey(source));
  const id = `atlas ${deck} ${only ?? ''}`;
  const kept = await table.get(id);
  const known = kept?.key === key ? kept : undefined;
  const isSame = known?.atlas !== undefined;
  const { atlas, layout } = known?.atlas ? { ...known, atlas: known.atlas } : drawn(source, kept);
  const fittedBefore = isSame ? known?.fitted : undefined;
  const fitted =
    aspect === undefined || fittedBefore?.aspect === aspect ? fittedBefore : { aspect, atlas: fitAtlas(atlas, aspect) };
  if (!isSame || fitted !== fittedBefore)
    await table.put({ id, key, atlas, ...(layout && { layout }), ...(fitted && { fitted }) });
  return aspect === undefined ? atlas : fitted?.atlas;
}

/** The map of a source, after the kept one. */
function drawn(source: AtlasSource, kept: AtlasRow | undefined): Drawn {
  if (kept?.layout !== undefined && kept.atlas === undefined) {
    // One that was drawn from nothing lies as that lays it, to a pixel; after itself it might be pushed by one.
    const fresh = drawAfter(source);
    if (told(fresh.layout) === told(kept.layout)) return fresh;
  }
  return drawAfter(source, kept?.layout);
}

function told({ width, letter, named, islands }: AtlasLayout): string {
  return JSON.stringify([
    width,
    letter,
    named,
    islands.map(({ category, origin: { x, y }, scale, seats }) => [category, x, y, scale, seats]),
  ]);
}

function firstLine({ facts }: { readonly facts: readonly { readonly lines: { readonly from: number } }[] }): number {
  return Math.min(Number.MAX_SAFE_INTEGER, ...facts.map(({ lines }) => lines.from));
}
