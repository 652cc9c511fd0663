import { useId, useState, type FormEvent } from 'react';
import type { Options } from '#core/scheduling/options.ts';
import { lastNewDay } from '#core/scheduling/pacing.ts';
import { dayMs, type StudyDay } from '#core/time.ts';
import { leastRetention, mostRetention, useCosts, useSettings, type Costs, type Settings } from '#state/live/use-settings.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { OptionChange } from '#state/settings.ts';
import { YourData } from '#views/data/YourData.tsx';
import { Page } from '#views/parts/Page.tsx';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { Advanced, TodayUnder } from './Advanced.tsx';
import { readWhole, withSettings } from './fields.ts';
import { useChange } from './use-change.ts';
import './settings.css';

/** How the learner studies: three things in front, the rest folded. */
export function SettingsView({ notices }: { readonly notices: NoticesStore }) {
  const settings = useSettings();
  const change = useChange(notices);
  return (
    <Page title={say.screen} tab="settings">
      <div className="settings">
        <div className="phead">
          <h1>{say.screen}</h1>
        </div>
        {settings === undefined ? <p className="small">{say.loading}</p> : <Shown settings={settings} change={change} />}
      </div>
    </Page>
  );
}

type Change = (name: string, change: OptionChange) => Promise<boolean>;

function Shown({ settings, change }: { readonly settings: Settings; readonly change: Change }) {
  const { options, today } = settings;
  const costs = useCosts(options);
  return (
    <>
      <section className="band">
        <h2>{say.study}</h2>
        <div className="set3">
          <Minutes key={options.minutesPerDay} options={options} change={change} />
          <ExamDate key={options.examDate} options={options} today={today} costs={costs} change={change} />
          <Retention key={options.preset.desiredRetention} options={options} costs={costs} change={change} />
        </div>
      </section>
      <section className="band">
        <h2>{say.advanced}</h2>
        <Advanced settings={settings} change={change} />
      </section>
      <YourData />
    </>
  );
}

const mostMinutes = 960;

function Minutes({ options, change }: { readonly options: Options; readonly change: Change }) {
  const id = useId();
  const stored = options.minutesPerDay === undefined ? '' : String(options.minutesPerDay);
  const [text, setText] = useState(stored);
  const asked = text.trim() === '' ? undefined : readWhole(text, 1, mostMinutes);
  const wrong = text.trim() !== '' && asked === undefined;
  const changed = text.trim() !== stored;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && changed) void change(say.minutesName, { kind: 'setting', change: { minutesPerDay: asked } });
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>{say.minutesName}</label>
      <div className="field">
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={wrong}
          aria-describedby={`${id} said`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span>{say.minutesUnit}</span>
      </div>
      <p className="small" id={`${id} said`} role="status">
        {wrong ? (
          say.wrong.wholeNumber(1, mostMinutes)
        ) : changed ? (
          <TodayUnder options={options} under={withSettings(options, { minutesPerDay: asked })} />
        ) : asked === undefined ? (
          say.minutesUnset
        ) : (
          say.minutesHelp
        )}
      </p>
      {changed && <SaveOrNot disabled={wrong} cancel={() => setText(stored)} />}
    </form>
  );
}

function ExamDate({
  options,
  today,
  costs,
  change,
}: {
  readonly options: Options;
  readonly today: StudyDay;
  readonly costs: Costs | undefined;
  readonly change: Change;
}) {
  const id = useId();
  const { examDate } = options;
  const stored = examDate === undefined ? '' : dateText(examDate);
  const [text, setText] = useState(stored);
  const asked = text === '' ? undefined : ((Date.parse(`${text}T00:00Z`) / dayMs) as StudyDay);
  const changed = text !== stored;
  const wrong = changed && asked !== undefined && !(asked > today);
  const plan = asked === undefined ? {} : { examDate: asked, examFrom: changed ? today : options.examFrom };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const dates = asked === undefined ? { examDate: undefined, examFrom: undefined } : plan;
    if (!wrong && changed) void change(say.examDateName, { kind: 'setting', change: dates });
  };
  const under = withSettings(options, asked === undefined ? { examDate: undefined, examFrom: undefined } : plan);
  const last = lastNewDay(today, under);
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>{say.examDateName}</label>
      <div className="field">
        <input
          id={id}
          type="date"
          aria-invalid={wrong}
          aria-describedby={`${id} said`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <p className="small" id={`${id} said`} role="status">
        {wrong ? (
          say.wrong.date
        ) : asked === undefined ? null : last === undefined ? (
          say.examGone
        ) : (
          <>
            {say.examDay(asked, today)} {say.lastNew(last)}
          </>
        )}
        {changed && !wrong && (
          <>
            {' '}
            <TodayUnder options={options} under={under} />
          </>
        )}
      </p>
      {!changed && costs?.sufficiency && <Suffices options={options} sufficiency={costs.sufficiency} />}
      {changed ? (
        <SaveOrNot disabled={wrong} cancel={() => setText(stored)} />
      ) : (
        stored !== '' && (
          <button type="button" className="quiet" onClick={() => setText('')}>
            {say.unset}
          </button>
        )
      )}
    </form>
  );
}

function Suffices({
  options,
  sufficiency,
}: {
  readonly options: Options;
  readonly sufficiency: NonNullable<Costs['sufficiency']>;
}) {
  if (sufficiency.kind === 'suffice') {
    return options.minutesPerDay === undefined ? null : <p className="small">{say.suffice}</p>;
  }
  const told = options.minutesPerDay === undefined ? say.shortUnset : say.short(sufficiency.minutesNeeded);
  return (
    <p className="small">
      <b>{told}</b>
    </p>
  );
}

const compared = [95, 85];

function Retention({
  options,
  costs,
  change,
}: {
  readonly options: Options;
  readonly costs: Costs | undefined;
  readonly change: Change;
}) {
  const id = useId();
  const stored = Math.round(options.preset.desiredRetention * 100);
  const [percent, setPercent] = useState(stored);
  const changed = percent !== stored;
  const reviews = (at: number) => costs?.workloads.get(at)?.reviewsPerDay;
  const now = reviews(percent);
  const others = compared.flatMap((at) => {
    const there = reviews(at);
    return at === percent || there === undefined ? [] : [{ percent: at, reviews: there }];
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) void change(say.retentionName, { kind: 'preset', change: { desiredRetention: percent / 100 } });
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>{say.retentionName}</label>
      <div className="slide">
        <input
          id={id}
          type="range"
          min={leastRetention}
          max={mostRetention}
          aria-valuetext={say.percent(percent)}
          aria-describedby={`${id} said`}
          value={percent}
          onChange={({ target }) => setPercent(Number(target.value))}
          style={{ '--at': `${((percent - leastRetention) / (mostRetention - leastRetention)) * 100}%` } as React.CSSProperties}
        />
        <output htmlFor={id}>{say.percent(percent)}</output>
      </div>
      <p className="small" id={`${id} said`} role="status">
        <span className="live">{now === undefined ? say.counting : say.reviewsADay(now)}</span>
        {say.elsewhere(others)}
        {changed && ` ${say.retentionNote}`}
      </p>
      {changed && <SaveOrNot disabled={false} cancel={() => setPercent(stored)} />}
    </form>
  );
}

function SaveOrNot({ disabled, cancel }: { readonly disabled: boolean; readonly cancel: () => void }) {
  return (
    <p className="btns">
      <button type="submit" className="btn" disabled={disabled}>
        {say.save}
      </button>
      <button type="button" className="quiet" onClick={cancel}>
        {say.cancel}
      </button>
    </p>
  );
}

/** As a date field wants it. */
function dateText(day: StudyDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
