import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useRef, useState } from 'react';
import type { Standing } from '../keeper.ts';
import { useServices, useStorage } from '../services-context.ts';

/** Counting a large record takes its time; whoever studies in another tab changes it every few seconds. */
const atMostEveryMs = 2_000;
/** Of the time, however large it is. */
const atMostShare = 0.2;

/** How what the learner has is kept, read anew when something was done, in whatever tab, or a backup was made. */
export function useStanding(): Standing | 'failed' | undefined {
  const services = useServices();
  const { db } = useStorage();
  const [standing, setStanding] = useState<Standing | 'failed'>();
  const nextAt = useRef(-Infinity);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const moved = useLiveQuery(async () => {
    const [position, ...settings] = await Promise.all([
      db.journal.get('position'),
      ...(['keptAt', 'exportedAt', 'checkedAt'] as const).map((key) => db.settings.get(key)),
      db.handles.toCollection().primaryKeys(),
    ]);
    return JSON.stringify([position, settings]);
  }, [db]);
  useEffect(() => {
    if (moved === undefined) return;
    const read = async () => {
      const begun = performance.now();
      try {
        const keeper = await services.keeper();
        const next = await keeper.standing();
        if (isThere.current) setStanding(next);
      } catch {
        if (isThere.current) setStanding('failed');
      }
      const took = performance.now() - begun;
      nextAt.current = performance.now() + Math.max(atMostEveryMs, took / atMostShare);
    };
    // What is being read goes on to its end: where much is done, there is always something newer.
    const timer = setTimeout(() => void read(), Math.max(0, nextAt.current - performance.now()));
    return () => clearTimeout(timer);
  }, [services, moved]);
  return standing;
}
