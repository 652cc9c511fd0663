import { useLiveQuery } from 'dexie-react-hooks';
import { useServices, useStorage } from '../services-context.ts';

/** How many cards wait until tomorrow; `undefined` is not known yet. */
export function useBuried(): number | undefined {
  const { db } = useStorage();
  const { clock } = useServices();
  return useLiveQuery(() => db.schedules.where('buriedOn').equals(clock.now().day).count(), [db, clock]);
}
