import type { ComponentProps } from 'react';
import { Link } from 'wouter';
import { NoDecks } from './NoDecks.tsx';
import { Page, type Tab } from './Page.tsx';

/** A screen that needs a deck, and there is none. */
export function NoDecksPage({ tab, ...told }: { readonly tab: Tab } & ComponentProps<typeof NoDecks>) {
  return (
    <Page title={told.head} tab={tab}>
      <div className="trouble">
        <NoDecks {...told} />
      </div>
    </Page>
  );
}

/** A screen with nothing on it: what is missing, in words, and the one way on. */
export function EmptyPage({
  tab,
  head,
  help,
  to,
  act,
}: {
  readonly tab?: Tab;
  readonly head: string;
  readonly help: string;
  readonly to: string;
  readonly act: string;
}) {
  return (
    <Page title={head} {...(tab === undefined ? {} : { tab })}>
      <div className="trouble">
        <h1>{head}</h1>
        <p className="lead">{help}</p>
        <p className="acts">
          <Link className="btn main" href={to}>
            {act}
          </Link>
        </p>
      </div>
    </Page>
  );
}
