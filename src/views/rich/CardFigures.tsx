import { lazy, Suspense } from 'react';
import type { Card, DeckEntity } from '#core/decks/deck.ts';

const Figures = lazy(async () => ({ default: (await import('./Figures.tsx')).Figures }));

/** The pictures and code of one side of a card. Most cards have none. */
export function CardFigures(props: { readonly card: Card; readonly entity: DeckEntity; readonly side: 'front' | 'back' }) {
  if (props.entity.figures === undefined) return null;
  return (
    <Suspense>
      <Figures {...props} />
    </Suspense>
  );
}
