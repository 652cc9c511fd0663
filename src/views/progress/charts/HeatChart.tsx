import { heatOf, type HeatmapFigure } from '#core/stats/heatmap-figure.ts';
import { dayMs, type StudyDay } from '#core/time.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { useChartWidth } from './use-width.ts';

const say = progressWords.heat;
const left = 26;
const top = 20;
const most = 18;
/** From nothing to most. */
const tones = ['heat0', 't1', 't2', 't3', 't4'] as const;

/** Every day of the last year in the ink of what was answered; on a narrow screen the latest weeks. */
export function HeatChart({
  heatmap,
  streak,
  weeks = 53,
}: {
  readonly heatmap: HeatmapFigure;
  readonly streak?: string;
  readonly weeks?: number;
}) {
  const { from, answers, levels } = heatmap;
  const total = answers.reduce((sum, count) => sum + count, 0);
  const studied = answers.filter((count) => count > 0).length;
  const days = answers.map((count, index) => ({ day: (from + index) as StudyDay, count }));
  return (
    <ChartFrame
      name={say.name}
      said={`${say.said(total, studied)} ${streak ?? ''}`.trim()}
      wide
      table={() => ({
        head: say.head,
        rows: days.filter(({ count }) => count > 0).map(({ day, count }) => [progressWords.day(day), count]),
      })}
      drawing={<HeatMap days={days} levels={levels} weeks={weeks} />}
    />
  );
}

function HeatMap({
  days,
  levels,
  weeks,
}: {
  readonly days: readonly { readonly day: StudyDay; readonly count: number }[];
  readonly levels: HeatmapFigure['levels'];
  readonly weeks: number;
}) {
  const width = useChartWidth();
  const all = Math.ceil(days.length / 7);
  const columns = Math.max(1, Math.min(all, weeks, Math.floor((width - left) / 13)));
  const step = Math.min(most, (width - left) / columns);
  const shown = days.slice((all - columns) * 7);
  const last = shown.length - 1;
  const x = (at: number) => left + Math.floor(at / 7) * step;
  const y = (at: number) => top + (at % 7) * step;
  // One shape for all days of a shade: an element for each takes longer to make than all other charts.
  const shades = tones.map(() => '');
  for (const [at, { count }] of shown.entries()) shades[heatOf(count, levels)]! += cell(x(at), y(at), step - 3);
  return (
    <svg width={width} height={top + step * 7 + 4} viewBox={`0 0 ${width} ${top + step * 7 + 4}`} aria-hidden="true">
      {say.weekdays.map(([name, row]) => (
        <text key={row} className="tick" x={0} y={top + step * row + step * 0.75}>
          {name}
        </text>
      ))}
      {shown.map(({ day }, at) =>
        at % 7 === 0 && new Date(day * dayMs).getUTCDate() <= 7 ? (
          <text key={day} className="tick" x={x(at)} y={13}>
            {progressWords.monthOf(day)}
          </text>
        ) : null,
      )}
      {shades.map((d, shade) => (
        <path key={tones[shade]} className={tones[shade]} d={d} />
      ))}
      <rect className="now" x={x(last) - 1.5} y={y(last) - 1.5} width={step} height={step} rx="3" />
    </svg>
  );
}

/** A day, its corners rounded. */
function cell(x: number, y: number, side: number): string {
  const [r, long] = [2, (side - 4).toFixed(2)];
  const turn = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  const from = `M${(x + r).toFixed(2)} ${y.toFixed(2)}`;
  return `${from}h${long}${turn(r, r)}v${long}${turn(-r, r)}h-${long}${turn(-r, -r)}v-${long}${turn(r, -r)}z`;
}
