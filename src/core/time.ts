import type { Branded } from './ids.ts';

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Branded<number, 'Instant'>;

/**
 * A day of the learner: days since 1970-01-01 of the local calendar date on which it began.
 * It begins at the rollover hour, so 02:00 on Tuesday still belongs to Monday's study day.
 */
export type StudyDay = Branded<number, 'StudyDay'>;

/** Minutes east of UTC of local time at an instant; what `-new Date(instant).getTimezoneOffset()` gives. */
export type OffsetAt = (instant: Instant) => number;

/** All that a scheduler may know of the clock, read once at each action. */
export interface Moment {
  readonly instant: Instant;
  readonly offsetMinutes: number;
  readonly day: StudyDay;
  /** When the next study day begins. */
  readonly dayEnds: Instant;
}

export const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** The moment of an instant in a zone. The rollover is looked up at its own offset, so both daylight-saving nights end right. */
export function momentAt(instant: Instant, offsetAt: OffsetAt, rolloverHour: number): Moment {
  const offsetMinutes = offsetAt(instant);
  const day = Math.floor((instant + offsetMinutes * minuteMs - rolloverHour * 3_600_000) / dayMs) as StudyDay;
  return { instant, offsetMinutes, day, dayEnds: startOfDay((day + 1) as StudyDay, offsetAt, rolloverHour) };
}

/** The first instant of a study day. */
export function startOfDay(day: StudyDay, offsetAt: OffsetAt, rolloverHour: number): Instant {
  const local = day * dayMs + rolloverHour * 3_600_000;
  const before = offsetAt((local - dayMs) as Instant);
  const after = offsetAt((local + dayMs) as Instant);
  // On the night when clocks go back the rollover hour may come twice (the first one counts), on the other night never.
  const early = (local - Math.max(before, after) * minuteMs) as Instant;
  if (early + offsetAt(early) * minuteMs >= local) return early;
  return (local - Math.min(before, after) * minuteMs) as Instant;
}
