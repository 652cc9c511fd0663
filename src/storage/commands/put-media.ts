import type { PlannedPicture } from '#core/media.ts';
import type { CardwrightDatabase } from '../database.ts';

/** Puts in the pictures that are not there yet, within the transaction of whoever needs them. */
export async function putMedia(db: CardwrightDatabase, pictures: readonly PlannedPicture[]): Promise<void> {
  const given = new Map(pictures.flatMap(({ media, file }) => (file === undefined ? [] : [[media, file] as const])));
  if (given.size === 0) return;
  const there = new Set(
    await db.media
      .where('id')
      .anyOf([...given.keys()])
      .primaryKeys(),
  );
  const rows = [...given].flatMap(([id, { type, bytes }]) => (there.has(id) ? [] : [{ id, type, size: bytes.length, bytes }]));
  await db.media.bulkPut(rows);
}

/** Removes the pictures that no notebook shows any more, but for those that undoing an import would bring back. */
export async function sweepMedia(db: CardwrightDatabase): Promise<void> {
  const all = await db.media.toCollection().primaryKeys();
  if (all.length === 0) return;
  const [shown, before] = await Promise.all([
    db.notebooks.orderBy('mediaIds').uniqueKeys(),
    db.imports.orderBy('mediaIds').uniqueKeys(),
  ]);
  const wanted = new Set<unknown>([...shown, ...before]);
  await db.media.bulkDelete(all.filter((id) => !wanted.has(id)));
}
