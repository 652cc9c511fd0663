import { useChartWidth } from './use-width.ts';
import { everyNth, ticksTo } from './scale.ts';

export interface Series {
  readonly name: string;
  /** A class that fills. */
  readonly tone: string;
  readonly values: readonly number[];
}

export interface Line {
  /** 0 to 1; undefined where there is nothing. */
  readonly values: readonly (number | undefined)[];
  readonly low?: readonly (number | undefined)[];
  readonly high?: readonly (number | undefined)[];
  readonly tone?: string;
}

const noLines: readonly Line[] = [];
const top = 14;
const foot = 26;
const left = 46;

/** Bars, one on the other, with a share drawn over them where there is one. */
export function Bars({
  height = 190,
  labels,
  series,
  lines = noLines,
  tick = String,
  every = false,
  heads,
}: {
  readonly height?: number;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly lines?: readonly Line[];
  readonly tick?: (value: number) => string;
  /** Each label stands where it is, however near the next. */
  readonly every?: boolean;
  /** On top of each bar that there is. */
  readonly heads?: readonly string[];
}) {
  const width = useChartWidth();
  const totals = labels.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const isShare = series.length === 0;
  const ticks = isShare ? [0, 0.25, 0.5, 0.75, 1] : ticksTo(Math.max(0, ...totals));
  const most = ticks.at(-1)!;
  const right = !isShare && lines.length > 0 ? 44 : 4;
  const inner = { width: Math.max(40, width - left - right), height: height - top - foot };
  const y = (value: number) => top + inner.height * (1 - value / most);
  const yShare = (value: number) => top + inner.height * (1 - value);
  const step = inner.width / Math.max(1, labels.length);
  const bar = Math.max(1, Math.min(40, step * (labels.length > 60 ? 1 : 0.72)));
  const x = (at: number) => left + step * at + (step - bar) / 2;
  const middle = (at: number) => left + step * (at + 0.5);
  const longest = Math.max(...labels.map(({ length }) => length), 1);
  const nth = every ? 1 : everyNth(labels.length, inner.width, longest * 6.8 + 12);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {ticks.map((value) => (
        <g key={value}>
          <line className="grid" x1={left} x2={left + inner.width} y1={y(value)} y2={y(value)} />
          <text className="tick" x={left - 8} y={y(value) + 4} textAnchor="end">
            {isShare ? `${value * 100}` : tick(value)}
          </text>
        </g>
      ))}
      {placed(labels).map(({ value: label, at }) => {
        let below = 0;
        return (
          <g key={at}>
            {series.map(({ name, tone, values }) => {
              const value = values[at] ?? 0;
              if (value === 0) return null;
              const high = Math.max(1, y(below) - y(below + value));
              below += value;
              return <rect key={name} className={tone} x={x(at)} y={y(below)} width={bar} height={high} />;
            })}
            {heads !== undefined && below > 0 && (
              <text className="tick" x={middle(at)} y={y(below) - 4} textAnchor="middle">
                {heads[at]}
              </text>
            )}
            {at % nth === 0 && (
              <text className="tick" x={middle(at)} y={height - 8} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        );
      })}
      <line className="axis" x1={left} x2={left + inner.width} y1={top + inner.height} y2={top + inner.height} />
      {!isShare && lines.length > 0 && (
        <>
          {[0, 0.5, 1].map((value) => (
            <text key={value} className="tick" x={left + inner.width + 8} y={yShare(value) + 4}>
              {value * 100}
            </text>
          ))}
        </>
      )}
      {lines.map(({ values, low, high, tone = 'dot' }) => (
        <g key={tone}>
          <path className={`${tone} run`} d={runOf(values, middle, yShare)} />
          {placed(values).map(({ value, at }) =>
            value === undefined ? null : (
              <g key={at}>
                {low?.[at] !== undefined && high?.[at] !== undefined && (
                  <line
                    className={`${tone} whisker`}
                    x1={middle(at)}
                    x2={middle(at)}
                    y1={yShare(low[at])}
                    y2={yShare(high[at])}
                  />
                )}
                <circle className={tone} cx={middle(at)} cy={yShare(value)} r="3" />
              </g>
            ),
          )}
        </g>
      ))}
    </svg>
  );
}

/** Their places are what tells them apart. */
function placed<Value>(values: readonly Value[]): { readonly value: Value; readonly at: number }[] {
  return values.map((value, at) => ({ value, at }));
}

/** From point to point, broken where there is none. */
function runOf(values: readonly (number | undefined)[], x: (at: number) => number, y: (value: number) => number): string {
  let begun = false;
  return values
    .map((value, at) => {
      if (value === undefined) {
        begun = false;
        return '';
      }
      const part = `${begun ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      begun = true;
      return part;
    })
    .join('');
}
