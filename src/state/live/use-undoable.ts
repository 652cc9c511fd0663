import { useLiveQuery } from 'dexie-react-hooks';
import type { Undoable } from '#storage/storage.ts';
import { useStorage } from '../services-context.ts';

/** Whether there is anything to take back, or to do again; `undefined` is not known yet. */
export function useUndoable(): Undoable | undefined {
  const storage = useStorage();
  return useLiveQuery(() => storage.undoable(), [storage]);
}
