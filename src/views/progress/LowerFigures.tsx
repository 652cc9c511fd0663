import { Link } from 'wouter';
import { paceOf } from '#core/stats/estimate.ts';
import { forecastOf, type ForecastDay } from '#core/stats/forecast.ts';
import { heatmapOfDays } from '#core/stats/heatmap-figure.ts';
import { streakOf } from '#core/stats/streak.ts';
import { useToday, type Today } from '#state/live/use-today.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useDays } from '#state/live/use-figures.ts';
import { Week } from '#views/today/Week.tsx';
import { progressWords as say } from '#views/words/progress.en.ts';
import { HeatChart } from './charts/HeatChart.tsx';

const weeks = 53;
const shownWeeks = 20;

/** Below the map, from the kept figures of days: there before anything is counted. */
export function LowerFigures() {
  const known = useDays(weeks, 7);
  const options = useOptions();
  const ahead = weekOf(useToday());
  if (known === undefined) return null;
  const { days, today } = known;
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
        {ahead && <Week days={ahead} />}
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
function weekOf(today: Today | undefined): ForecastDay[] | undefined {
  if (today === undefined) return undefined;
  const { moment, options, ahead, days, ...figures } = today;
  return forecastOf({ ...figures, ...ahead, today: moment.day, pace: paceOf(days, moment.day) }, options);
}
