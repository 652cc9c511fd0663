import { dayMs, momentAt } from '#core/time.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';

/** A Monday. */
export const monday = 20_773 as StudyDay;

interface MomentFields {
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly rolloverHour?: number;
}

/** A moment in UTC: 09:00 on a Monday unless said otherwise. */
export function aMoment({ day = monday, hour = 9, minute = 0, second = 0, rolloverHour = 4 }: MomentFields = {}): Moment {
  const instant = (day * dayMs + ((hour * 60 + minute) * 60 + second) * 1000) as Instant;
  return momentAt(instant, () => 0, rolloverHour);
}

/** The moment some minutes later. */
export function later(moment: Moment, minutes: number, rolloverHour = 4): Moment {
  return momentAt((moment.instant + minutes * 60_000) as Instant, () => moment.offsetMinutes, rolloverHour);
}
