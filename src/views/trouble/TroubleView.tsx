import { useState } from 'react';
import { useServices } from '#state/services-context.ts';
import { storageErrorCode, type StorageErrorCode } from '#state/trouble.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Page } from '#views/parts/Page.tsx';
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
  const [copy, setCopy] = useState<'none' | 'reading' | 'saved' | 'failed'>('none');
  const say = troubleWords;

  async function save() {
    setCopy('reading');
    try {
      download(await rescue(), 'cardwright-rescue.json');
      setCopy('saved');
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
        {copy === 'saved' && <p className="small">{say.rescued}</p>}
        {copy === 'failed' && (
          <div className="tell">
            <CaretIcon />
            <p>{say.rescueFailed}</p>
          </div>
        )}
        <details className="small">
          <summary>{say.details}</summary>
          <p>{reportOf(cause)}</p>
        </details>
      </div>
    </Page>
  );
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Long enough for the browser to have begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function reportOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
