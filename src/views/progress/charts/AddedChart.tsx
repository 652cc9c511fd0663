import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const say = progressWords.added;

export function AddedChart({ figures: { added, spans } }: { readonly figures: Figures }) {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const labels = spans.starts.map((start) => progressWords.spanShort(spans.unit, start));
  const series = [
    { name: say.met, tone: 't3', values: added.met },
    { name: say.added, tone: 'tn', values: added.added },
  ];
  return (
    <ChartFrame
      name={say.name}
      said={say.said(total(added.added), total(added.met))}
      table={() => ({
        head: [progressWords.unitName[spans.unit], say.added, say.met],
        rows: spans.starts.map((start, at) => [progressWords.span(spans.unit, start), added.added[at]!, added.met[at]!]),
      })}
      drawing={<Bars labels={labels} series={series} />}
    >
      <Legend series={series} />
    </ChartFrame>
  );
}
