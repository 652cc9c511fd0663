import type { CardwrightDatabase } from './database.ts';
import type { HandleRow } from './rows.ts';

// What the browser gave of the learner's own disk. It means nothing on another device, so it is in no journal and no backup.

/** The folder of notes that was linked, in this tab, another one or an earlier visit. */
export async function findFolder(db: CardwrightDatabase): Promise<FileSystemDirectoryHandle | undefined> {
  return (await db.handles.get(notes))?.folder;
}

export async function keepFolder(db: CardwrightDatabase, folder: FileSystemDirectoryHandle): Promise<void> {
  await db.handles.put({ id: notes, folder });
}

export async function forgetFolder(db: CardwrightDatabase): Promise<void> {
  await db.handles.delete(notes);
}

const notes: HandleRow['id'] = 'notes';
