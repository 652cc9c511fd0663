import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import { countQueue, type QueueCounts } from '#core/scheduling/queue.ts';
import { sumOfDay, type DayFigures } from '#core/stats/day.ts';
import { estimateMinutes, paceOf } from '#core/stats/estimate.ts';
import type { Ahead } from '#core/stats/forecast.ts';
import { streakOf } from '#core/stats/streak.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { Strength } from '#state/live/use-today.ts';
import type { ReadyLook } from '#state/services.ts';
import { afterPaint } from '#views/parts/after-paint.ts';
import { Page } from '#views/parts/Page.tsx';
import { SettingsLink } from '#views/parts/SettingsLink.tsx';
import { dateLong } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';
import './today.css';

/** What Today shows at once: from the look, then live. */
export interface Figures {
  readonly moment: Moment;
  readonly options: Options;
  readonly counts: QueueCounts;
  /** Of each deck; comes with the database. */
  readonly decks?: ReadonlyMap<DeckId, QueueCounts>;
  readonly days: readonly DayFigures[];
  readonly newLeft: number;
  readonly ahead: Ahead;
  /** When cards of a later day are due, once that is known. */
  readonly next?: { readonly day: StudyDay };
}

// Brings Dexie: only after the first paint.
const LiveToday = lazy(async () => ({ default: (await import('./LiveToday.tsx')).LiveToday }));
// Another tab may have removed the last deck.
const FirstView = lazy(async () => ({ default: (await import('#views/first/FirstView.tsx')).FirstView }));
// Come with what they show.
const ComingWeek = lazy(async () => ({ default: (await import('./Week.tsx')).ComingWeek }));
const StrengthBands = lazy(async () => ({ default: (await import('./StrengthBands.tsx')).StrengthBands }));
const ExamBand = lazy(async () => ({ default: (await import('./ExamBand.tsx')).ExamBand }));
const TodayAtlas = lazy(async () => ({ default: (await import('#views/atlas/SmallAtlas.tsx')).TodayAtlas }));
const NewerDeck = lazy(async () => ({ default: (await import('#views/import/NewerDeck.tsx')).NewerDeck }));

/** The home screen: what is due, what was done, what is coming, and how firmly it all stands. */
export function TodayView({ look }: { readonly look: ReadyLook }) {
  const [figures, setFigures] = useState<Figures>(() => figuresOf(look));
  const [strength, setStrength] = useState<Strength>();
  const [painted, setPainted] = useState(false);
  useEffect(() => void afterPaint().then(() => setPainted(true)), []);
  if (strength?.decks.length === 0) return <FirstView />;
  return (
    <Page title={words.today.title} tab="today">
      <Hero
        figures={figures}
        figure={
          // Its place is kept, so that nothing moves when it comes.
          <div className="chart-place">
            <Suspense>{strength !== undefined && <TodayAtlas strength={strength} />}</Suspense>
          </div>
        }
      />
      <div className={isWall(figures) ? 'backlog-place' : undefined}>
        <Suspense>{painted && <LiveToday handFigures={setFigures} handStrength={setStrength} />}</Suspense>
      </div>
      {hasAim(figures) && (
        <div className="exam-place">
          <Suspense>{painted && <ExamBand strength={strength} />}</Suspense>
        </div>
      )}
      <section className="band">
        <h2>
          {words.today.week}
          <small>{words.today.weekNote}</small>
        </h2>
        <div className="week-place">
          <Suspense>
            <ComingWeek figures={figures} />
          </Suspense>
        </div>
      </section>
      <Suspense>{strength !== undefined && <StrengthBands strength={strength} today={figures.decks} />}</Suspense>
      <SettingsLink />
      <Suspense>{painted && <NewerDeck />}</Suspense>
    </Page>
  );
}

/** More than a day holds: the plan to catch up with it has a place before it is there. Siblings that wait for another day are no wall. */
function isWall({ options, ahead, counts, days, moment }: Figures): boolean {
  const due = ahead.waiting + counts.due;
  if (options.catchUpFrom !== undefined) return ahead.owed + counts.due > 0;
  if (options.asUsualFrom !== undefined) return false;
  const { minutesPerDay, preset } = options;
  if (minutesPerDay === undefined) return due > preset.reviewsPerDay;
  return estimateMinutes({ due, learning: counts.learning, fresh: 0 }, paceOf(days, moment.day)) > minutesPerDay;
}

/** There is something to reach: an exam that is to come, or an aim. */
function hasAim({ options: { aim, examDate }, moment }: Figures): boolean {
  return aim !== undefined || (examDate ?? 0) >= moment.day;
}

function figuresOf({ queue, ...look }: ReadyLook): Figures {
  return { ...look, counts: countQueue(queue) };
}

/** What is left out of study, where anything is. */
function Following({ options: { exam, leaveOutRetired } }: { readonly options: Options }) {
  const say = words.today;
  const told = [...(exam === undefined ? [] : [say.studyingFor(exam)]), ...(leaveOutRetired ? [say.withoutRetired] : [])];
  if (told.length === 0) return null;
  return (
    <p className="small">
      {told.join(' · ')} ·{' '}
      <Link className="link" href="/settings">
        {say.change}
      </Link>
    </p>
  );
}

function Hero({ figures, figure }: { readonly figures: Figures; readonly figure: ReactNode }) {
  const { moment, counts, days, options } = figures;
  const isDue = counts.due + counts.learning + counts.fresh > 0;
  const done = sumOfDay(days, moment.day);
  const streak = streakOf(days, moment.day, options.preset.easyDays);
  const [, navigate] = useLocation();
  const say = words.today;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== ' ' || event.target !== document.body) return;
      event.preventDefault();
      navigate(isDue ? '/study' : '/quiz');
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isDue, navigate]);

  return (
    <section className="hero">
      <div>
        <p className="label">{dateLong(moment.day)}</p>
        {isDue ? (
          <>
            <h1>{say.work(counts.due, counts.learning, counts.fresh)}</h1>
            <p className="lead">{say.about(estimateMinutes(counts, paceOf(days, moment.day)))}</p>
            <p className="acts">
              <Link className="btn main" href="/study">
                {done.answers > 0 ? say.goOn : say.study} <kbd>{words.space}</kbd>
              </Link>
              <Link className="btn" href="/quiz">
                {say.quiz}
              </Link>
            </p>
            <p>
              <Link className="link" href="/custom">
                {say.custom}
              </Link>
            </p>
          </>
        ) : (
          <>
            <h1>{say.nothing(figures.next?.day, moment.day)}</h1>
            <p className="lead">{say.allDone(done.answers)}</p>
            <p className="acts">
              <Link className="btn main" href="/quiz">
                {say.quiz} <kbd>{words.space}</kbd>
              </Link>
            </p>
            <p>
              <Link className="link" href="/custom">
                {say.custom}
              </Link>
            </p>
          </>
        )}
        <Following options={options} />
        <p className="small">{streak > 0 ? say.streak(streak) : say.noStreak}</p>
        <p className="small" data-testid="done-today">
          {done.answers > 0 ? say.done(done.answers, done.passed, done.takenMs / 60_000) : say.noneDone}
          {done.quizAnswers > 0 && ` ${say.quizDone(done.quizRight, done.quizAnswers)}`}
        </p>
      </div>
      {figure}
    </section>
  );
}
