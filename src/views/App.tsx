import { lazy, Suspense, use, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { CardId } from '#core/ids.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { SettledLook } from '#state/services.ts';
import { Notices } from './parts/Notices.tsx';
import { StudyView } from './study/StudyView.tsx';
import { TodayView } from './today/TodayView.tsx';
import { NotFoundView } from './trouble/NotFoundView.tsx';
import { TroubleBoundary, TroubleView } from './trouble/TroubleView.tsx';
import { words } from './words/words.ts';

// The study path is in the first load; every other screen comes when it is opened.
const FirstView = lazy(async () => ({ default: (await import('./first/FirstView.tsx')).FirstView }));
const QuizStartView = lazy(async () => ({ default: (await import('./quiz/QuizStartView.tsx')).QuizStartView }));
const QuizView = lazy(async () => ({ default: (await import('./quiz/QuizView.tsx')).QuizView }));
const QuizResultView = lazy(async () => ({ default: (await import('./quiz/QuizResultView.tsx')).QuizResultView }));
const NotesListView = lazy(async () => ({ default: (await import('./notes/NotesListView.tsx')).NotesListView }));
const NotesView = lazy(async () => ({ default: (await import('./notes/NotesView.tsx')).NotesView }));
const ImportView = lazy(async () => ({ default: (await import('./import/ImportView.tsx')).ImportView }));

export function App({ notices }: { readonly notices: NoticesStore }) {
  return (
    // In the hash, so that every static host serves every address.
    <Router hook={useHashLocation}>
      <Screens notices={notices} />
      <Notices store={notices} />
    </Router>
  );
}

function Screens({ notices }: { readonly notices: NoticesStore }) {
  const [place] = useLocation();
  return <Screen key={place} notices={notices} />;
}

function Screen({ notices }: { readonly notices: NoticesStore }) {
  const services = useServices();
  // Each screen is drawn from a look of its own, taken out here because a component that waits forgets its state.
  const [look] = useState(() => services.look());
  return (
    <TroubleBoundary>
      <Suspense fallback={<Waiting />}>
        <Routes look={look} notices={notices} />
      </Suspense>
    </TroubleBoundary>
  );
}

function Routes({ look, notices }: { readonly look: Promise<SettledLook>; readonly notices: NoticesStore }) {
  return (
    <Switch>
      <Route path="/">
        <Home look={look} />
      </Route>
      <Route path="/study">
        <StudyToday look={look} notices={notices} />
      </Route>
      <Route path="/study/:cards">{({ cards }) => <StudyCards cards={decodeURIComponent(cards)} notices={notices} />}</Route>
      <Route path="/quiz">
        <QuizStartView />
      </Route>
      <Route path="/quiz/:id">{({ id }) => <QuizView id={id} notices={notices} />}</Route>
      <Route path="/quiz/:id/result">{({ id }) => <QuizResultView id={id} />}</Route>
      <Route path="/import">
        <ImportView notices={notices} />
      </Route>
      <Route path="/import/:shipped">{({ shipped }) => <ImportView notices={notices} shipped={shipped} />}</Route>
      <Route path="/notes">
        <NotesListView notices={notices} />
      </Route>
      <Route path="/notes/:deck">{({ deck }) => <NotesView deck={decodeURIComponent(deck)} marked="" notices={notices} />}</Route>
      <Route path="/notes/:deck/:lines">
        {({ deck, lines }) => <NotesView deck={decodeURIComponent(deck)} marked={lines} notices={notices} />}
      </Route>
      <Route>
        <NotFoundView />
      </Route>
    </Switch>
  );
}

function Home({ look }: { readonly look: Promise<SettledLook> }) {
  const looked = use(look);
  switch (looked.kind) {
    case 'failed':
      return <TroubleView cause={looked.cause} code={looked.code} />;
    case 'empty':
      return <FirstView />;
    case 'ready':
      return <TodayView look={looked} />;
  }
}

function StudyToday({ look, notices }: { readonly look: Promise<SettledLook>; readonly notices: NoticesStore }) {
  const looked = use(look);
  switch (looked.kind) {
    case 'failed':
      return <TroubleView cause={looked.cause} code={looked.code} />;
    case 'empty':
      return <Redirect to="/" />;
    case 'ready':
      return <StudyView request={{ kind: 'today', look: looked }} notices={notices} />;
  }
}

function StudyCards({ cards, notices }: { readonly cards: string; readonly notices: NoticesStore }) {
  return <StudyView request={{ kind: 'cards', cards: cards.split(',') as CardId[] }} notices={notices} />;
}

function Waiting() {
  return (
    <main className="wrap opening">
      <h1 className="wait">{words.loading}</h1>
    </main>
  );
}
