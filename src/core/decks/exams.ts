import type { Card, DeckEntity, ExamTag } from './deck.ts';

/** What a card is asked for: what it says itself, else what its entity is asked for. */
export function examsOf(card: Pick<Card, 'exams'>, entity: Pick<DeckEntity, 'exams'>): readonly ExamTag[] {
  return card.exams ?? entity.exams ?? [];
}
