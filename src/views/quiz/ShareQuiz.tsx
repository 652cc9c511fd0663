import { useId, useState } from 'react';
import type { Quiz } from '#core/quiz/question.ts';
import { sharedWords } from '#views/words/shared-quiz.en.ts';

const say = sharedWords;

/** A link that carries the questions themselves, so that it needs no server. */
export function ShareQuiz({ quiz: { deck, questions, exam } }: { readonly quiz: Quiz }) {
  const field = useId();
  const [link, show] = useState<string>();
  const [told, tell] = useState('');
  async function share() {
    const { shareQuestions } = await import('#core/quiz/share.ts');
    show(`${location.origin}${location.pathname}#/quiz/code/${shareQuestions(deck, questions, exam)}`);
  }
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text);
      tell(say.copied);
    } catch {
      tell(say.notCopied);
    }
  }
  if (link === undefined) {
    return (
      <p className="share">
        <button type="button" className="link" onClick={() => void share()}>
          {exam === undefined ? say.share : say.shareExam}
        </button>
      </p>
    );
  }
  return (
    <div className="share">
      <label htmlFor={field}>{exam === undefined ? say.link : say.linkExam}</label>
      <p className="acts">
        <input id={field} readOnly value={link} onFocus={({ target }) => target.select()} />
        <button type="button" className="btn" onClick={() => void copy(link)}>
          {say.copy}
        </button>
      </p>
      <p className="small">{say.linkHelp}</p>
      <p className="small" role="status">
        {told}
      </p>
    </div>
  );
}
