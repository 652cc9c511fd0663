import type { Readiness } from '#core/stats/readiness.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { useWidth } from './use-width.ts';
import './charts.css';

const say = progressWords.ready;
const height = 44;
const usualWidth = 260;

/** What would be right today as a range on a scale, with the learner's own aim. */
export function ReadyBar({ readiness, aim }: { readonly readiness: Readiness; readonly aim?: number }) {
  const { ref, width = usualWidth } = useWidth();
  const { expected, low, high } = readiness;
  const x = (value: number) => 1 + (width - 2) * value;
  const middle = Math.min(width - 90, Math.max(70, aim === undefined ? width / 2 : x(aim)));
  return (
    <div className="chart" ref={ref} role="img" aria-label={say.label(expected, low, high, aim)}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line className="axis" x1={1} x2={width - 1} y1={12} y2={12} />
        <line className="axis" x1={1} x2={1} y1={6} y2={18} />
        <line className="axis" x1={width - 1} x2={width - 1} y1={6} y2={18} />
        <rect className="range" x={x(low)} y={6} width={Math.max(1, x(high) - x(low))} height={12} />
        {aim !== undefined && <line className="aim" x1={x(aim)} x2={x(aim)} y1={2} y2={22} />}
        <line className="mean" x1={x(expected)} x2={x(expected)} y1={2} y2={22} />
        <text className="tick" x={1} y={40}>
          {say.begin}
        </text>
        {aim !== undefined && (
          <text className="tick" x={middle} y={40} textAnchor="middle">
            {say.aim(aim)}
          </text>
        )}
        <text className="tick" x={width - 1} y={40} textAnchor="end">
          {say.end}
        </text>
      </svg>
    </div>
  );
}
