import type { ForgettingCurve, CurvePoint } from '#core/scheduling/history.ts';
import type { StudyDay } from '#core/time.ts';
import { dateShort, share } from '#views/words/format.ts';
import { historyWords } from '#views/words/history.en.ts';

const [top, bottom] = [14, 214];
const wide = 1000;

/** What was remembered and will be. The height is fixed and the width free; text never scales. The table below holds every number. */
export function Curve({ curve, retention }: { readonly curve: ForgettingCurve; readonly retention: number }) {
  const { from, to, floor, past, future, answers, today, due } = curve;
  const span = Math.max(1, to - from);
  const x = (day: number) => ((day - from) / span) * 100;
  const y = (recall: number) => top + ((1 - recall) / (1 - floor)) * (bottom - top);
  const line = (points: readonly CurvePoint[]) =>
    points
      .map(({ day, recall }, index) => `${index === 0 ? 'M' : 'L'}${((x(day) * wide) / 100).toFixed(1)} ${y(recall).toFixed(1)}`)
      .join(' ');
  const [first] = past;
  const area = first && `${line(past)} L${(x(today.day) * wide) / 100} ${bottom} L${(x(first.day) * wide) / 100} ${bottom}Z`;
  const forgotten = answers.filter(({ rating }) => rating === 1).length;
  const ticks = [
    { day: from, name: dateShort(from as StudyDay), className: '' },
    { day: today.day, name: historyWords.today, className: 'tl' },
    ...(due === undefined ? [] : [{ day: due.day, name: dateShort(due.day as StudyDay), className: '' }]),
  ].filter(({ day }, index, all) => all.slice(0, index).every((before) => Math.abs(x(before.day) - x(day)) > 14) || index === 1);
  const shown = ticks.filter(({ day, className }) => className === 'tl' || Math.abs(x(day) - x(today.day)) > 14);
  return (
    <div className="plot">
      <p className="ys" aria-hidden="true">
        {[1, (1 + floor) / 2, floor].map((recall) => (
          <span key={recall}>{share(recall)}</span>
        ))}
      </p>
      <svg
        className="curve"
        role="img"
        aria-label={historyWords.curveOf(
          from as StudyDay,
          answers.length,
          forgotten,
          today.recall,
          due && { day: due.day as StudyDay, recall: due.recall },
        )}
      >
        <line className="hair" x1="0" x2="100%" y1={top} y2={top} />
        {retention > floor && <line className="want" x1="0" x2="100%" y1={y(retention)} y2={y(retention)} />}
        <line className="ax" x1="0" x2="100%" y1={bottom} y2={bottom} />
        <svg x="0" y="0" width="100%" height="246" viewBox={`0 0 ${wide} 246`} preserveAspectRatio="none">
          {area && <path className="area" d={area} />}
          <path className="ln" d={line(past)} />
          <path className="ln nx" d={line(future)} />
        </svg>
        <line className="today" x1={`${x(today.day)}%`} x2={`${x(today.day)}%`} y1={top} y2={bottom} />
        {answers.map(({ id, day, recall, rating }) => (
          <g key={id} className={`c${rating}`}>
            <circle className={rating === 1 ? 'dot dd' : 'dot'} cx={`${x(day)}%`} cy={y(recall)} r="5.5" />
            {rating > 2 && <circle className="di" cx={`${x(day)}%`} cy={y(recall)} r={rating === 3 ? 2.8 : 4.2} />}
          </g>
        ))}
        {due && <circle className="due" cx={`${x(due.day)}%`} cy={y(due.recall)} r="6" />}
        {shown.map(({ day, name, className }) => (
          <text key={name} x={`${x(day)}%`} y="238" textAnchor={anchorAt(x(day))} className={className}>
            {name}
          </text>
        ))}
      </svg>
    </div>
  );
}

function anchorAt(percent: number): 'start' | 'middle' | 'end' {
  if (percent < 8) return 'start';
  return percent > 92 ? 'end' : 'middle';
}
