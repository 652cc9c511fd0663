import { momentAt, type Instant } from '#core/time.ts';
import type { Clock } from './services.ts';

/** The device's clock. The zone is asked at each look, so a flight is followed at once. */
export function systemClock(rolloverHour: number): Clock {
  return {
    now: () => momentAt(Date.now() as Instant, (instant) => -new Date(instant).getTimezoneOffset(), rolloverHour),
    ticks: () => performance.now(),
  };
}
