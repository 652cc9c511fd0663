import type { StorageErrorCode } from '#state/trouble.ts';
import { CaretIcon } from './icons.tsx';
import { unsavedWords } from '#views/words/unsaved.en.ts';

/** What could not be written, why, and the way to try once more. */
export function Unsaved({
  head,
  safe,
  code,
  again,
}: {
  readonly head: string;
  readonly safe: string;
  readonly code: StorageErrorCode;
  readonly again: () => void;
}) {
  // This tab will not write again, whatever is tried.
  const gone = code === 'closed' || code === 'newer' || code === 'gone';
  return (
    <div className="tell" role="alert">
      <CaretIcon />
      <p>{head}</p>
      <p className="small">
        {unsavedWords.why[code]} {safe}
      </p>
      <button type="button" className="btn" onClick={gone ? () => location.reload() : again}>
        {gone ? unsavedWords.reload : unsavedWords.again}
      </button>
    </div>
  );
}
