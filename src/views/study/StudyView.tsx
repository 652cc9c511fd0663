import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { levelOf } from '#core/stats/level.ts';
import type { CardId } from '#core/ids.ts';
import type { CardState, Rating } from '#core/scheduling/schedule.ts';
import { useServices } from '#state/services-context.ts';
import { createStudyStore, type CardStage, type StudyRequest, type StudyStore } from '#state/study-store.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { CardAct, CardDialogName } from '#views/card/card-keys.ts';
import { deckEdited } from '#views/dev/deck-edited.ts';
import { afterPaint } from '#views/parts/after-paint.ts';
import { CrossIcon, UndoIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { SkipLink, useScreen } from '#views/parts/Page.tsx';
import { RouteLine } from '#views/parts/RouteLine.tsx';
import { CardFigures } from '#views/rich/CardFigures.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { days, span } from '#views/words/format.ts';
import { words } from '#views/words/words.ts';
import type { Back } from './Back.tsx';
import { ratingLevels, ratings } from './ratings.ts';
import { useStudyKeys } from './study-keys.ts';
import { useTakeBack } from './use-take-back.ts';
import './study.css';

// Wanted now and then, and never before the first card.
const DoneView = lazy(async () => ({ default: (await import('./DoneView.tsx')).DoneView }));
const CardDialogs = lazy(async () => ({ default: (await import('#views/card/CardDialogs.tsx')).CardDialogs }));
const LeechView = lazy(async () => ({ default: (await import('./LeechView.tsx')).LeechView }));
const UnsavedAnswer = lazy(async () => ({ default: (await import('./UnsavedAnswer.tsx')).UnsavedAnswer }));
const CardMarks = lazy(async () => ({ default: (await import('#views/card/CardMarks.tsx')).CardMarks }));
const Typed = lazy(async () => ({ default: (await import('./Typed.tsx')).Typed }));
const NothingToUndo = lazy(async () => ({ default: (await import('./NothingToUndo.tsx')).NothingToUndo }));
const Reworded = lazy(async () => ({ default: (await import('#views/card/Reworded.tsx')).Reworded }));

// Fetched once the first question is there: by hand, since React would draw a waiting screen in its place.
let fetchedBack: typeof Back | undefined;

/** The back; until the rest of it is there, the bare answer. */
function TheBack({ card, entity }: Parameters<typeof Back>[0]) {
  const [Whole, setWhole] = useState(() => fetchedBack);
  useEffect(() => {
    if (Whole === undefined) void fetchBack().then((fetched) => setWhole(() => fetched));
  }, [Whole]);
  return Whole === undefined ? (
    <p className={card.back.length > 42 ? 'a long' : 'a'}>{card.back}</p>
  ) : (
    <Whole card={card} entity={entity} />
  );
}

async function fetchBack(): Promise<typeof Back> {
  fetchedBack ??= (await import('./Back.tsx')).Back;
  return fetchedBack;
}

/** A session, from its first card to what was done in it. */
export function StudyView({ request, notices }: { readonly request: StudyRequest; readonly notices: NoticesStore }) {
  const services = useServices();
  // One store a session, which is begun by the request that it was opened with.
  const [{ store, begun }] = useState(() => ({ store: createStudyStore(services, notices), begun: request }));
  const stage = useStore(store, (state) => state.stage);
  const failure = useStore(store, (state) => state.failure);

  useEffect(() => {
    const { begin, prepare, end } = store.getState();
    void begin(begun).then(afterPaint).then(prepare);
    void afterPaint().then(fetchBack);
    return end;
  }, [store, begun]);

  useEffect(() => {
    const abort = new AbortController();
    const reread = () => void store.getState().reconsider();
    if (import.meta.env.DEV) addEventListener(deckEdited, reread, { signal: abort.signal });
    return () => abort.abort();
  }, [store]);

  // To the end of its last screen: a new version must not take the summary away.
  useEffect(() => services.holdSession(), [services]);

  if (failure !== undefined) throw failure.cause;
  switch (stage.kind) {
    case 'opening':
      return <Opening />;
    case 'done':
      return (
        <Suspense fallback={<Opening />}>
          <DoneView
            store={store}
            notices={notices}
            {...(stage.waitingUntil === undefined ? {} : { waitingUntil: stage.waitingUntil })}
          />
        </Suspense>
      );
    case 'leech':
      return (
        <Suspense>
          <LeechView stage={stage} store={store} notices={notices} />
        </Suspense>
      );
    case 'question':
    case 'answer':
      return <CardScreen stage={stage} store={store} notices={notices} />;
  }
}

function Opening() {
  const main = useScreen(words.study.title);
  return (
    <main className="wrap opening" id="main" tabIndex={-1} ref={main}>
      <h1 className="wait">{words.loading}</h1>
    </main>
  );
}

function CardScreen({
  stage,
  store,
  notices,
}: {
  readonly stage: CardStage;
  readonly store: StudyStore;
  readonly notices: NoticesStore;
}) {
  const counts = useStore(store, (state) => state.counts);
  const answered = useStore(store, (state) => state.answers.length);
  const [, navigate] = useLocation();
  const main = useScreen(words.study.title);
  const services = useServices();
  const { reveal, rate, reconsider, switchTyping } = store.getState();
  const typed = useRef<HTMLInputElement>(null);
  const show = () => reveal(typed.current?.value);
  const takeBack = useTakeBack(store, notices);
  const [open, setOpen] = useState<CardDialogName>();
  const changed = (cards: readonly CardId[]) => void reconsider(cards);
  const act = (asked: CardAct) => {
    if (stage.saving !== undefined) return;
    if (asked === 'type') switchTyping();
    else if (
      asked === 'edit' ||
      asked === 'menu' ||
      asked === 'due' ||
      asked === 'info' ||
      asked === 'help' ||
      asked === 'report'
    )
      setOpen(asked);
    else void import('#views/card/act-on-card.ts').then((on) => on.actOnCard(services, notices, stage.card.id, asked, changed));
  };
  const end = () => navigate('/');
  // What only adds to the screen comes after the first card.
  const [ready, setReady] = useState(false);
  useEffect(() => void afterPaint().then(() => setReady(true)), []);
  const [idle, setIdle] = useState(false);
  useStudyKeys({ stage, reveal: show, rate, takeBack, end, act, idle: open !== undefined });

  const question = useRef<HTMLHeadingElement>(null);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Focus follows what is new, so that a screen reader reads it; keys work wherever it is.
    if (stage.kind === 'answer') answer.current?.focus({ preventScroll: true });
    // A field to type in takes it by itself.
    else if (!stage.typing) question.current?.focus({ preventScroll: true });
    if (stage.kind === 'question') scrollTo(0, 0);
    // Its first line, if that is below the edge: the question does not move for the rest.
    else answer.current?.firstElementChild?.scrollIntoView({ block: 'nearest' });
  }, [stage.kind, stage.schedule, stage.typing]);

  const left = counts.fresh + counts.learning + counts.due;
  const total = answered + left;
  const say = words.study;
  return (
    <div className="study">
      <SkipLink />
      <header className="bar">
        <Link className="quiet" href="/" aria-label={say.end}>
          <CrossIcon />
          <span className="word">{say.end}</span>
        </Link>
        <div>
          <p className="vh">{say.place(answered + 1, total)}</p>
          <RouteLine done={answered} of={total} />
        </div>
        <p className="counts" role="img" aria-label={say.countsLabel(counts.fresh, counts.learning, counts.due)}>
          <Count level={0} name={say.counts.fresh} value={counts.fresh} />
          <Count level={1} name={say.counts.learning} value={counts.learning} />
          <Count level={3} name={say.counts.due} value={counts.due} />
        </p>
      </header>
      <main className="desk" id="main" tabIndex={-1} ref={main}>
        <div className="tabs">
          <p className="tab label">{stage.entity.categoryName}</p>
          {ready && (
            <Suspense>
              <CardMarks card={stage.card.id} />
            </Suspense>
          )}
        </div>
        <article className="card">
          <p className="meta">
            {stage.kind === 'answer' && stage.foresight ? <Strength stage={stage} /> : <span />}
            <span aria-hidden="true">{say.place(answered + 1, total)}</span>
          </p>
          <h1 className="q" id="question" tabIndex={-1} ref={question} data-testid="question" data-card={stage.card.id}>
            <CardText text={stage.card.front} />
          </h1>
          <CardFigures card={stage.card} entity={stage.entity} side="front" />
          <div className="rule" />
          {stage.kind === 'question' ? (
            <>
              {stage.typing && (
                <Suspense>
                  <Typed stage={stage} store={store} show={show} ref={typed} />
                </Suspense>
              )}
              <p className="ask small">
                {!stage.typing && say.sayIt}
                {stage.schedule.changedFrom !== undefined && ` ${say.reworded}`}
              </p>
            </>
          ) : (
            <div className="ans" tabIndex={-1} ref={answer} data-testid="answer">
              {stage.typed !== undefined && (
                <Suspense>
                  <Typed stage={stage} store={store} show={show} ref={typed} />
                </Suspense>
              )}
              <TheBack card={stage.card} entity={stage.entity} />
              {stage.schedule.changedFrom !== undefined && (
                <Suspense>
                  <Reworded before={stage.schedule.changedFrom} after={stage.card} />
                </Suspense>
              )}
            </div>
          )}
        </article>
        {stage.unsaved !== undefined && (
          <Suspense>
            <UnsavedAnswer unsaved={stage.unsaved} rate={rate} />
          </Suspense>
        )}
        {stage.kind === 'question' ? (
          <div className="show">
            <button type="button" className="btn main" onClick={show}>
              {say.show} <kbd>{stage.typing ? words.enter : words.space}</kbd>
            </button>
          </div>
        ) : (
          <RatingStrip stage={stage} rate={rate} />
        )}
        <div className="under">
          <span className="has">
            <button
              type="button"
              className="quiet"
              onClick={() => void takeBack('undo')}
              aria-keyshortcuts="Z U Control+Z"
              aria-disabled={idle}
              aria-describedby={idle ? 'nothing-to-undo' : undefined}
            >
              <UndoIcon />
              {say.undo}
            </button>
            {ready && (
              <Suspense>
                <NothingToUndo tell={setIdle} />
              </Suspense>
            )}
          </span>
          <button type="button" className="quiet" onClick={() => act('edit')} aria-keyshortcuts="E">
            {say.edit} <kbd aria-hidden="true">E</kbd>
          </button>
          <button type="button" className="quiet" onClick={() => act('menu')} aria-keyshortcuts="M" aria-haspopup="dialog">
            {say.menu} <kbd aria-hidden="true">M</kbd>
          </button>
        </div>
      </main>
      {open !== undefined && (
        <Suspense>
          <CardDialogs
            open={open}
            card={stage.card}
            notices={notices}
            changed={changed}
            act={act}
            session={{ typing: stage.typing === true, takeBack }}
            close={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Count({ level, name, value }: { readonly level: 0 | 1 | 3; readonly name: string; readonly value: number }) {
  return (
    <span className="has" aria-hidden="true">
      <Mark level={level} />
      <span className="word">{name}</span>
      <b>{value}</b>
    </span>
  );
}

/** Shown with the answer only: knowing the odds beforehand colours the rating. */
function Strength({ stage }: { readonly stage: CardStage }) {
  const recall = stage.foresight?.recall;
  const level = recall === undefined ? 0 : levelOf(stage.schedule, recall);
  return (
    <span className="has">
      <Mark level={level} />
      {words.strength(level, recall)}
    </span>
  );
}

function RatingStrip({ stage, rate }: { readonly stage: CardStage; readonly rate: (rating: Rating) => Promise<void> }) {
  return (
    <div className="rate" role="group" aria-label={words.study.rateGroup} aria-busy={stage.saving !== undefined}>
      {ratings.map((rating) => (
        <button
          key={rating}
          type="button"
          className={`btn c${rating}${rating === stage.suggested ? ' hinted' : ''}`}
          onClick={() => void rate(rating)}
          aria-keyshortcuts={String(rating)}
        >
          <Mark level={ratingLevels[rating]} />
          <span className="t">
            <b>{words.study.ratings[rating]}</b>
            <span>{stage.foresight === undefined ? '\u00a0' : until(stage.foresight.states[rating], stage.foresight.at)}</span>
          </span>
          <kbd>{rating}</kbd>
        </button>
      ))}
    </div>
  );
}

/** What a rating leads to, as on Anki's buttons. */
function until(state: CardState, at: { readonly instant: number; readonly day: number }): string {
  switch (state.kind) {
    case 'new':
      return '';
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? span(state.due.at - at.instant) : days(state.due.day - at.day);
    case 'review':
      return days(state.intervalDays);
  }
}
