import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { EntityStanding } from '#core/atlas/standing.ts';
import type { CardId, EntityId, EntryId } from '#core/ids.ts';
import { beforeAnswers } from '#storage/queries/session-ink.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export interface SessionInk {
  /** How each entity that was answered stood before. */
  readonly before: ReadonlyMap<EntityId, EntityStanding>;
  /** It has been drawn once as it was: now the new ink may come. */
  readonly shown: boolean;
}

/** The map is seen as it was for `stillMs`. */
export function useSessionInk(
  answers: readonly { readonly card: CardId; readonly entry: EntryId }[],
  stillMs: number,
): SessionInk | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock } = useServices();
  const wanted = JSON.stringify(answers);
  const before = useLiveQuery(
    () => beforeAnswers(db, JSON.parse(wanted) as typeof answers, clock.now(), options),
    [db, wanted, clock, options],
  );
  const [shown, setShown] = useState(false);
  const isThere = before !== undefined;
  useEffect(() => {
    if (!isThere) return;
    const timer = setTimeout(() => setShown(true), stillMs);
    return () => clearTimeout(timer);
  }, [isThere, stillMs]);
  return before && { before, shown };
}
