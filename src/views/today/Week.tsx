import { paceOf } from '#core/stats/estimate.ts';
import { forecastOf, type ForecastDay } from '#core/stats/forecast.ts';
import { weekdayShort } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';
import type { Figures } from './TodayView.tsx';

const tallest = 84;
const least = 2;

/** What the coming days will let in. */
export function ComingWeek({ figures: { ahead, moment, ...figures } }: { readonly figures: Figures }) {
  const today = moment.day;
  return <Week days={forecastOf({ ...figures, ...ahead, today, pace: paceOf(figures.days, today) }, figures.options)} />;
}

/** Reviews filled, new cards dashed on top. */
export function Week({ days }: { readonly days: readonly ForecastDay[] }) {
  const most = Math.max(1, ...days.map(({ due, fresh }) => due + fresh));
  const height = (cards: number) => (cards === 0 ? 0 : Math.max(least, (cards / most) * tallest));
  return (
    <div>
      <ol className="fc" aria-label={words.today.weekTable}>
        {days.map(({ day, due, fresh }, index) => {
          const name = index === 0 ? words.today.now : weekdayShort(day);
          const reviews = height(due);
          const met = height(fresh);
          return (
            <li key={day} className={index === 0 ? 'now' : undefined}>
              <span className="vh">{words.today.weekDay(name, due, fresh)}</span>
              <span className="v" aria-hidden="true">
                {due + fresh}
              </span>
              <svg width="30" height={reviews + met + 1} viewBox={`0 0 30 ${reviews + met + 1}`} aria-hidden="true">
                {met > 0 && <rect className="nw" x="0.500" y="0.500" width="29" height={met} />}
                {reviews > 0 && <rect className="rv" x="0" y={met + 1} width="30" height={reviews} />}
              </svg>
              <span className="dy" aria-hidden="true">
                {name}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="fcl legend" aria-hidden="true">
        <span className="has">
          <svg className="tint" viewBox="0 0 14 14">
            <rect className="k3" width="14" height="14" />
          </svg>
          {words.today.reviews}
        </span>
        <span className="has">
          <svg className="tint" viewBox="0 0 14 14">
            <rect className="nw" x="0.500" y="0.500" width="13" height="13" />
          </svg>
          {words.today.fresh}
        </span>
      </p>
    </div>
  );
}
