import type { StudyDay } from '../time.ts';
import type { Asked } from './columns.ts';
import { answered, inCourse } from './day-sums.ts';
import type { DaySums } from './day-sums.ts';
import { sumOfDay } from './day.ts';
import type { DayFigures } from './day.ts';

/** Answers on cards on each day of a year. */
export interface HeatmapFigure {
  /** A Monday. */
  readonly from: StudyDay;
  readonly answers: readonly number[];
  /** Least answers of the shades 1 to 4: by quarters of the days on which something was answered. */
  readonly levels: readonly [number, number, number, number];
}

/** Whole weeks, the last one with today. */
export function heatmapFrom(today: StudyDay, weeks: number): StudyDay {
  const monday = today - ((((today + 3) % 7) + 7) % 7);
  return (monday - (weeks - 1) * 7) as StudyDay;
}

export function heatmapFigure(sums: DaySums, { today }: Pick<Asked, 'today'>, weeks = 53): HeatmapFigure {
  const from = heatmapFrom(today, weeks);
  const answers = Array.from({ length: today - from + 1 }, (_, index) =>
    inCourse.reduce<number>((sum, sort) => sum + answered(sums, from + index, sort), 0),
  );
  return { from, answers, levels: levelsOf(answers) };
}

/** The same from the kept figures of days, all decks together. */
export function heatmapOfDays(days: readonly DayFigures[], today: StudyDay, weeks = 53): HeatmapFigure {
  const from = heatmapFrom(today, weeks);
  const byDay = new Map<StudyDay, DayFigures[]>();
  for (const row of days) byDay.set(row.day, [...(byDay.get(row.day) ?? []), row]);
  const answers = Array.from({ length: today - from + 1 }, (_, index) => {
    const day = (from + index) as StudyDay;
    return sumOfDay(byDay.get(day) ?? [], day).answers;
  });
  return { from, answers, levels: levelsOf(answers) };
}

function levelsOf(answers: readonly number[]): HeatmapFigure['levels'] {
  const studied = answers.filter((count) => count > 0).toSorted((a, b) => a - b);
  const quarter = (part: number) => studied[Math.floor((studied.length * part) / 4)] ?? 1;
  return [1, quarter(1), quarter(2), quarter(3)];
}

/** 0 for a day without an answer, to 4. */
export function heatOf(count: number, levels: HeatmapFigure['levels']): 0 | 1 | 2 | 3 | 4 {
  if (count === 0) return 0;
  if (count >= levels[3] && levels[3] > 1) return 4;
  if (count >= levels[2] && levels[2] > 1) return 3;
  return count >= levels[1] && levels[1] > 1 ? 2 : 1;
}
