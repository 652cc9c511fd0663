import type { Figures } from '#core/stats/figures.ts';
import type { Histogram } from '#core/stats/histogram.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame } from './ChartFrame.tsx';

interface Props {
  readonly figures: Figures;
}

export function IntervalsChart({ figures: { intervals } }: Props) {
  const say = progressWords.intervals;
  return <Drawn say={say} said={say.said(intervals.median)} histogram={intervals} label={dayRange} />;
}

export function StabilityChart({ figures: { stability } }: Props) {
  const say = progressWords.stability;
  return <Drawn say={say} said={say.said(stability.median)} histogram={stability} label={dayRange} />;
}

export function DifficultyChart({ figures: { difficulty } }: Props) {
  const say = progressWords.difficulty;
  return <Drawn say={say} said={say.said(difficulty.median)} histogram={difficulty} label={String} />;
}

export function RecallChart({ figures: { retrievability } }: Props) {
  const say = progressWords.recall;
  const { mean, knowledge, total } = retrievability;
  const percent = (edge: number) => String(Math.round(edge * 100));
  return <Drawn say={say} said={say.said(mean, knowledge, total)} histogram={retrievability} label={percent} />;
}

function Drawn({
  say: { name, head, axes },
  said,
  histogram,
  label,
}: {
  readonly say: { readonly name: string; readonly head: readonly string[]; readonly axes: string };
  readonly said: string;
  readonly histogram: Histogram;
  readonly label: (edge: number, next: number | undefined) => string;
}) {
  const { edges, counts } = histogram;
  const labels = edges.map((edge, at) => label(edge, edges[at + 1]));
  return (
    <ChartFrame
      name={name}
      said={said}
      axes={axes}
      table={() => ({ head, rows: labels.map((text, at) => [text, counts[at]!]) })}
      drawing={<Bars labels={labels} series={[{ name, tone: 't3', values: counts }]} />}
    />
  );
}

function dayRange(edge: number, next: number | undefined): string {
  if (next === undefined) return `${edge}+`;
  return next - edge <= 1 || edge === 0 ? String(Math.max(1, edge)) : `${edge}–${next - 1}`;
}
