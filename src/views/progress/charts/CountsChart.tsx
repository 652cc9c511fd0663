import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { NamedBars } from './NamedBars.tsx';

const say = progressWords.counts;
const rows = ['fresh', 'learning', 'relearning', 'young', 'mature', 'resting'] as const;

export function CountsChart({ figures: { counts } }: { readonly figures: Figures }) {
  const all = rows.reduce((sum, row) => sum + counts[row], 0);
  return (
    <ChartFrame
      name={say.name}
      said={say.said(counts.learning + counts.relearning + counts.young + counts.mature, all - counts.resting)}
      table={() => ({ head: say.head, rows: rows.map((row) => [say.rows[row], counts[row]]) })}
      drawing={<NamedBars rows={rows.map((row) => ({ name: say.rows[row], value: counts[row] }))} tone="t3" />}
    />
  );
}
