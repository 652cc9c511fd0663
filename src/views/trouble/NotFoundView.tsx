import { Link } from 'wouter';
import { Page } from '#views/parts/Page.tsx';
import { words } from '#views/words/words.ts';

export function NotFoundView() {
  const say = words.trouble;
  return (
    <Page title={say.notFound}>
      <div className="trouble">
        <h1>{say.notFound}</h1>
        <p className="lead">{say.notFoundHelp}</p>
        <p className="acts">
          <Link className="btn main" href="/">
            {say.toToday}
          </Link>
        </p>
      </div>
    </Page>
  );
}
