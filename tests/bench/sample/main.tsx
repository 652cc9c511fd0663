import { useLayoutEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { randomFrom } from '#core/random.ts';
import type { ChoiceQuestion, Given } from '#core/quiz/question.ts';
import { AnswerSheet } from '#views/exam/AnswerSheet.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import '#views/styles/tokens.css';
import '#views/styles/base.css';
import '#views/quiz/quiz.css';
import '#views/study/study.css';
import '#views/exam/exam.css';

// The least that an exam could do: a click takes 65 of a pool that lies in memory, and one question is painted, as the app
// paints it: its text and its options alone, with nothing around them.

/** Questions made beforehand, as often as the pool has to be large. */
export interface Pool {
  readonly size: number;
  readonly questions: readonly ChoiceQuestion[];
}

function Sample({ pool }: { readonly pool: readonly ChoiceQuestion[] }) {
  const [asked, ask] = useState<readonly ChoiceQuestion[]>([]);
  const [question] = asked;
  if (question === undefined) {
    return (
      <main className="wrap">
        <button
          type="button"
          className="btn main"
          onClick={() => ask(sampled(pool, 65, randomFrom(Math.floor(performance.now()))))}
        >
          Start
        </button>
      </main>
    );
  }
  return <One question={question} again={() => ask([])} />;
}

function One({ question, again }: { readonly question: ChoiceQuestion; readonly again: () => void }) {
  const [given, give] = useState<Given>();
  const head = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => head.current?.focus({ preventScroll: true }), []);
  return (
    <main className="wrap exam">
      <div className="qz">
        <h1 className="q" id="question" tabIndex={-1} ref={head}>
          <CardText text={question.stem} />
        </h1>
        <AnswerSheet
          question={question}
          sheet={{ struck: [], spentMs: 0, ...(given && { given }) }}
          give={give}
          strike={() => undefined}
        />
        <button type="button" className="again" onClick={again}>
          Again
        </button>
      </div>
    </main>
  );
}

/** So many of them, none twice. */
function sampled<Item>(items: readonly Item[], count: number, random: () => number): Item[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, items.length) }, (_, at) => {
    const from = at + Math.floor(random() * (left.length - at));
    const item = left[from] as Item;
    left[from] = left[at] as Item;
    return item;
  });
}

const root = document.getElementById('root');
Object.assign(globalThis, {
  show({ size, questions }: Pool) {
    const pool = Array.from({ length: size }, (_, at) => questions[at % questions.length] as ChoiceQuestion);
    if (root) createRoot(root).render(<Sample pool={pool} />);
  },
});
