import type { StudyDay } from '../time.ts';
import { addedFigure } from './added-figure.ts';
import { buttonsFigure } from './buttons-figure.ts';
import { calibrationFigure } from './calibration-figure.ts';
import type { Asked, CardColumns, LogColumns } from './columns.ts';
import { countsFigure } from './counts-figure.ts';
import { daySumsOf, firstDay } from './day-sums.ts';
import { difficultyFigure } from './difficulty-figure.ts';
import { dueFigure } from './due-figure.ts';
import { heatmapFigure } from './heatmap-figure.ts';
import { hoursFigure } from './hours-figure.ts';
import { intervalsFigure } from './intervals-figure.ts';
import { quizFigure } from './quiz-figure.ts';
import { retentionFigure } from './retention-figure.ts';
import { retrievabilityFigure } from './retrievability-figure.ts';
import { reviewsFigure } from './reviews-figure.ts';
import { spansOf } from './spans.ts';
import type { Spans } from './spans.ts';
import { stabilityFigure } from './stability-figure.ts';
import { todayFigure } from './today-figure.ts';

export const PERIODS = ['month', 'quarter', 'year', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** The last so many days, today among them. */
const periodDays = { month: 30, quarter: 91, year: 365 } as const satisfies Record<Exclude<Period, 'all'>, number>;
/** The forecast looks as far ahead as the period looks back, and no further than a year. */
const mostAhead = 365;

/** All figures of a period and part. */
export interface Figures {
  readonly today: StudyDay;
  readonly period: Period;
  readonly spans: Pick<Spans, 'unit' | 'starts'>;
  readonly done: ReturnType<typeof todayFigure>;
  readonly due: ReturnType<typeof dueFigure>;
  readonly heatmap: ReturnType<typeof heatmapFigure>;
  readonly reviews: ReturnType<typeof reviewsFigure>;
  readonly counts: ReturnType<typeof countsFigure>;
  readonly intervals: ReturnType<typeof intervalsFigure>;
  readonly stability: ReturnType<typeof stabilityFigure>;
  readonly difficulty: ReturnType<typeof difficultyFigure>;
  readonly retrievability: ReturnType<typeof retrievabilityFigure>;
  readonly retention: ReturnType<typeof retentionFigure>;
  readonly hours: ReturnType<typeof hoursFigure>;
  readonly buttons: ReturnType<typeof buttonsFigure>;
  readonly added: ReturnType<typeof addedFigure>;
  readonly quiz: ReturnType<typeof quizFigure>;
  readonly calibration: ReturnType<typeof calibrationFigure>;
}

export function figuresOf(
  log: LogColumns,
  cards: CardColumns,
  recall: Float32Array,
  { today, period, chosen }: { readonly today: StudyDay; readonly period: Period; readonly chosen: Uint8Array },
): Figures {
  const asked: Asked = { today, from: periodFrom(log, today, period), chosen };
  const spans = spansOf(asked.from, today);
  const sums = daySumsOf(log, chosen, today);
  return {
    today,
    period,
    spans: { unit: spans.unit, starts: spans.starts },
    done: todayFigure(sums),
    due: dueFigure(cards, asked, Math.min(mostAhead, period === 'all' ? mostAhead : periodDays[period])),
    heatmap: heatmapFigure(sums, asked),
    reviews: reviewsFigure(sums, spans),
    counts: countsFigure(cards, asked),
    intervals: intervalsFigure(cards, asked),
    stability: stabilityFigure(cards, asked),
    difficulty: difficultyFigure(cards, asked),
    retrievability: retrievabilityFigure(cards, recall, asked),
    retention: retentionFigure(sums, asked, spans),
    hours: hoursFigure(log, asked),
    buttons: buttonsFigure(sums, asked),
    added: addedFigure(cards, sums, asked, spans),
    quiz: quizFigure(sums, spans),
    calibration: calibrationFigure(log, asked, spans),
  };
}

function periodFrom(log: LogColumns, today: StudyDay, period: Period): StudyDay {
  if (period !== 'all') return (today - periodDays[period] + 1) as StudyDay;
  return Math.min(today - 29, firstDay(log, today)) as StudyDay;
}
