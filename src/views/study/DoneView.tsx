import { lazy, Suspense, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { CardState } from '#core/scheduling/schedule.ts';
import type { Instant } from '#core/time.ts';
import { useServices } from '#state/services-context.ts';
import type { NoticesStore } from '#state/notices.ts';
import { summarise } from '#state/session-summary.ts';
import type { GivenAnswer, StudyStore } from '#state/study-store.ts';
import { undoWayOf } from '#views/card/card-keys.ts';
import { UndoIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { Page } from '#views/parts/Page.tsx';
import { useTakeBack } from './use-take-back.ts';
import { ratingLevels, ratings } from './ratings.ts';
import { dateLong, dayFrom, timeOf } from '#views/words/format.ts';
import { doneWords } from '#views/words/done.en.ts';
import { words } from '#views/words/words.ts';

const hardShown = 6;

const DoneAtlas = lazy(async () => ({ default: (await import('#views/atlas/SmallAtlas.tsx')).DoneAtlas }));

/** The end of a session: what was done, what was hard, and when it goes on. */
export function DoneView({
  store,
  notices,
  waitingUntil,
}: {
  readonly store: StudyStore;
  readonly notices: NoticesStore;
  readonly waitingUntil?: Instant;
}) {
  const { clock } = useServices();
  const answers = useStore(store, (state) => state.answers);
  const nextDue = useStore(store, (state) => state.nextDue);
  const { wake } = store.getState();
  const takeBack = useTakeBack(store, notices);
  const moment = clock.now();
  const { cards, minutes, knownAtOnce, hard } = summarise(answers);
  const say = doneWords;
  const [, navigate] = useLocation();

  useEffect(() => {
    if (waitingUntil === undefined) return;
    // Looks again when the card is due, without taking the screen away: "Study on" appears.
    const timer = setTimeout(() => void wake(), Math.max(1_000, waitingUntil - clock.now().instant));
    return () => clearTimeout(timer);
  }, [waitingUntil, clock, wake]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const way = undoWayOf(event);
      if (way !== undefined) void takeBack(way);
      else if (event.key === 'Escape') navigate('/');
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  return (
    <Page title={cards === 0 ? say.nothing : say.title(hourOf(moment.instant))} tab="today">
      <div className="done">
        <div>
          <p className="label">
            {dateLong(moment.day)}, {timeOf(moment.instant)}
          </p>
          <h1>{cards === 0 ? say.nothing : say.title(hourOf(moment.instant))}</h1>
          <p className="lead">
            {cards > 0 && `${say.summary(cards, minutes, knownAtOnce)} `}
            {waitingUntil !== undefined && `${say.waits(waitingUntil)} `}
            {nextDue !== undefined &&
              (nextDue === 'none' ? say.nextNone : say.next(nextDue.cards, nextDue.fresh, dayFrom(nextDue.day, moment.day)))}
          </p>
          <p className="acts">
            <Link className="btn main" href="/">
              {say.close} <kbd aria-hidden="true">Esc</kbd>
            </Link>
            <Link className="btn" href="/quiz">
              {say.quiz}
            </Link>
          </p>
          <p>
            <Link className="link" href="/custom">
              {words.today.custom}
            </Link>
          </p>
          {answers.length > 0 && (
            <button type="button" className="quiet" onClick={() => void takeBack('undo')}>
              <UndoIcon />
              {say.undo}
            </button>
          )}
          {hard.length > 0 && (
            <section className="hard">
              <h2>{say.hard}</h2>
              <ul>
                {hard.slice(0, hardShown).map((answer) => (
                  <Hard key={answer.card} answer={answer} />
                ))}
              </ul>
            </section>
          )}
        </div>
        {answers.length > 0 && (
          <div>
            <Suspense fallback={<div className="small-atlas" />}>
              <DoneAtlas answers={answers} />
            </Suspense>
            <Ratings answers={answers} />
          </div>
        )}
      </div>
    </Page>
  );
}

/** Every answer of the session by its rating, in the marks of the buttons. */
function Ratings({ answers }: { readonly answers: readonly GivenAnswer[] }) {
  return (
    <section className="rated">
      <h2 className="label">{doneWords.rated}</h2>
      <ul>
        {ratings.map((rating) => (
          <li key={rating} className={`c${rating}`}>
            <Mark level={ratingLevels[rating]} />
            <b>{words.study.ratings[rating]}</b>
            <span className="w">{doneWords.ratedCount(answers.filter((answer) => answer.rating === rating).length)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hard({ answer }: { readonly answer: GivenAnswer }) {
  const moment = useServices().clock.now();
  return (
    <li>
      <Mark level={answer.rating === 1 ? 0 : 1} />
      <span>
        {answer.entityName}
        <small>{answer.front.replace('[...]', '…')}</small>
      </span>
      <span className="w">{returns(answer.after, moment)}</span>
    </li>
  );
}

function returns(state: CardState, { instant, day }: { readonly instant: Instant; readonly day: CardDay }): string {
  switch (state.kind) {
    case 'new':
      return '';
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? doneWords.backIn(Math.max(0, state.due.at - instant)) : dayFrom(state.due.day, day);
    case 'review':
      return dayFrom(state.dueDay, day);
  }
}

type CardDay = Parameters<typeof dayFrom>[1];

function hourOf(instant: Instant): number {
  return new Date(instant).getHours();
}
