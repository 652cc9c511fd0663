import type { Pace } from '../stats/estimate.ts';
import { usualPace } from '../stats/estimate.ts';
import type { StudyDay } from '../time.ts';
import type { Options } from './options.ts';
import type { Gathered } from './queue.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

/** How many new cards today lets in after what was done, beside so many other cards. The least of all bounds holds. */
export function newCardsToday(
  { doneToday, pace = usualPace, newLeft }: Pick<Gathered, 'doneToday' | 'pace' | 'newLeft'>,
  otherCards: number,
  day: StudyDay,
  options: Options,
): number {
  const { preset, minutesPerDay } = options;
  const bounds = [preset.newPerDay - doneToday.newCards];
  if (minutesPerDay !== undefined) bounds.push(roomFor(pace, minutesPerDay, otherCards, doneToday.takenMs ?? 0));
  if (newLeft !== undefined) bounds.push(newCardsADay(newLeft + doneToday.newCards, day, options) - doneToday.newCards);
  return Math.max(0, Math.min(...bounds));
}

/** New cards that fit beside the cards that are due, in what is left of the day's minutes. */
function roomFor({ answerMs, newCardMs }: Pace, minutesPerDay: number, otherCards: number, takenMs: number): number {
  return Math.floor((minutesPerDay * 60_000 - takenMs - otherCards * answerMs) / newCardMs);
}

/** Of the days from the choice of the date to the exam, those on which new cards are met: the rest is for reviews. */
const shareForNewCards = 0.6;

type Exam = Pick<Options, 'examDate' | 'examFrom'>;

/** How many new cards today, so that the last is met in time; without a bound once the date is there. */
export function newCardsADay(newLeft: number, today: StudyDay, exam: Exam): number {
  const last = lastNewDay(today, exam);
  return last === undefined ? Infinity : Math.ceil(newLeft / (last - today + 1));
}

/**
 * The day on which the last new card is met: after six tenths of the days that were left when the date was chosen. Counted
 * from today it would move on each day and never come; so it is only where that day went by with cards left.
 */
export function lastNewDay(today: StudyDay, { examDate, examFrom = today }: Exam): StudyDay | undefined {
  if (examDate === undefined || examDate <= today) return undefined;
  const from = (start: StudyDay) => (start + Math.max(1, Math.floor((examDate - start) * shareForNewCards)) - 1) as StudyDay;
  const planned = from(examFrom);
  return examFrom <= today && planned >= today ? planned : from(today);
}
