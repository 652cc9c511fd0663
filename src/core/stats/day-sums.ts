import type { StudyDay } from '../time.ts';
import { matureDays, rowKind } from './columns.ts';
import type { LogColumns } from './columns.ts';

// Most figures ask only how many answers of which sort a day had. The log is walked once for all of them: a walk for each would
// take longer than reading it.

/** What a card was when it was answered; a review card also how old it was, and whether that was its first answer of the day. */
export const answerSort = {
  first: 0,
  learning: 1,
  relearning: 2,
  young: 3,
  mature: 4,
  youngAgain: 5,
  matureAgain: 6,
  cram: 7,
  quiz: 8,
} as const;
export type AnswerSort = (typeof answerSort)[keyof typeof answerSort];

const sorts = 9;
const ratings = 4;
/** Numbers of one day. */
const width = sorts * ratings;

/** Answers of each day by sort and rating, and the time that they took. */
export interface DaySums {
  /** The first day that has numbers of its own; what was before is taken together as the day before it. */
  readonly from: StudyDay;
  readonly today: StudyDay;
  readonly counts: Float64Array;
  readonly takenMs: Float64Array;
}

/** More days than those of forty years are not told apart: a clock was wrong. */
export const mostDays = 15_000;

/** The first day of the log, as far back as days are told apart. */
export function firstDay(log: LogColumns, today: StudyDay): StudyDay {
  const { day, length } = log;
  let first: number = today;
  for (let at = 0; at < length; at += 1) if (day[at]! < first) first = day[at]!;
  return Math.max(first, today - mostDays) as StudyDay;
}

/** Of the cards that are chosen, up to today. */
export function daySumsOf(log: LogColumns, chosen: Uint8Array, today: StudyDay): DaySums {
  const from = firstDay(log, today);
  const { day: days, card, kind: kinds, rating, interval, elapsed, takenMs: took, length } = log;
  const parts = today - from + 2;
  const counts = new Float64Array(parts * width);
  const takenMs = new Float64Array(parts * sorts);
  for (let at = 0; at < length; at += 1) {
    const kind = kinds[at]!;
    const day = days[at]!;
    if (kind === rowKind.nothing || day > today || chosen[card[at]!] === 0) continue;
    const part = day < from ? 0 : day - from + 1;
    const place = part * sorts + sortOf(kind, interval[at]!, elapsed[at]!);
    counts[place * ratings + rating[at]! - 1]! += 1;
    takenMs[place]! += took[at]!;
  }
  return { from, today, counts, takenMs };
}

function sortOf(kind: number, interval: number, elapsed: number): AnswerSort {
  switch (kind) {
    case rowKind.first:
      return answerSort.first;
    case rowKind.learning:
      return answerSort.learning;
    case rowKind.relearning:
      return answerSort.relearning;
    case rowKind.review:
      if (interval < matureDays) return elapsed > 0 ? answerSort.young : answerSort.youngAgain;
      return elapsed > 0 ? answerSort.mature : answerSort.matureAgain;
    case rowKind.cram:
      return answerSort.cram;
    default:
      return answerSort.quiz;
  }
}

/** On cards, in their course: neither crammed nor in a quiz. */
export const inCourse: readonly AnswerSort[] = [0, 1, 2, 3, 4, 5, 6];

/** Answers of a day with a rating; none of a day that is not told. */
export function rated({ from, today, counts }: DaySums, day: number, sort: AnswerSort, rating: 1 | 2 | 3 | 4): number {
  if (day < from || day > today) return 0;
  return counts[((day - from + 1) * sorts + sort) * ratings + rating - 1]!;
}

/** Answers of a day, of all ratings. */
export function answered(sums: DaySums, day: number, sort: AnswerSort): number {
  return rated(sums, day, sort, 1) + passed(sums, day, sort);
}

/** Of them, those that were not Again. */
export function passed(sums: DaySums, day: number, sort: AnswerSort): number {
  return rated(sums, day, sort, 2) + rated(sums, day, sort, 3) + rated(sums, day, sort, 4);
}

export function taken({ from, today, takenMs }: DaySums, day: number, sort: AnswerSort): number {
  return day < from || day > today ? 0 : takenMs[(day - from + 1) * sorts + sort]!;
}

/** All answers of a sort up to today, with those of before the first day. */
export function ever(sums: DaySums, sort: AnswerSort): { readonly of: number; readonly known: number } {
  let [of, known] = [0, 0];
  for (let at = sort * ratings; at < sums.counts.length; at += width) {
    const good = sums.counts[at + 1]! + sums.counts[at + 2]! + sums.counts[at + 3]!;
    known += good;
    of += good + sums.counts[at]!;
  }
  return { of, known };
}
