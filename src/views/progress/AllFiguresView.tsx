import { memo, startTransition, useEffect, useId, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { CategoryId, DeckId, ExamId } from '#core/ids.ts';
import { PERIODS, type Figures, type Period } from '#core/stats/figures.ts';
import type { Options } from '#core/scheduling/options.ts';
import { usualPart, type Part } from '#core/stats/parts.ts';
import { useFigures, useParts, type NamedParts } from '#state/live/use-figures.ts';
import { useOptions } from '#state/live/use-options.ts';
import { afterPaint } from '#views/parts/after-paint.ts';
import { Page } from '#views/parts/Page.tsx';
import { progressWords as say } from '#views/words/progress.en.ts';
import { AddedChart } from './charts/AddedChart.tsx';
import { ButtonsChart } from './charts/ButtonsChart.tsx';
import { CalibrationChart, CalibrationOverTime } from './charts/CalibrationChart.tsx';
import { CountsChart } from './charts/CountsChart.tsx';
import { DueChart } from './charts/DueChart.tsx';
import { HeatChart } from './charts/HeatChart.tsx';
import { DifficultyChart, IntervalsChart, RecallChart, StabilityChart } from './charts/HistogramChart.tsx';
import { HoursChart } from './charts/HoursChart.tsx';
import { QuizChart } from './charts/QuizChart.tsx';
import { RetentionChart } from './charts/RetentionChart.tsx';
import { ReviewsChart, TimeChart } from './charts/ReviewsChart.tsx';
import { TodayChart } from './charts/TodayChart.tsx';
import { Counting } from './Counting.tsx';
import { Habit } from './Habit.tsx';
import './figures.css';

/** Every figure, for a period and for everything, a deck, a category or an exam. */
export function AllFiguresView({ asked }: { readonly asked: string }) {
  const options = useOptions();
  const [{ period, part }, setAsked] = useState(() => readAsked(asked, options));
  const figures = useFigures(period, part);
  const parts = useParts();
  // What lies below all charts is no part of the first frame.
  const [painted, setPainted] = useState(false);
  useEffect(() => void afterPaint().then(() => setPainted(true)), []);
  const choose = (next: { readonly period: Period; readonly part: Part }) => {
    setAsked(next);
    // The address says what is shown; going there anew would take the focus away.
    history.replaceState(history.state, '', `#/figures/${writeAsked(next)}`);
  };
  return (
    <Page title={say.title} tab="atlas">
      <div className="phead">
        <p className="crumb">
          <Link className="link" href="/atlas">
            {say.back}
          </Link>
        </p>
        <h1>{say.title}</h1>
      </div>
      <div className="figures-asked">
        <Choice
          name={say.period}
          value={period}
          onChange={(value) => choose({ part, period: PERIODS.find((one) => one === value) ?? 'year' })}
        >
          {PERIODS.map((one) => (
            <option key={one} value={one}>
              {say.periods[one]}
            </option>
          ))}
        </Choice>
        {parts && (
          <Choice name={say.part} value={writePart(part)} onChange={(value) => choose({ period, part: readPart(value) })}>
            <Parts parts={parts} />
          </Choice>
        )}
      </div>
      <div aria-live="polite" className="figures-state">
        {figures.kind === 'counting' && <Counting counted={figures} />}
        {figures.kind === 'gone' && <p>{say.gone}</p>}
        {figures.kind === 'failed' && <p role="alert">{say.failed(figures.why)}</p>}
      </div>
      {figures.kind === 'counted' && <Charts figures={figures.figures} />}
      {painted && <Habit />}
    </Page>
  );
}

function Choice({
  name,
  value,
  onChange,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {children}
      </select>
    </p>
  );
}

function Parts({ parts: { decks, exams } }: { readonly parts: NamedParts }) {
  return (
    <>
      <option value="all">{say.everything}</option>
      {decks.map(({ id, title, categories }) => (
        <optgroup key={id} label={title}>
          <option value={writePart({ kind: 'deck', deck: id })}>{say.whole(title)}</option>
          {categories.map((category) => (
            <option key={category.id} value={writePart({ kind: 'category', deck: id, category: category.id })}>
              {category.name}
            </option>
          ))}
        </optgroup>
      ))}
      {exams.length > 0 && (
        <optgroup label={say.exams}>
          {exams.map(({ id, name }) => (
            <option key={id} value={writePart({ kind: 'exam', exam: id })}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </>
  );
}

type Chart = (props: { readonly figures: Figures }) => ReactNode;

const all: readonly (readonly [key: string, chart: Chart])[] = [
  ['today', TodayChart],
  ['due', DueChart],
  ['heat', ({ figures }) => <HeatChart heatmap={figures.heatmap} />],
  ['reviews', ReviewsChart],
  ['time', TimeChart],
  ['retention', RetentionChart],
  ['calibration', ({ figures }) => <CalibrationChart calibration={figures.calibration} />],
  ['over', CalibrationOverTime],
  ['counts', CountsChart],
  ['recall', RecallChart],
  ['intervals', IntervalsChart],
  ['stability', StabilityChart],
  ['difficulty', DifficultyChart],
  ['hours', HoursChart],
  ['buttons', ButtonsChart],
  ['added', AddedChart],
  ['quiz', QuizChart],
];

/** Drawn anew only with other figures, and not with each that follows. */
export const charts = all.map(([key, Chart]) => ({ key, Chart: memo(Chart) }));

/** A few at a time: all at once would hold up a key press. */
const atOnce = 3;

function Charts({ figures }: { readonly figures: Figures }) {
  const [shown, setShown] = useState(atOnce);
  useEffect(() => {
    if (shown >= charts.length) {
      performance.mark('figures drawn');
      return;
    }
    const timer = setTimeout(() => startTransition(() => setShown((count) => count + atOnce)), 0);
    return () => clearTimeout(timer);
  }, [shown, figures]);
  return (
    <div className="figures" data-testid={shown >= charts.length ? 'all-figures' : undefined}>
      {charts.slice(0, shown).map(({ key, Chart }) => (
        <Chart key={key} figures={figures} />
      ))}
    </div>
  );
}

function readAsked(asked: string, options: Options): { readonly period: Period; readonly part: Part } {
  const [period = '', ...rest] = asked.split('/');
  return {
    period: PERIODS.find((one) => one === period) ?? 'year',
    part: rest.length === 0 ? usualPart(options) : readPart(rest.join('/')),
  };
}

function writeAsked({ period, part }: { readonly period: Period; readonly part: Part }): string {
  return `${period}/${writePart(part)}`;
}

function readPart(text: string): Part {
  const [kind, first = '', second = ''] = text.split(':').map((piece) => decodeURIComponent(piece));
  if (kind === 'deck') return { kind, deck: first as DeckId };
  if (kind === 'category') return { kind, deck: first as DeckId, category: second as CategoryId };
  if (kind === 'exam') return { kind, exam: first as ExamId };
  return { kind: 'all' };
}

function writePart(part: Part): string {
  switch (part.kind) {
    case 'all':
      return 'all';
    case 'deck':
      return `deck:${encodeURIComponent(part.deck)}`;
    case 'category':
      return `category:${encodeURIComponent(part.deck)}:${encodeURIComponent(part.category)}`;
    case 'exam':
      return `exam:${encodeURIComponent(part.exam)}`;
  }
}
