import type { Atlas, AtlasLayout } from '#core/atlas/atlas.ts';
import type { CardwrightDatabase } from './database.ts';

/** A drawn map, among what is derived: it can be drawn again at any time. */
export interface AtlasRow {
  readonly id: string;
  /** Of what it was drawn from; absent, as the map is, where only the layout has come with a backup. */
  readonly key?: string;
  readonly atlas?: Atlas;
  /** What the next one is drawn after; rows of an earlier version have none. */
  readonly layout?: AtlasLayout;
  /** The same islands, laid together for a frame: see fit.ts. */
  readonly fitted?: { readonly aspect: number; readonly atlas: Atlas };
}

/**
 * As much of the kept maps as it takes to have the same on another device: where each island lies and who has which parcel. A
 * deck that grew is drawn after what was there, and what was there no notes tell.
 */
export async function atlasLayouts(
  db: CardwrightDatabase,
): Promise<readonly { readonly id: string; readonly layout: AtlasLayout }[]> {
  const rows = await db.table<AtlasRow, string>('columns').where('id').startsWith('atlas ').toArray();
  return rows.flatMap(({ id, layout }) => (layout === undefined ? [] : [{ id, layout }]));
}
