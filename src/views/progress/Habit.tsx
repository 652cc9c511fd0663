import { useId, useState } from 'react';
import { Link } from 'wouter';
import { sumOfDay } from '#core/stats/day.ts';
import { calendarOf, firstDayOf, type Weekday } from '#core/stats/reminder.ts';
import { streakOf } from '#core/stats/streak.ts';
import { weekSummary, type WeekFigures } from '#core/stats/week-summary.ts';
import { dayMs } from '#core/time.ts';
import { useDays } from '#state/live/use-figures.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useServices } from '#state/services-context.ts';
import { changeOption } from '#state/settings.ts';
import { download } from '#views/parts/download.ts';
import { progressWords } from '#views/words/progress.en.ts';

const say = progressWords.habit;
const weekdays = [0, 1, 2, 3, 4, 5, 6] as const satisfies readonly Weekday[];

/** Days in a row, the week, the day's minutes, days of rest, and a reminder. It tells and never urges. */
export function Habit() {
  const known = useDays(53, 0);
  const { preset, minutesPerDay } = useOptions();
  if (known === undefined) return null;
  const { days, today } = known;
  const restDays = weekdays.filter((day) => preset.easyDays?.[day] === 0);
  const { now, before } = weekSummary(days, today);
  const streak = streakOf(days, today, preset.easyDays);
  return (
    <section className="band habit">
      <h2>{say.name}</h2>
      <div>
        <p>{say.streak(streak, restDays.length > 0)}</p>
        {minutesPerDay === undefined ? (
          <p className="small">
            {say.noGoal}{' '}
            <Link className="link" href="/settings">
              {say.settings}
            </Link>
          </p>
        ) : (
          <p>{say.goal(sumOfDay(days, today).takenMs / 60_000, minutesPerDay)}</p>
        )}
        <Week now={now} before={before} />
        <RestDays restDays={restDays} />
        <Reminders restDays={restDays} minutes={minutesPerDay ?? 15} />
      </div>
    </section>
  );
}

function Week({ now, before }: { readonly now: WeekFigures; readonly before: WeekFigures }) {
  const shareOf = ({ passed, answers }: WeekFigures) => (answers === 0 ? undefined : passed / answers);
  const known = shareOf(now);
  return (
    <p>
      {say.week(now.daysStudied, now.answers, now.takenMs / 60_000)} {known !== undefined && say.known(known, shareOf(before))}{' '}
      {now.newCards > 0 && say.fresh(now.newCards)}
    </p>
  );
}

function RestDays({ restDays }: { readonly restDays: readonly Weekday[] }) {
  const services = useServices();
  const { preset } = useOptions();
  const [unsaved, setUnsaved] = useState(false);
  const turn = async (day: Weekday) => {
    const shares = weekdays.map((one) => {
      const isRest = restDays.includes(one) !== (one === day);
      const usual = preset.easyDays?.[one] ?? 1;
      return isRest ? 0 : usual === 0 ? 1 : usual;
    });
    const easyDays = shares as unknown as NonNullable<typeof preset.easyDays>;
    setUnsaved((await changeOption(services, { kind: 'preset', change: { easyDays } })).kind === 'unsaved');
  };
  return (
    <fieldset>
      <legend>{say.rest}</legend>
      <p className="small">{say.restHelp}</p>
      <p className="chart-choice">
        {weekdays.map((day) => (
          <label key={day}>
            <input type="checkbox" className="cb" checked={restDays.includes(day)} onChange={() => void turn(day)} />
            {say.weekdays[day]}
          </label>
        ))}
      </p>
      {unsaved && <p role="alert">{say.unsaved}</p>}
    </fieldset>
  );
}

function Reminders({ restDays, minutes }: { readonly restDays: readonly Weekday[]; readonly minutes: number }) {
  const { clock } = useServices();
  const id = useId();
  const [time, setTime] = useState('07:30');
  const make = () => {
    const [hour = 7, minute = 30] = time.split(':').map(Number);
    const { instant, day } = clock.now();
    const date = new Date(firstDayOf(day, restDays) * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
    const stamp = `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    const { summary, description } = say;
    const text = calendarOf({
      date,
      hour,
      minute,
      minutes,
      restDays,
      summary,
      description,
      uid: 'daily-reminder@cardwright',
      stamp,
    });
    download(new Blob([text], { type: 'text/calendar;charset=utf-8' }), 'cardwright-reminder.ics');
  };
  return (
    <fieldset>
      <legend>{say.reminder}</legend>
      <p className="small">{say.reminderHelp}</p>
      <p className="chart-choice">
        <label htmlFor={id}>{say.at}</label>
        <input id={id} type="time" required value={time} onChange={({ target }) => setTime(target.value || '07:30')} />
        <button type="button" className="btn" onClick={make}>
          {say.make}
        </button>
      </p>
    </fieldset>
  );
}
