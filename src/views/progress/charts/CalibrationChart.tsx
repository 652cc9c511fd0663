import { mostAnswered, verdictOf, type Bin, type CalibrationFigure } from '#core/stats/calibration-figure.ts';
import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';
import { useChartWidth } from './use-width.ts';

const say = progressWords.calibration;
const percent = progressWords.percent;

function cells({ expected, actual }: Bin): (string | number)[] {
  return actual.of === 0
    ? ['–', '–', '–', '–', 0]
    : [percent(expected), percent(actual.share), percent(actual.low), percent(actual.high), actual.of];
}

/** In a sentence: what was expected most often, and what came of it. */
export function calibrationSentence({ bins }: CalibrationFigure): string {
  const most = mostAnswered(bins);
  return most === undefined ? say.none : say.said(most.expected, most.actual.share, most.actual.of);
}

/** Expected recall across, known up; on the diagonal both agree. */
export function CalibrationChart({ calibration }: { readonly calibration: CalibrationFigure }) {
  const { all, bins, logLoss, rmseBins, rmseFloor } = calibration;
  return (
    <ChartFrame
      name={say.name}
      said={calibrationSentence(calibration)}
      table={() => ({ head: say.head, rows: bins.map(cells) })}
      drawing={<Plot bins={bins} />}
      {...(bins.length > 0 && { axes: say.axes })}
    >
      {bins.length > 0 && (
        <p className="small">
          {say.overall(all.expected, all.actual.share, all.actual.low, all.actual.high, all.actual.of)}{' '}
          {say.means[verdictOf(all)]}{' '}
          {logLoss !== undefined && rmseBins !== undefined && rmseFloor !== undefined && say.losses(logLoss, rmseBins, rmseFloor)}
        </p>
      )}
    </ChartFrame>
  );
}

/** The same over time, with log loss in the table. */
export function CalibrationOverTime({ figures: { calibration, spans } }: { readonly figures: Figures }) {
  const { parts, all } = calibration;
  const at = (pick: (bin: Bin) => number) => parts.map((bin) => (bin.actual.of === 0 ? undefined : pick(bin)));
  return (
    <ChartFrame
      name={say.over}
      said={
        all.actual.of === 0
          ? say.none
          : say.overall(all.expected, all.actual.share, all.actual.low, all.actual.high, all.actual.of)
      }
      table={() => ({
        head: say.overHead,
        rows: parts.map((part, index) => [
          progressWords.span(spans.unit, spans.starts[index]!),
          ...cells(part),
          part.logLoss === undefined ? '–' : part.logLoss.toFixed(3),
        ]),
      })}
      drawing={
        <Bars
          labels={spans.starts.map((start) => progressWords.spanShort(spans.unit, start))}
          series={[]}
          lines={[
            { values: at(({ expected }) => expected), tone: 'dot2' },
            {
              values: at(({ actual }) => actual.share),
              low: at(({ actual }) => actual.low),
              high: at(({ actual }) => actual.high),
            },
          ]}
        />
      }
    >
      <Legend
        series={[
          { name: say.known, tone: 'dot' },
          { name: say.expected, tone: 'dot2' },
        ]}
      />
    </ChartFrame>
  );
}

const left = 30;
const foot = 22;
const top = 10;

function Plot({ bins }: { readonly bins: readonly Bin[] }) {
  const width = useChartWidth();
  const size = Math.max(120, Math.min(width, 320));
  const lowest = Math.min(0.4, ...bins.map(({ expected, actual }) => Math.min(expected, actual.share)));
  const from = Math.max(0, Math.floor(lowest * 5) / 5);
  const inner = { width: size - left - 14, height: size * 0.8 - top - foot };
  const x = (value: number) => left + (inner.width * (value - from)) / (1 - from);
  const y = (value: number) => top + inner.height * (1 - (Math.max(from, value) - from) / (1 - from));
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].filter((tick) => tick >= from - 1e-9);
  const most = Math.max(1, ...bins.map(({ actual }) => actual.of));
  return (
    <svg width={size} height={size * 0.8} viewBox={`0 0 ${size} ${size * 0.8}`} aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={left} x2={left + inner.width} y1={y(tick)} y2={y(tick)} />
          <text className="tick" x={left - 6} y={y(tick) + 4} textAnchor="end">
            {Math.round(tick * 100)}
          </text>
          <text className="tick" x={x(tick)} y={size * 0.8 - 4} textAnchor="middle">
            {Math.round(tick * 100)}
          </text>
        </g>
      ))}
      <line className="level" x1={x(from)} y1={y(from)} x2={x(1)} y2={y(1)} />
      {bins.map(({ expected, actual }) => (
        <g key={expected}>
          <line className="dot whisker" x1={x(expected)} x2={x(expected)} y1={y(actual.low)} y2={y(actual.high)} />
          <circle className="dot" cx={x(expected)} cy={y(actual.share)} r={2 + 5 * Math.sqrt(actual.of / most)} />
        </g>
      ))}
    </svg>
  );
}
