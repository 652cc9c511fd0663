import { useLiveQuery } from 'dexie-react-hooks';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import { useServices, useStorage } from '../services-context.ts';
import type { Walk } from '../services.ts';
import { useOptions } from './use-options.ts';

/** What a walk off the main thread finds: walked anew after each command, of whatever tab, and when `again` is another. */
export function useWalked<Found>(
  ask: (walk: Walk, moment: Moment, options: Options) => Promise<Found | undefined>,
  again?: unknown,
  wait = false,
): Found | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock, walk } = useServices();
  const [found, setFound] = useState<Found>();
  // Each command counts this up.
  const done = useLiveQuery(async () => {
    const row = await db.journal.get('position');
    return row !== undefined && 'sequence' in row ? row.sequence : 0;
  }, [db]);
  const turn = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (done === undefined || wait) return;
    let wanted = true;
    // One walk after the other; of those that wait only the last is walked.
    async function walkAfter(others: Promise<void>) {
      await others;
      if (!wanted) return;
      const walked = await ask(await walk(), clock.now(), options);
      // What shows it may be much: a map of all there is.
      if (wanted && walked !== undefined) startTransition(() => setFound(walked));
    }
    turn.current = walkAfter(turn.current).catch((error: unknown) => console.error(error));
    return () => {
      wanted = false;
    };
  }, [ask, done, again, wait, options, clock, walk]);
  return found;
}
