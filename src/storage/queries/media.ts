import type { DeckId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { MediaRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** The picture that a notebook calls so. */
export function picture(db: CardwrightDatabase, deck: DeckId, src: string): Promise<MediaRow | undefined> {
  return inSnapshot(db, [db.notebooks, db.media], async () => {
    const notebook = await db.notebooks.get(deck);
    const media = notebook?.pictures?.find((one) => one.src === src)?.media;
    return media === undefined ? undefined : db.media.get(media);
  });
}

/** All pictures of a notebook by the names that it calls them. */
export function picturesOf(
  db: CardwrightDatabase,
  deck: DeckId,
): Promise<readonly { readonly src: string; readonly row: MediaRow }[]> {
  return inSnapshot(db, [db.notebooks, db.media], async () => {
    const named = (await db.notebooks.get(deck))?.pictures ?? [];
    const rows = await db.media.bulkGet(named.map(({ media }) => media));
    return named.flatMap(({ src }, index) => {
      const row = rows[index];
      return row === undefined ? [] : [{ src, row }];
    });
  });
}

/** The notebooks that have pictures, or were made from a folder of files. */
export function decksWithFiles(db: CardwrightDatabase): Promise<readonly DeckId[]> {
  return inSnapshot(db, [db.notebooks], async () => {
    const pictured = await db.notebooks.where('mediaIds').above('').primaryKeys();
    const folders = await db.notebooks.filter(({ files }) => files !== undefined).primaryKeys();
    return [...new Set([...pictured, ...folders])];
  });
}
