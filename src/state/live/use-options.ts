import { useSyncExternalStore } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import { useStorage } from '../services-context.ts';

/** How the learner wants to study, as it is now: a change in any tab draws anew. */
export function useOptions(): Options {
  const storage = useStorage();
  return useSyncExternalStore(storage.followOptions, () => storage.options);
}
