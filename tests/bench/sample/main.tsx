import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { randomFrom } from '#core/random.ts';
import type { ChoiceQuestion } from '#core/quiz/question.ts';

// The least that an exam could do: a click takes 65 of a pool that lies in memory, and one question is painted.

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
      <button type="button" className="main" onClick={() => ask(sampled(pool, 65, randomFrom(Math.floor(performance.now()))))}>
        Start
      </button>
    );
  }
  return (
    <main>
      <h1 id="question">{question.stem}</h1>
      <ul>
        {question.options.map(({ entity, text }) => (
          <li key={entity}>
            <label>
              <input type="radio" name="answer" /> {text}
            </label>
          </li>
        ))}
      </ul>
      <button type="button" className="again" onClick={() => ask([])}>
        Again
      </button>
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
