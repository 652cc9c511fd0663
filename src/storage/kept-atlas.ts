import type { Atlas, AtlasLayout } from '#core/atlas/atlas.ts';
import { sourceKey } from '#core/atlas/atlas.ts';
import { drawAfter } from '#core/atlas/draw.ts';
import { fitAtlas } from '#core/atlas/fit.ts';
import { sourceOf } from '#core/atlas/source.ts';
import { hash } from '#core/hash.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from './database.ts';
import { inSnapshot } from './queries/snapshot.ts';

/** A drawn map, among what is derived: it can be drawn again at any time. */
interface AtlasRow {
  readonly id: string;
  /** Of what it was drawn from. */
  readonly key: string;
  readonly atlas: Atlas;
  /** What the next one is drawn after; rows of an earlier version have none. */
  readonly layout?: AtlasLayout;
  /** The same islands, laid together for a frame: see fit.ts. */
  readonly fitted?: { readonly aspect: number; readonly atlas: Atlas };
}

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
  const isSame = kept?.key === key;
  const { atlas, layout } = isSame ? kept : drawAfter(source, kept?.layout);
  const known = isSame ? kept.fitted : undefined;
  const fitted = aspect === undefined || known?.aspect === aspect ? known : { aspect, atlas: fitAtlas(atlas, aspect) };
  if (!isSame || fitted !== known) await table.put({ id, key, atlas, ...(layout && { layout }), ...(fitted && { fitted }) });
  return aspect === undefined ? atlas : fitted?.atlas;
}

function firstLine({ facts }: { readonly facts: readonly { readonly lines: { readonly from: number } }[] }): number {
  return Math.min(Number.MAX_SAFE_INTEGER, ...facts.map(({ lines }) => lines.from));
}
