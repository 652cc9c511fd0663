import type { StorageErrorCode } from '#state/trouble.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { words } from '#views/words/words.ts';

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
  const gone = code === 'closed' || code === 'newer';
  return (
    <div className="tell" role="alert">
      <CaretIcon />
      <p>{head}</p>
      <p className="small">
        {words.study.unsaved.why[code]} {safe}
      </p>
      <button type="button" className="btn" onClick={gone ? () => location.reload() : again}>
        {gone ? words.study.unsaved.reload : quizWords.question.again}
      </button>
    </div>
  );
}
