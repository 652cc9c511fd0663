import { findFolder, forgetFolder, keepFolder } from '#storage/kept-folder.ts';
import type { Storage } from '#storage/storage.ts';

/** A folder on the learner's disk that backups are written to, where the browser can be given one. */
export interface BackupFolder {
  readonly name: string;
  /** The permission ends with the visit, unless the learner gave it for all of them. */
  readonly mayWrite: boolean;
}

/** Chromium's, not in the DOM's types. */
interface Picking {
  showDirectoryPicker?: (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
}
interface Permitting {
  queryPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
  requestPermission?: (options: { mode: 'readwrite' }) => Promise<PermissionState>;
}

const mode = { mode: 'readwrite' } as const;

export function canChooseFolder(): boolean {
  return (globalThis as Picking).showDirectoryPicker !== undefined;
}

/** Asks for one; false where the learner thought better of it. To be called by a click. */
export async function chooseFolder({ db }: Storage): Promise<boolean> {
  try {
    const folder = await (globalThis as Picking).showDirectoryPicker?.({ id: 'backups', ...mode });
    if (folder === undefined) return false;
    await keepFolder(db, folder, 'backups');
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
}

export async function describeFolder({ db }: Storage): Promise<BackupFolder | undefined> {
  const folder = await findFolder(db, 'backups');
  if (folder === undefined) return undefined;
  return { name: folder.name === '' ? '/' : folder.name, mayWrite: await mayWrite(folder) };
}

/** The folder, where it may be written to without asking. */
export async function writableFolder({ db }: Storage): Promise<FileSystemDirectoryHandle | undefined> {
  const folder = await findFolder(db, 'backups');
  return folder !== undefined && (await mayWrite(folder)) ? folder : undefined;
}

/** The folder, asking first where that must be. To be called by a click. */
export async function permittedFolder({ db }: Storage): Promise<FileSystemDirectoryHandle> {
  const folder = await findFolder(db, 'backups');
  if (folder === undefined) throw new DOMException('No folder was chosen.', 'NotFoundError');
  if (await mayWrite(folder)) return folder;
  const given = await (folder as Permitting).requestPermission?.(mode);
  if (given !== 'granted') throw new DOMException('The folder may not be written to.', 'NotAllowedError');
  return folder;
}

export function leaveFolder({ db }: Storage): Promise<void> {
  return forgetFolder(db, 'backups');
}

async function mayWrite(folder: FileSystemDirectoryHandle & Permitting): Promise<boolean> {
  return ((await folder.queryPermission?.(mode)) ?? 'granted') === 'granted';
}
