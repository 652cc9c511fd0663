import { useLiveQuery } from 'dexie-react-hooks';
import type { DeckId, EntityId } from '#core/ids.ts';
import { fadingIn } from '#storage/queries/fading.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export function useFading(deck: DeckId | undefined): readonly EntityId[] | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  const options = useOptions();
  return useLiveQuery(
    async () => (deck === undefined ? [] : fadingIn(db, deck, clock.now(), options)),
    [db, deck, clock, options],
  );
}
