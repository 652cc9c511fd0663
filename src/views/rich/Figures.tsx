import type { Card, DeckEntity } from '#core/decks/deck.ts';
import { figuresOf, isInQuestion } from '#core/decks/pictures.ts';
import { Code } from './Code.tsx';
import { PictureOf } from './PictureOf.tsx';
import './rich.css';

export function Figures({
  card,
  entity,
  side,
}: {
  readonly card: Card;
  readonly entity: DeckEntity;
  readonly side: 'front' | 'back';
}) {
  const note = entity.notes.find(({ cards }) => cards.some(({ id }) => id === card.id))?.kind;
  const shown = figuresOf(card, entity).filter((figure) => isInQuestion(figure, note) === (side === 'front'));
  return shown.map((figure) =>
    figure.kind === 'code' ? (
      <Code key={`${figure.line} ${figure.column}`} text={figure.text} language={figure.language} />
    ) : (
      <PictureOf key={`${figure.line} ${figure.column}`} deck={entity.deck} picture={figure} />
    ),
  );
}
