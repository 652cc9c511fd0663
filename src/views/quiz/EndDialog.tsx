import { useModal } from '#views/parts/use-modal.ts';
import { Link } from 'wouter';
import { quizWords } from '#views/words/quiz.en.ts';

const say = quizWords.ending;

/** Asks once before a quiz ends with questions left. */
export function EndDialog({
  answered,
  left,
  end,
  goOn,
}: {
  readonly answered: number;
  readonly left: number;
  readonly end: () => void;
  readonly goOn: () => void;
}) {
  const dialog = useModal();
  return (
    <dialog className="dlg" ref={dialog} onCancel={goOn} aria-labelledby="end-title">
      <h2 id="end-title">{say.title}</h2>
      <p>{say.left(left, answered)}</p>
      <p className="acts">
        <button type="button" className="btn main" onClick={goOn}>
          {say.goOn}
        </button>
        <button type="button" className="btn" onClick={end}>
          {say.end}
        </button>
        <Link className="quiet" href="/quiz">
          {say.later}
        </Link>
      </p>
    </dialog>
  );
}
