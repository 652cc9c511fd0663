import type { Figures } from '#core/stats/figures.ts';
import { progressWords } from '#views/words/progress.en.ts';
import { Bars } from './Bars.tsx';
import { ChartFrame, Legend } from './ChartFrame.tsx';

const say = progressWords.hours;

export function HoursChart({ figures: { hours } }: { readonly figures: Figures }) {
  const counts = hours.map(({ of }) => of);
  const most = Math.max(...counts);
  const bars = { name: say.answers, tone: 't2', values: counts };
  const busiest = most === 0 ? undefined : counts.indexOf(most);
  return (
    <ChartFrame
      name={say.name}
      said={say.said(busiest, most)}
      table={() => ({
        head: say.head,
        rows: hours.map(({ of, share }, hour) => [`${hour}:00`, of, of === 0 ? '–' : progressWords.percent(share)]),
      })}
      drawing={
        <Bars
          labels={hours.map((_, hour) => String(hour))}
          series={[bars]}
          lines={[{ values: hours.map(({ of, share }) => (of === 0 ? undefined : share)) }]}
        />
      }
    >
      <Legend series={[bars, { name: say.known, tone: 'dot' }]} />
    </ChartFrame>
  );
}
