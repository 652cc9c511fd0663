import { useEffect, useState } from 'react';
import type { KnownNames } from '#core/decks/typed-answer.ts';
import type { DeckId } from '#core/ids.ts';
import { knownNames } from '#storage/queries/known-names.ts';
import type { Services } from '../services.ts';
import { useServices } from '../services-context.ts';

const read = new WeakMap<Services, Map<DeckId, KnownNames>>();

/**
 * Every name in a deck, read while the answer is being typed so that it is there when it is compared; `undefined` until then.
 * The field must not wait for the database, so nothing suspends here. A deck that is learnt is seldom edited in the session.
 */
export function useKnownNames(deck: DeckId): KnownNames | undefined {
  const services = useServices();
  const [, draw] = useState(0);
  const known = read.get(services)?.get(deck);
  useEffect(() => {
    if (known !== undefined) return;
    let on = true;
    void readNames(services, deck).then((names) => {
      read.set(services, new Map(read.get(services)).set(deck, names));
      return on && draw((drawn) => drawn + 1);
    });
    return () => {
      on = false;
    };
  }, [services, deck, known]);
  return known;
}

async function readNames(services: Services, deck: DeckId): Promise<KnownNames> {
  try {
    return await knownNames((await services.storage()).db, deck);
  } catch {
    // Without them, an answer that names another thing is only not told which.
    return [];
  }
}
