import { useState } from 'react';
import { useBacklog } from '#state/live/use-backlog.ts';
import { useOptions } from '#state/live/use-options.ts';
import { useServices } from '#state/services-context.ts';
import { changeOption, type OptionChange } from '#state/settings.ts';
import { backlogWords as say } from '#views/words/backlog.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

const choices = [10, 15, 20, 30, 45, 60, 90];
const usualMinutes = 20;

/** After days away: a plan instead of a wall. Comes with the database, and only where there is a backlog. */
export function BacklogBand() {
  const services = useServices();
  const options = useOptions();
  const [chosen, choose] = useState<number>();
  const [failed, setFailed] = useState<string>();
  const minutes = chosen ?? options.catchUpMinutes ?? options.minutesPerDay ?? usualMinutes;
  const backlog = useBacklog(minutes);
  if (backlog === undefined) return null;
  const { awayDays, waiting, isOn, today, plan } = backlog;
  const change = async (asked: Extract<OptionChange, { kind: 'setting' }>['change']) => {
    const changed = await changeOption(services, { kind: 'setting', change: asked });
    setFailed(changed.kind === 'unsaved' ? unsavedWords.why[changed.code] : undefined);
  };
  const offered = [...new Set([...choices, minutes])].toSorted((a, b) => a - b);
  return (
    <section className="band">
      <h2>{say.title}</h2>
      <div className="backlog">
        <p role="status">
          {!isOn && awayDays > 0 && `${say.away(awayDays)} `}
          {say.waiting(waiting)} {plan.doneOn === undefined ? say.never(minutes) : say.through(minutes, plan.doneOn)}
        </p>
        <p className="small">{say.held}</p>
        <p>
          <label>
            {say.minutes}{' '}
            <select
              value={minutes}
              onChange={({ target }) => {
                choose(Number(target.value));
                if (isOn) void change({ catchUpMinutes: Number(target.value) });
              }}
            >
              {offered.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
        </p>
        <p className="acts">
          {!isOn && (
            <button
              type="button"
              className="btn main"
              onClick={() => void change({ catchUpFrom: today, catchUpMinutes: minutes, asUsualFrom: undefined })}
            >
              {say.start}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            onClick={() => void change({ catchUpFrom: undefined, catchUpMinutes: undefined, asUsualFrom: today })}
          >
            {say.stop}
          </button>
        </p>
        {failed !== undefined && <p role="alert">{failed}</p>}
      </div>
    </section>
  );
}
