import { useState } from 'react';
import { useServices } from '#state/services-context.ts';
import { storageErrorCode, type StorageErrorCode } from '#state/trouble.ts';
import { download } from '#views/parts/download.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
import { dataWords } from '#views/words/data.en.ts';
import { troubleWords } from '#views/words/trouble.en.ts';
import { words } from '#views/words/words.ts';

/** What could not go on, in words, with what to do and a way to the learner's data. Never a blank page. */
export function TroubleView({
  cause,
  code = storageErrorCode(cause),
}: {
  readonly cause: unknown;
  readonly code?: StorageErrorCode | undefined;
}) {
  const { rescue } = useServices();
  const [copy, setCopy] = useState<'none' | 'reading' | 'failed' | { readonly unread: readonly string[] }>('none');
  const say = troubleWords;

  async function save() {
    setCopy('reading');
    try {
      const { file, unread } = await rescue();
      download(file, say.rescueFile);
      setCopy({ unread });
    } catch {
      setCopy('failed');
    }
  }

  return (
    <Page title={say.title} bare>
      <div className="trouble" role="alert">
        <h1>{code === undefined ? words.trouble.broken : say.heads[code]}</h1>
        <p className="lead">{code === undefined ? words.trouble.brokenHelp : say.helps[code]}</p>
        <p className="acts">
          <button type="button" className="btn main" onClick={() => location.reload()}>
            {say.again}
          </button>
          {code !== 'unavailable' && (
            <button type="button" className="btn" onClick={() => void save()} disabled={copy === 'reading'}>
              {copy === 'reading' ? say.rescuing : say.rescue}
            </button>
          )}
        </p>
        {typeof copy === 'object' && <p className="small">{say.rescued}</p>}
        {typeof copy === 'object' && copy.unread.length > 0 && (
          <Told>{say.unread(copy.unread.map((table) => dataWords.tables[table] ?? table))}</Told>
        )}
        {copy === 'failed' && <Told>{say.rescueFailed}</Told>}
        <details className="small">
          <summary>{say.details}</summary>
          <p>{reportOf(cause)}</p>
        </details>
      </div>
    </Page>
  );
}

function Told({ children }: { readonly children: string }) {
  return (
    <div className="tell">
      <CaretIcon />
      <p>{children}</p>
    </div>
  );
}

function reportOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
