import { useLiveQuery } from 'dexie-react-hooks';
import type { DeckId } from '#core/ids.ts';
import { lastImport, type LastImport } from '#storage/queries/last-import.ts';
import { useStorage } from '../services-context.ts';

/** The last import of a notebook that was here before it, as long as it can be taken back. */
export function useLastImport(deck: DeckId): LastImport | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => lastImport(db, deck), [db, deck]);
}
