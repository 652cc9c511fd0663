import { lazy, Suspense } from 'react';
import { textParts } from '#core/notes/formula.ts';
import { WithHole } from './CardText.tsx';

const Formula = lazy(async () => ({ default: (await import('./Formula.tsx')).Formula }));

/** Words and formulas; what draws formulas is fetched only where there is one. */
export function WithFormulas({ text }: { readonly text: string }) {
  return textParts(text).map((part, index) =>
    part.kind === 'words' ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of a text never move
      <WithHole key={index} text={part.text} />
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- nor do its formulas
      <Suspense key={index} fallback={<code>{part.source}</code>}>
        <Formula tex={part.tex} display={part.display} source={part.source} />
      </Suspense>
    ),
  );
}
