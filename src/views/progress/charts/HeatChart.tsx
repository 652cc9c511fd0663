import { heatOf, type HeatmapFigure } from '#core/stats/heatmap-figure.ts';
import type { StudyDay } from '#core/time.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { useChartWidth } from './use-width.ts';

const say = progressWords.heat;
const left = 26;
const top = 20;
const most = 18;

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
  const shown = Math.max(1, Math.min(all, weeks, Math.floor((width - left) / 13)));
  const step = Math.min(most, (width - left) / shown);
  const first = (all - shown) * 7;
  return (
    <svg width={width} height={top + step * 7 + 4} viewBox={`0 0 ${width} ${top + step * 7 + 4}`} aria-hidden="true">
      {say.weekdays.map(([name, row]) => (
        <text key={row} className="tick" x={0} y={top + step * row + step * 0.75}>
          {name}
        </text>
      ))}
      {days.slice(first).map(({ day, count }, at) => {
        const [x, y] = [left + Math.floor(at / 7) * step, top + (at % 7) * step];
        const shade = heatOf(count, levels);
        const isMonth = new Date(day * 86_400_000).getUTCDate() <= 7 && at % 7 === 0;
        return (
          <g key={day}>
            {isMonth && (
              <text className="tick" x={x} y={13}>
                {progressWords.monthOf(day)}
              </text>
            )}
            <rect className={shade === 0 ? 'heat0' : `t${shade}`} x={x} y={y} width={step - 3} height={step - 3} rx="2" />
            {at === days.length - first - 1 && <rect className="now" x={x - 1.5} y={y - 1.5} width={step} height={step} rx="3" />}
          </g>
        );
      })}
    </svg>
  );
}
