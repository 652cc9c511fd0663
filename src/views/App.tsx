import { lazy, Suspense, useEffect, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { CardId, CategoryId, DeckId } from '#core/ids.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { SettledLook } from '#state/services.ts';
import { storageErrorCode } from '#state/trouble.ts';
import { atOnce } from './parts/at-once.ts';
import { decoded } from './parts/decoded.ts';
import { Notices } from './parts/Notices.tsx';
import { Waiting } from './parts/Waiting.tsx';
import { StudyView } from './study/StudyView.tsx';
import { TodayView } from './today/TodayView.tsx';
import { Trouble, TroubleBoundary } from './trouble/TroubleBoundary.tsx';

// The study path is in the first load; every other screen comes when it is opened, or before, when nothing else is to be done.
const FirstView = lazy(async () => ({ default: (await import('./first/FirstView.tsx')).FirstView }));
const others = atOnce(async () => (await import('./OtherScreens.tsx')).OtherScreens);
const OtherScreens = others.Part;

/** A screen that waits is shown a third of a second late by React, so that nothing blinks; one that is there is not. */
export async function preloadScreens(): Promise<void> {
  await others.load();
  await (await import('./OtherScreens.tsx')).preloadScreens();
}

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
  return (
    <TroubleBoundary>
      <Suspense fallback={<Waiting />}>
        <Routes notices={notices} />
      </Suspense>
    </TroubleBoundary>
  );
}

function Routes({ notices }: { readonly notices: NoticesStore }) {
  const [place] = useLocation();
  // The router's patterns stop at the end of a line, and would show nothing at all.
  if (/[\n\r\u2028\u2029]/.test(place)) return <OtherScreens notices={notices} />;
  return (
    <Switch>
      <Route path="/">
        <Home />
      </Route>
      <Route path="/study">
        <StudyToday notices={notices} />
      </Route>
      <Route path="/study/deck/:deck">
        {({ deck }) => <StudyScoped scope={{ kind: 'decks', decks: decoded(deck).split(',') as DeckId[] }} notices={notices} />}
      </Route>
      <Route path="/study/category/:deck/:category">
        {({ deck, category }) => (
          <StudyScoped
            scope={{
              kind: 'category',
              deck: decoded(deck) as DeckId,
              category: decoded(category) as CategoryId,
            }}
            notices={notices}
          />
        )}
      </Route>
      <Route path="/study/:cards">{({ cards }) => <StudyCards cards={decoded(cards)} notices={notices} />}</Route>
      <Route>
        <OtherScreens notices={notices} />
      </Route>
    </Switch>
  );
}

function Home() {
  const looked = useLook();
  switch (looked?.kind) {
    case undefined:
      return <Waiting />;
    case 'failed':
      return <Trouble cause={looked.cause} code={looked.code} />;
    case 'empty':
      return <FirstView />;
    case 'ready':
      return <TodayView look={looked} />;
  }
}

function StudyToday({ notices }: { readonly notices: NoticesStore }) {
  const looked = useLook();
  switch (looked?.kind) {
    case undefined:
      return <Waiting />;
    case 'failed':
      return <Trouble cause={looked.cause} code={looked.code} />;
    case 'empty':
      return <Redirect to="/" />;
    case 'ready':
      return <StudyView request={{ kind: 'today', look: looked }} notices={notices} />;
  }
}

function StudyScoped({ scope, notices }: { readonly scope: StudyScope; readonly notices: NoticesStore }) {
  return <StudyView request={{ kind: 'scope', scope }} notices={notices} />;
}

function StudyCards({ cards, notices }: { readonly cards: string; readonly notices: NoticesStore }) {
  return <StudyView request={{ kind: 'cards', cards: cards.split(',') as CardId[] }} notices={notices} />;
}

/** A look for this screen; undefined while it is being read. By hand and not by `use`, whose waiting React draws out. */
function useLook(): SettledLook | undefined {
  const services = useServices();
  const [begun] = useState(() => services.look());
  const [look, setLook] = useState(begun instanceof Promise ? undefined : begun);
  useEffect(() => {
    if (!(begun instanceof Promise)) return;
    let wanted = true;
    const show = (read: SettledLook) => {
      if (wanted) setLook(read);
    };
    begun.then(show, (cause: unknown) => show({ kind: 'failed', code: storageErrorCode(cause) ?? 'unknown', cause }));
    return () => {
      wanted = false;
    };
  }, [begun]);
  return look;
}
