import { momentAt, type Instant } from '#core/time.ts';
import type { Clock } from './services.ts';

/** The device's clock. The zone is asked at each look, so a flight is followed at once. */
export interface SystemClock extends Clock {
  /** Days begin at this hour from now on. */
  dayBeginsAt(rolloverHour: number): void;
}

export function systemClock(firstRolloverHour: number): SystemClock {
  let rolloverHour = firstRolloverHour;
  return {
    now: () => momentAt(Date.now() as Instant, (instant) => -new Date(instant).getTimezoneOffset(), rolloverHour),
    ticks: () => performance.now(),
    dayBeginsAt(hour) {
      rolloverHour = hour;
    },
  };
}
