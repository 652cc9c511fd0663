import { useEffect, useState } from 'react';
import { findLoss } from '#state/lost-record.ts';
import { useServices } from '#state/services-context.ts';

/** Where there is no deck: whether one was lost. `none` until it is known. */
export function useLoss(): 'lost' | 'maybe' | 'none' {
  const services = useServices();
  const [loss, setLoss] = useState<'lost' | 'maybe' | 'none'>('none');
  useEffect(() => {
    // A browser that keeps nothing says so elsewhere.
    findLoss(services).then(setLoss, () => undefined);
  }, [services]);
  return loss;
}
