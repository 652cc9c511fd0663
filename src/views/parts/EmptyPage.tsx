import { Link } from 'wouter';
import { Page, type Tab } from './Page.tsx';

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
