import { useState } from 'react';
import type { Figures } from '#core/stats/figures.ts';
import { spansOf } from '#core/stats/spans.ts';
import type { StudyDay } from '#core/time.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const say = progressWords.due;

/** What will be due, with or without what is overdue, by day or added up. */
export function DueChart({ figures: { due, today } }: { readonly figures: Figures }) {
  const [withBacklog, setWithBacklog] = useState(true);
  const [running, setRunning] = useState(false);
  const { young, mature, backlog, dailyLoad } = due;
  const spans = spansOf(today, (today + young.length - 1) as StudyDay);
  const summed = (days: readonly number[]) => {
    const parts = spans.starts.map(() => 0);
    for (const [index, count] of days.entries()) parts[spans.partOf[index]!]! += count;
    return running ? parts.map((_, at) => parts.slice(0, at + 1).reduce((sum, count) => sum + count, 0)) : parts;
  };
  const overdue = spans.starts.map((_, at) => (withBacklog && (at === 0 || running) ? backlog : 0));
  const series = [
    { name: say.mature, tone: 't4', values: summed(mature) },
    { name: say.young, tone: 't2', values: summed(young) },
    ...(backlog > 0 && withBacklog ? [{ name: say.overdue, tone: 'tn', values: overdue }] : []),
  ];
  const week = [...young, ...mature.slice(0, 7)].slice(0, 7).length;
  const soon = young.slice(0, week).reduce((sum, count, at) => sum + count + mature[at]!, 0);
  return (
    <ChartFrame
      name={say.name}
      said={`${say.said(soon, dailyLoad)}${backlog === 0 ? '' : ` ${say.backlog(backlog)}.`}`}
      table={() => ({
        head: say.head,
        rows: [
          ...(backlog > 0 ? [[say.overdue, backlog, 0]] : []),
          ...young.map((count, at) => [progressWords.day((today + at) as StudyDay), count, mature[at]!]),
        ],
      })}
      drawing={<Bars labels={spans.starts.map((start) => progressWords.spanShort(spans.unit, start))} series={series} />}
    >
      <p className="chart-choice">
        <label>
          <input type="checkbox" className="cb" checked={withBacklog} onChange={() => setWithBacklog(!withBacklog)} />
          {say.withBacklog}
        </label>
        <label>
          <input type="checkbox" className="cb" checked={running} onChange={() => setRunning(!running)} />
          {say.running}
        </label>
      </p>
      <Legend series={series} />
    </ChartFrame>
  );
}
