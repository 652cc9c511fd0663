import { useLiveQuery } from 'dexie-react-hooks';
import { startTransition, useEffect, useState } from 'react';
import type { Atlas } from '#core/atlas/atlas.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import { mappedDecks, type MappedDeck } from '#storage/queries/mapped-decks.ts';
import { useServices, useStorage } from '../services-context.ts';

export interface AtlasPage {
  readonly atlas: Atlas;
  readonly deck: MappedDeck;
  /** All there are, for whoever wants another's map. */
  readonly decks: readonly MappedDeck[];
}

/**
 * The map of a deck, or of one of its islands; `undefined` is not known yet, `'none'` is no such deck. Without a deck, of the first. With
 * an aspect, its islands fill a frame of these proportions. Nothing is read while it has to `wait` for what is to be there first.
 */
export function useAtlas(
  wanted?: DeckId,
  only?: CategoryId,
  { aspect, wait = false }: { readonly aspect?: number; readonly wait?: boolean } = {},
): AtlasPage | 'none' | undefined {
  const { db } = useStorage();
  const { walk } = useServices();
  const decks = useLiveQuery(async () => (wait ? undefined : mappedDecks(db)), [db, wait]);
  const [drawn, setDrawn] = useState<{ readonly of: string; readonly atlas: Atlas }>();
  const deck = wanted === undefined ? decks?.[0] : decks?.find(({ id }) => id === wanted);
  const { id, revision } = deck ?? {};
  const of = `${id} ${only ?? ''}`;
  useEffect(() => {
    if (id === undefined) return;
    let isWanted = true;
    async function read(wantedDeck: DeckId) {
      const atlas = await (await walk()).readAtlas(wantedDeck, only, aspect);
      // A map of two thousand parcels is drawn between key presses, not before the next.
      if (isWanted && atlas !== undefined) startTransition(() => setDrawn({ of, atlas }));
    }
    // What a map shows is said beside it as well.
    read(id).catch((error: unknown) => console.error(error));
    return () => {
      isWanted = false;
    };
  }, [id, revision, only, aspect, of, walk]);
  if (decks === undefined) return undefined;
  if (deck === undefined) return 'none';
  return drawn?.of === of ? { atlas: drawn.atlas, deck, decks } : undefined;
}
