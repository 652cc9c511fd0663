import { Link } from 'wouter';
import { paceOf } from '#core/stats/estimate.ts';
import { forecastOf } from '#core/stats/forecast.ts';
import { heatmapOfDays } from '#core/stats/heatmap-figure.ts';
import { streakOf } from '#core/stats/streak.ts';
import { useToday } from '#state/live/use-today.ts';
import { useOptions } from '#state/live/use-options.ts';
import type { KnownDays } from '#state/live/use-figures.ts';
import { Week } from '#views/today/Week.tsx';
import { progressWords as say } from '#views/words/progress.en.ts';
import { HeatChart } from './charts/HeatChart.tsx';

export const weeks = 53;
const shownWeeks = 20;

/** Below the map, from the kept figures of days: there before anything is counted. The week follows with the rest. */
export function LowerFigures({ known: { days, today }, rest }: { readonly known: KnownDays; readonly rest: boolean }) {
  const options = useOptions();
  return (
    <>
      <section data-testid="first-figures">
        <HeatChart
          heatmap={heatmapOfDays(days, today, weeks)}
          streak={say.heat.streak(streakOf(days, today, options.preset.easyDays))}
          weeks={shownWeeks}
        />
      </section>
      <section>
        <h2>{say.due.name}</h2>
        <div className="week-place">{rest && <Ahead />}</div>
        <p className="to-all">
          <Link className="link" href="/figures">
            {say.all}
          </Link>
        </p>
      </section>
    </>
  );
}

/** As on Today: by the rules of the queue. */
function Ahead() {
  const figures = useToday();
  if (figures === undefined) return null;
  const { moment, options, ahead, days, ...others } = figures;
  return <Week days={forecastOf({ ...others, ...ahead, today: moment.day, pace: paceOf(days, moment.day) }, options)} />;
}
