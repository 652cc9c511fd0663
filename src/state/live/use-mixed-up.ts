import { useLiveQuery } from 'dexie-react-hooks';
import type { DeckId } from '#core/ids.ts';
import { mixedUp, type MixedUp } from '#storage/queries/confusions.ts';
import { useServices, useStorage } from '../services-context.ts';

export type { MixedUp };

/** What is mixed up in each deck: decks in which something is come first, the one with the strongest pair before the others. */
export function useMixedUp(deck?: DeckId): readonly MixedUp[] | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  return useLiveQuery(async () => {
    const { instant } = clock.now();
    const decks = deck === undefined ? await db.notebooks.toCollection().primaryKeys() : [deck];
    const all = await Promise.all(decks.map((one) => mixedUp(db, one, instant)));
    const strongest = ({ confusions }: MixedUp) => confusions.pairs[0]?.strength ?? 0;
    return all.toSorted((a, b) => strongest(b) - strongest(a));
  }, [db, clock, deck]);
}
