import type { Figures } from '#core/stats/figures.ts';
import { REVIEW_SERIES, type ReviewSeries } from '#core/stats/reviews-figure.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const tones: Readonly<Record<ReviewSeries, string>> = { mature: 't4', young: 't3', relearn: 't2', learn: 't1', cram: 'tn' };
const drawn = REVIEW_SERIES.toSorted((a, b) => tones[b].localeCompare(tones[a])).toSorted(
  (a, b) => Number(tones[a] === 'tn') - Number(tones[b] === 'tn'),
);

/** Answers in each part of the period. */
export function ReviewsChart({ figures }: { readonly figures: Figures }) {
  const { count, daysStudied } = figures.reviews;
  const all = sumOf(count);
  const say = progressWords.reviews;
  return <Stacked figures={figures} name={say.name} said={say.said(all, daysStudied)} values={count} round={(value) => value} />;
}

/** The time that they took. */
export function TimeChart({ figures }: { readonly figures: Figures }) {
  const { takenMs, daysStudied } = figures.reviews;
  const say = progressWords.time;
  const minutes = (ms: number) => Math.round(ms / 6_000) / 10;
  return (
    <Stacked
      figures={figures}
      name={say.name}
      said={say.said(sumOf(takenMs), daysStudied)}
      axes={say.axes}
      values={takenMs}
      round={minutes}
    />
  );
}

function Stacked({
  figures: { spans },
  name,
  said,
  axes,
  values,
  round,
}: {
  readonly figures: Figures;
  readonly name: string;
  readonly said: string;
  readonly axes?: string;
  readonly values: Readonly<Record<ReviewSeries, readonly number[]>>;
  readonly round: (value: number) => number;
}) {
  const names = progressWords.reviews.series;
  const series = drawn
    .map((key) => ({ name: names[key], tone: tones[key], values: values[key].map(round) }))
    .filter((one) => one.values.some((value) => value > 0));
  return (
    <ChartFrame
      name={name}
      said={said}
      {...(axes !== undefined && { axes })}
      table={() => ({
        head: [progressWords.unitName[spans.unit], ...REVIEW_SERIES.map((key) => names[key])],
        rows: spans.starts.map((start, at) => [
          progressWords.span(spans.unit, start),
          ...REVIEW_SERIES.map((key) => round(values[key][at]!)),
        ]),
      })}
      drawing={<Bars labels={spans.starts.map((start) => progressWords.spanShort(spans.unit, start))} series={series} />}
    >
      <Legend series={series} />
    </ChartFrame>
  );
}

function sumOf(values: Readonly<Record<ReviewSeries, readonly number[]>>): number {
  return Object.values(values)
    .flat()
    .reduce((sum, value) => sum + value, 0);
}
