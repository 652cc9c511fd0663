import { useLiveQuery } from 'dexie-react-hooks';
import { referenceBook, type ReferenceDeck } from '#storage/queries/reference.ts';
import { useStorage } from '../services-context.ts';

export type { ReferenceDeck };

/** All that the decks know, for reading. */
export function useReference(): readonly ReferenceDeck[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(() => referenceBook(db), [db]);
}
