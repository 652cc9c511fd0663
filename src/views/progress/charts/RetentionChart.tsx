import type { Figures } from '#core/stats/figures.ts';
import type { Share } from '#core/stats/interval.ts';
import { RETENTION_ROWS } from '#core/stats/retention-figure.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame } from './ChartFrame.tsx';

const say = progressWords.retention;

export function RetentionChart({ figures: { retention, spans } }: { readonly figures: Figures }) {
  const { rows, parts } = retention;
  const all = parts.map(({ both }) => both);
  const shown = (pick: (share: Share) => number) => all.map((share) => (share.of === 0 ? undefined : pick(share)));
  const sum = (of: 'young' | 'mature' | 'both') => {
    const shares = parts.map((part) => part[of]);
    return {
      of: shares.reduce((total, share) => total + share.of, 0),
      known: shares.reduce((total, share) => total + share.known, 0),
    };
  };
  const cells = ({ young, mature, both }: (typeof parts)[number]) =>
    [young, mature, both].flatMap((share) => [percentOf(share), share.of]);
  return (
    <ChartFrame
      name={say.name}
      said={say.said(sum('both'), sum('young'), sum('mature'))}
      table={() => ({
        head: say.head,
        rows: [
          ...RETENTION_ROWS.map((row) => [say.rows[row], ...cells(rows[row])]),
          ...parts.map((part, at) => [progressWords.span(spans.unit, spans.starts[at]!), ...cells(part)]),
        ],
      })}
      drawing={
        <Bars
          labels={spans.starts.map((start) => progressWords.spanShort(spans.unit, start))}
          series={[]}
          lines={[{ values: shown(({ share }) => share), low: shown(({ low }) => low), high: shown(({ high }) => high) }]}
        />
      }
    >
      <p className="small">{say.line}</p>
    </ChartFrame>
  );
}

function percentOf({ of, share }: Share): string {
  return of === 0 ? '–' : progressWords.percent(share);
}
