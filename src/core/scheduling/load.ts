import type { StudyDay } from '../time.ts';
import type { Preset } from './schedule.ts';

/**
 * What is due on the coming days, as the learner's buttons were computed with it. It is handed along with the answer, so what
 * was shown is what is applied, whatever another tab did in between; the day itself is then recorded in the log, and replay
 * needs no load. Where it comes from: state/due-load.ts.
 */
export interface DueLoad {
  /** Cards due by study day, over all decks; a day that is missing has none. */
  readonly dueOn: ReadonlyMap<StudyDay, number>;
  /** Days on which other cards of the note are due. */
  readonly siblingDays: readonly StudyDay[];
}

/** Longer intervals are spread well enough by fuzz alone (Anki). */
export const balancedUntilDays = 90;

/**
 * One of the intervals from lower to upper, by chance from 0 to 1, where days with little to do have the better prospects.
 * Anki's weights, but for two: there an empty day is as good on any weekday and beside any sibling; and here a weekday with as
 * few reviews as can be gets one only where the range holds no other.
 */
export function balancedInterval(
  { lower, upper, today }: { readonly lower: number; readonly upper: number; readonly today: StudyDay },
  { easyDays, loadBalance = true }: Preset,
  load: DueLoad | undefined,
  chance: number,
): number {
  const intervals = Array.from({ length: upper - lower + 1 }, (_, index) => lower + index);
  const weights = intervals.map((days) => {
    const day = (today + days) as StudyDay;
    const share = easyDays?.[weekdayOf(day)] ?? 1;
    if (load === undefined || !loadBalance) return share;
    const due = load.dueOn.get(day) ?? 0;
    // What is due, measured by what the weekday shall have.
    const room = due === 0 ? 1 : (share / due) ** 2.15 / days ** 3;
    return share * room * apartFrom(load.siblingDays, day);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Only weekdays with as few as can be: then one of them, each as likely.
  if (total === 0) return intervals[Math.floor(chance * intervals.length)]!;
  let left = chance * total;
  return intervals.find((_, index) => (left -= weights[index]!) < 0) ?? upper;
}

/** From Monday, 0, to Sunday, 6. The first study day of all, 1970-01-01, was a Thursday. */
export function weekdayOf(day: StudyDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A sibling helps to remember: the nearer the less likely, from five days apart without loss. */
function apartFrom(siblingDays: readonly StudyDay[], day: StudyDay): number {
  const nearest = Math.min(...siblingDays.map((sibling) => Math.abs(sibling - day)), 5);
  return nearest === 0 ? 0.0001 : nearest / 5;
}
