import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { newCardsADay } from '#core/scheduling/pacing.ts';
import type { Options } from '#core/scheduling/options.ts';
import { expectedOf, readinessOf, type Readiness } from '#core/stats/readiness.ts';
import type { Figures } from '#core/stats/figures.ts';
import { usualPart } from '#core/stats/parts.ts';
import type { StudyDay } from '#core/time.ts';
import { useExamOutlook, type ExamOutlook } from '#state/live/use-exam-outlook.ts';
import { useFigures } from '#state/live/use-figures.ts';
import { useOptions } from '#state/live/use-options.ts';
import type { Strength } from '#state/live/use-today.ts';
import { ReadyBar } from '#views/progress/charts/ReadyBar.tsx';
import { outlookWords as say } from '#views/words/outlook.en.ts';
import { useWidth } from '#views/progress/charts/use-width.ts';
import './exam-band.css';

type Expected = Pick<Readiness, 'expected' | 'low' | 'high'>;

/** How the exam stands, and the learner's own aim; without a date, the aim beside what is known now. */
export function ExamBand({ strength }: { readonly strength: Strength | undefined }) {
  const options = useOptions();
  const outlook = useExamOutlook();
  const counted = useFigures('year', usualPart(options));
  const figures = counted.kind === 'counted' ? counted.figures : undefined;
  return <Outlook {...{ options, outlook, figures, strength }} />;
}

export function Outlook({
  options,
  outlook,
  figures,
  strength,
}: {
  readonly options: Options;
  readonly outlook: ExamOutlook | undefined;
  readonly figures: Pick<Figures, 'counts' | 'retrievability' | 'calibration'> | undefined;
  readonly strength: Strength | undefined;
}) {
  const aim = options.aim === undefined ? undefined : options.aim / 100;
  if (outlook === undefined) {
    if (aim === undefined) return null;
    const readiness = figures && readinessOf(figures);
    return (
      <section className="band">
        <h2>
          {say.aim}
          <small>{say.ofAim(aim)}</small>
        </h2>
        <div>
          {readiness && readiness.cards > 0 && <ReadyBar readiness={readiness} aim={aim} />}
          <div className="facts3 two">
            <Recall {...{ aim, expected: readiness?.cards === 0 ? 'none' : readiness }} said={say.recall.now} />
            <Area strength={strength} />
          </div>
        </div>
      </section>
    );
  }
  const { today, examDate, recall } = outlook;
  const expected = recall === undefined ? 'none' : figures && expectedOf(recall, figures.calibration);
  return (
    <section className="band">
      <h2>
        {say.exam}
        <small>{say.when(examDate - today)}</small>
      </h2>
      <div>
        <Scale {...outlook} />
        <div className="facts3">
          <NewCards options={options} outlook={outlook} />
          <Recall {...{ aim, expected }} said={examDate === today ? say.recall.now : say.recall.onTheDay} />
          <Area strength={strength} />
        </div>
      </div>
    </section>
  );
}

const height = 18;

/** As on maps: a bar of one block a week, with a tick where the last new card falls. */
function Scale({ today, examDate, sufficiency }: Pick<ExamOutlook, 'today' | 'examDate' | 'sufficiency'>) {
  const { ref, width } = useWidth();
  const days = examDate - today;
  const lastNew = sufficiency?.lastNewDay;
  if (days === 0) return null;
  const at = (day: StudyDay) => (day - today) / days;
  return (
    <div className="scale" ref={ref}>
      <svg width="100%" height={height} role="img" aria-label={say.bar(examDate, days, lastNew)}>
        {width !== undefined && (
          <>
            {Array.from({ length: Math.ceil(days / 14) }, (_, pair) => (
              <rect
                key={pair}
                className="a"
                x={at((today + 14 * pair) as StudyDay) * width}
                y="4"
                width={(Math.min(7, days - 14 * pair) / days) * width}
                height="9"
              />
            ))}
            <rect className="box" x="0.5" y="4.5" width={width - 1} height="8" />
            {lastNew !== undefined && <path className="tk" d={`M${at(lastNew) * width} 0V${height}`} />}
          </>
        )}
      </svg>
      <p className="stops" aria-hidden="true">
        <span>
          <b>{say.today}</b>
        </span>
        {lastNew !== undefined && (
          <span className="mid" style={{ left: `clamp(96px, ${at(lastNew) * 100}%, 100% - 96px)` }}>
            <b>{say.date(lastNew)}</b> {say.lastNew}
          </span>
        )}
        <span>
          <b>{say.date(examDate)}</b> {say.examStop}
        </span>
      </p>
    </div>
  );
}

function Fact({ head, children }: { readonly head: string; readonly children: ReactNode }) {
  return (
    <div>
      <h3>{head}</h3>
      <p className="small">{children}</p>
    </div>
  );
}

function NewCards({ options, outlook }: { readonly options: Options; readonly outlook: ExamOutlook }) {
  const { today, examDate, newLeft, sufficiency } = outlook;
  const words = say.fresh;
  if (newLeft === 0) return <Fact head={words.met}>{words.none}</Fact>;
  if (sufficiency === undefined) return <Fact head={words.open}>{words.left(newLeft)}</Fact>;
  const { lastNewDay } = sufficiency;
  return sufficiency.kind === 'suffice' ? (
    <Fact head={words.onTrack}>{words.suffice(newCardsADay(newLeft, today, options), lastNewDay, examDate - lastNewDay)}</Fact>
  ) : (
    <Fact head={words.behind}>{words.short(lastNewDay, sufficiency.minutesNeeded)}</Fact>
  );
}

function Recall({
  aim,
  expected,
  said,
}: {
  readonly aim: number | undefined;
  readonly expected: Expected | 'none' | undefined;
  readonly said: (expected: number, low: number, high: number) => string;
}) {
  const words = say.recall;
  if (expected === undefined) return <Fact head={words.plain}>{say.counting}</Fact>;
  if (expected === 'none') return <Fact head={words.plain}>{words.none}</Fact>;
  const { expected: mean, low, high } = expected;
  const head =
    aim === undefined
      ? words.plain
      : low >= aim
        ? words.onTrack
        : high < aim
          ? words.below
          : mean >= aim
            ? words.onTrack
            : words.near;
  return (
    <Fact head={head}>
      {said(mean, low, high)}{' '}
      {aim === undefined ? (
        <Link className="link" href="/settings">
          {words.choose}
        </Link>
      ) : (
        words.aimed(aim)
      )}
    </Fact>
  );
}

/** Where most is to be won: new and faint cards, of the part that is studied. */
function Area({ strength }: { readonly strength: Strength | undefined }) {
  if (strength === undefined) return null;
  const areas = strength.decks.flatMap(({ deck, categories }) =>
    categories.map(({ category, name, levels: [fresh, faint] }) => ({ deck, category, name, fresh, faint })),
  );
  const [most] = areas.toSorted((a, b) => b.fresh + b.faint - a.fresh - a.faint);
  if (most === undefined || most.fresh + most.faint === 0) return <Fact head={say.area.none}>{say.area.noneHelp}</Fact>;
  return (
    <Fact head={say.area.most(most.name)}>
      {say.area.missing(most.fresh, most.faint)}{' '}
      <Link className="link" href={`/study/category/${most.deck}/${most.category}`}>
        {say.area.study}
      </Link>
    </Fact>
  );
}
