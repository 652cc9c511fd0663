import type { CardwrightDatabase } from './database.ts';
import type { HandleRow } from './rows.ts';

// What the browser gave of the learner's own disk. It means nothing on another device, so it is in no journal and no backup.

type Which = HandleRow['id'];

/** The folder that was linked, in this tab, another one or an earlier visit: of notes, or for backups. */
export async function findFolder(db: CardwrightDatabase, which: Which = 'notes'): Promise<FileSystemDirectoryHandle | undefined> {
  return (await db.handles.get(which))?.folder;
}

export async function keepFolder(
  db: CardwrightDatabase,
  folder: FileSystemDirectoryHandle,
  which: Which = 'notes',
): Promise<void> {
  await db.handles.put({ id: which, folder });
}

export async function forgetFolder(db: CardwrightDatabase, which: Which = 'notes'): Promise<void> {
  await db.handles.delete(which);
}
