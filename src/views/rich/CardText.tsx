import { lazy, Suspense } from 'react';
import { words } from '#views/words/words.ts';

const WithFormulas = lazy(async () => ({ default: (await import('./WithFormulas.tsx')).WithFormulas }));

/** The text of a card or fact wherever it is shown: plain, with its hole drawn as one and its formulas as formulas. */
export function CardText({ text }: { readonly text: string }) {
  if (!text.includes('$')) return <WithHole text={text} />;
  // Prices as formulas: which of the two it is is told by what comes when it is needed.
  return (
    <Suspense fallback={<WithHole text={text} />}>
      <WithFormulas text={text} />
    </Suspense>
  );
}

export function WithHole({ text }: { readonly text: string }) {
  const [before, ...after] = text.split('[...]');
  if (after.length === 0) return text;
  return (
    <>
      {before}
      <span className="hole">
        <span className="vh">{words.study.hole}</span>
      </span>
      {after.join('[...]')}
    </>
  );
}
