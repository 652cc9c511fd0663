import { number } from '#views/words/format.ts';
import { box } from './scale.ts';
import { useChartWidth } from './use-width.ts';

const row = 34;
const thick = 20;
/** Of a letter of the smallest size, at most. */
const letter = 7;

/** A few numbers of things that have names: a bar and its number beside each name, none of which has to be left out. */
export function NamedBars({
  rows,
  tone,
}: {
  readonly rows: readonly { readonly name: string; readonly value: number }[];
  readonly tone: string;
}) {
  const width = useChartWidth();
  const left = Math.max(...rows.map(({ name }) => name.length)) * letter + 12;
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const right = number(most).length * 8 + 12;
  const long = (value: number) => (value === 0 ? 0 : Math.max(1, ((width - left - right) * value) / most));
  const height = rows.length * row + 8;
  const bars = rows.map(({ value }, at) => (value === 0 ? '' : box(left, at * row + 8, long(value), thick)));
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {rows.map(({ name }, at) => (
        <text key={name} className="tick" x={0} y={at * row + 23}>
          {name}
        </text>
      ))}
      <path className={tone} d={bars.join('')} />
      {rows.map(({ name, value }, at) => (
        <text key={name} className="tick strong" x={left + long(value) + 8} y={at * row + 23}>
          {number(value)}
        </text>
      ))}
      <line className="axis" x1={left} x2={left} y1={2} y2={height - 4} />
    </svg>
  );
}
