import { createStore } from 'zustand/vanilla';
import { findFolder, forgetFolder, keepFolder } from '#storage/kept-folder.ts';
import { givenByFolder, type GivenFile } from './given-files.ts';
import type { Services } from './services.ts';

/** A folder of notes that is read again whenever the learner asks, in this visit and in later ones. */
export interface LinkedFolderState {
  /** Whether this browser can link one at all. */
  readonly canLink: boolean;
  readonly name?: string;
  /** Asks for a folder; false where the learner thought better of it. */
  link(): Promise<boolean>;
  /** Its files as they are now; rejects with a DOMException where they may not be read. To be called by a click. */
  read(): Promise<readonly GivenFile[]>;
  forget(): Promise<void>;
}

export type LinkedFolderStore = Awaited<ReturnType<typeof createLinkedFolder>>;

/** Chromium's, not in the DOM's types. */
interface Picking {
  showDirectoryPicker?: (options: { id: string; mode: 'read' }) => Promise<FileSystemDirectoryHandle>;
}
interface Permitting {
  queryPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
}

/** Where a folder is kept from one visit to the next. */
export interface FolderKeep {
  find(): Promise<FileSystemDirectoryHandle | undefined>;
  keep(folder: FileSystemDirectoryHandle): Promise<void>;
  forget(): Promise<void>;
}

export function keepIn(storage: Services['storage']): FolderKeep {
  return {
    find: async () => findFolder((await storage()).db),
    keep: async (folder) => keepFolder((await storage()).db, folder),
    forget: async () => forgetFolder((await storage()).db),
  };
}

export async function createLinkedFolder(kept: FolderKeep) {
  const picking = globalThis as Picking;
  // Files can be chosen all the same where nothing can be kept.
  let folder: (FileSystemDirectoryHandle & Permitting) | undefined = await kept.find().catch(unkept);

  return createStore<LinkedFolderState>()((set, get) => ({
    canLink: picking.showDirectoryPicker !== undefined,
    ...(folder && { name: nameOf(folder) }),

    async link() {
      try {
        folder = await picking.showDirectoryPicker?.({ id: 'notes', mode: 'read' });
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false;
        throw error;
      }
      if (folder === undefined) return false;
      set({ name: nameOf(folder) });
      await kept.keep(folder).catch(unkept);
      return true;
    },

    async read() {
      if (folder === undefined) return [];
      await permit(folder);
      return givenByFolder(folder);
    },

    async forget() {
      folder = undefined;
      const { name: _, ...rest } = get();
      set(rest, true);
      await kept.forget().catch(unkept);
    },
  }));
}

/** The permission ends with the visit, unless the learner gave it for all of them: then the browser does not ask. */
async function permit(folder: Permitting): Promise<void> {
  const mode = { mode: 'read' } as const;
  if ((await folder.queryPermission?.(mode)) === 'granted') return;
  const given = (await folder.requestPermission?.(mode)) ?? 'granted';
  if (given !== 'granted') throw new DOMException('The folder may not be read.', 'NotAllowedError');
}

/** The root of the origin private file system has none. */
function nameOf({ name }: FileSystemDirectoryHandle): string {
  return name === '' ? '/' : name;
}

function unkept(error: unknown): undefined {
  console.info('The linked folder is known to this visit only.', error);
}
