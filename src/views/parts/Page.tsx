import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { words } from '#views/words/words.ts';
import { AtlasIcon, LogoIcon, NotesIcon, QuizIcon, SettingsIcon, TodayIcon } from './icons.tsx';

export type Tab = 'today' | 'quiz' | 'atlas' | 'notes' | 'settings';

const tabs = [
  { tab: 'today', to: '/', Icon: TodayIcon },
  { tab: 'quiz', to: '/quiz', Icon: QuizIcon },
  { tab: 'atlas', to: '/atlas', Icon: AtlasIcon },
  { tab: 'notes', to: '/notes', Icon: NotesIcon },
  // On a phone it stands at the foot of Today and of the notes.
  { tab: 'settings', to: '/settings', Icon: SettingsIcon },
] as const;

/** A screen with the top bar; a session has a bar of its own and uses `useScreen` alone. */
export function Page({
  title,
  tab,
  bare,
  children,
}: {
  readonly title: string;
  readonly tab?: Tab;
  /** Without the navigation: there is nowhere to go yet. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}) {
  const main = useScreen(title);
  return (
    <>
      <SkipLink />
      <header className="top">
        <Link className="brand" href="/">
          <LogoIcon />
          {words.app}
        </Link>
        {!bare && (
          <nav aria-label={words.mainNavigation}>
            {tabs.map(({ tab: name, to, Icon }) => (
              <Link key={name} className={name} href={to} aria-current={name === tab ? 'page' : undefined}>
                <Icon />
                {words.nav[name]}
              </Link>
            ))}
          </nav>
        )}
      </header>
      <main className="wrap" id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </>
  );
}

export function SkipLink() {
  return (
    <button type="button" className="skip" onClick={() => document.getElementById('main')?.focus()}>
      {words.skip}
    </button>
  );
}

let screensSeen = 0;

/** Names the screen in the title and, after the first one, hands focus to it, so that a screen reader says where it is. */
export function useScreen(title: string) {
  const main = useRef<HTMLElement>(null);
  const [place] = useLocation();
  useEffect(() => {
    document.title = words.titleOf(title);
  }, [title]);
  useEffect(() => {
    if (screensSeen++ > 0 && !main.current?.contains(document.activeElement)) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [place]);
  return main;
}
