import { hash32, randomFrom } from '../random.ts';
import type { Schedule } from './schedule.ts';
import type { Moment, StudyDay } from '../time.ts';

/** A day or a range, counted from today; 0 is today. */
export interface DueDays {
  readonly from: number;
  readonly to: number;
}

/** More would outlive the learner; a slip of the finger. */
const mostDays = 36_500;

/**
 * `1`, `3-7` or `0`, as in Anki's dialog. A `!` behind it, by which Anki changes the interval too, is understood and does
 * nothing: here the interval always follows the day.
 */
export function parseDueDays(text: string): DueDays | undefined {
  const found = /^(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?\s*!?$/.exec(text.trim());
  if (found === null) return undefined;
  const from = Number(found[1]);
  const to = Number(found[2] ?? found[1]);
  return to < from || to > mostDays ? undefined : { from, to };
}

/** A day of the range, by card and number of its moves: the same dialog gives cards of one note different days. */
export function chooseDueDay({ from, to }: DueDays, { card, revision }: Schedule, { day }: Moment): StudyDay {
  const random = randomFrom(hash32(`${card} ${revision} due`));
  return (day + from + Math.floor(random() * (to - from + 1))) as StudyDay;
}
