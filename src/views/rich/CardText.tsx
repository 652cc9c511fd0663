import { lazy, Suspense } from 'react';
import { words } from '#views/words/words.ts';

const WithFormulas = lazy(async () => ({ default: (await import('./WithFormulas.tsx')).WithFormulas }));

/**
 * The text of a card or fact wherever it is shown: plain, with its hole drawn as one and its formulas as formulas. Its
 * direction is its own: no sign in it turns what stands beside it.
 */
export function CardText({ text }: { readonly text: string }) {
  // Prices as formulas: which of the two it is is told by what comes when it is needed.
  const plain = <WithHole text={text} />;
  return (
    <bdi>
      {text.includes('$') ? (
        <Suspense fallback={plain}>
          <WithFormulas text={text} />
        </Suspense>
      ) : (
        plain
      )}
    </bdi>
  );
}

export function WithHole({ text }: { readonly text: string }) {
  const [before, ...after] = text.split('[...]');
  if (after.length === 0) return <>{text}</>;
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
