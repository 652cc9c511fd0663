import { useChartWidth } from './use-width.ts';
import { box, everyNth, ticksTo } from './scale.ts';

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

/* oxlint-disable react/no-array-index-key -- their places are what tells them apart */
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
  // One shape for all bars of a series: an element for each would take longer to make than everything else.
  const below = labels.map(() => 0);
  const bars = series.map(({ name, tone, values }) => {
    let d = '';
    for (const at of labels.keys()) {
      const value = values[at] ?? 0;
      if (value === 0) continue;
      const from = below[at]!;
      below[at] = from + value;
      d += box(x(at), y(from + value), bar, Math.max(1, y(from) - y(from + value)));
    }
    return { name, tone, d };
  });
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
      {bars.map(({ name, tone, d }) => (
        <path key={name} className={tone} d={d} />
      ))}
      {heads?.map((head, at) =>
        totals[at]! > 0 ? (
          <text key={at} className="tick" x={middle(at)} y={y(totals[at]!) - 4} textAnchor="middle">
            {head}
          </text>
        ) : null,
      )}
      {labels.map((label, at) =>
        at % nth === 0 ? (
          <text key={at} className="tick" x={middle(at)} y={height - 8} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
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
          {low !== undefined && high !== undefined && (
            <path className={`${tone} whisker`} d={whiskersOf(low, high, middle, yShare)} />
          )}
          <path className={tone} d={dotsOf(values, middle, yShare)} />
        </g>
      ))}
    </svg>
  );
}
/* oxlint-enable react/no-array-index-key */

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

const dotRadius = 3;

function dotsOf(values: readonly (number | undefined)[], x: (at: number) => number, y: (value: number) => number): string {
  const half = `a${dotRadius} ${dotRadius} 0 1 0`;
  return values
    .map((value, at) =>
      value === undefined
        ? ''
        : `M${(x(at) - dotRadius).toFixed(1)} ${y(value).toFixed(1)}${half} ${2 * dotRadius} 0${half} ${-2 * dotRadius} 0`,
    )
    .join('');
}

function whiskersOf(
  low: readonly (number | undefined)[],
  high: readonly (number | undefined)[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  return low
    .map((from, at) => {
      const to = high[at];
      return from === undefined || to === undefined ? '' : `M${x(at).toFixed(1)} ${y(from).toFixed(1)}V${y(to).toFixed(1)}`;
    })
    .join('');
}
