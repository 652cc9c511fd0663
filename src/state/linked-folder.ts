import { createStore } from 'zustand/vanilla';
import { givenByFolder, type GivenFile } from './given-files.ts';

/** A folder of notes that is read again whenever the learner asks, as long as this tab is open. */
export interface LinkedFolderState {
  /** Whether this browser can link one at all. */
  readonly canLink: boolean;
  readonly name?: string;
  /** Asks for a folder; false where the learner thought better of it. */
  link(): Promise<boolean>;
  /** Its files as they are now; rejects with the browser's DOMException where they may not be read. */
  read(): Promise<readonly GivenFile[]>;
  forget(): void;
}

export type LinkedFolderStore = ReturnType<typeof createLinkedFolder>;

/** Chromium's, not in the DOM's types. */
interface Picking {
  showDirectoryPicker?: (options: { id: string; mode: 'read' }) => Promise<FileSystemDirectoryHandle>;
}
interface Permitting {
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>;
}

export function createLinkedFolder() {
  let folder: (FileSystemDirectoryHandle & Permitting) | undefined;
  const picking = globalThis as Picking;

  return createStore<LinkedFolderState>()((set, get) => ({
    canLink: picking.showDirectoryPicker !== undefined,

    async link() {
      try {
        folder = await picking.showDirectoryPicker?.({ id: 'notes', mode: 'read' });
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') return false;
        throw error;
      }
      if (folder !== undefined) set({ name: folder.name === '' ? '/' : folder.name });
      return folder !== undefined;
    },

    async read() {
      if (folder === undefined) return [];
      // The browser may have taken the permission back since.
      await folder.requestPermission?.({ mode: 'read' });
      return givenByFolder(folder);
    },

    forget() {
      folder = undefined;
      const { name: _, ...rest } = get();
      set(rest, true);
    },
  }));
}
