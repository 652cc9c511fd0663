import type { DeckEntity } from '../decks/deck.ts';
import type { CardId } from '../ids.ts';
import { markQuiz } from './mark.ts';
import { askedOf, asksForName } from './question.ts';
import type { Asked, QuestionDirection, Quiz } from './question.ts';

/**
 * The cards that a quiz has shown to be forgotten, each once: those of wrong answers that ask for the same in the same
 * direction. The nearest card that a question is linked with for studying is not enough, nor is a question left open.
 */
export function forgottenIn(quiz: Quiz, entities: readonly DeckEntity[]): CardId[] {
  const cards = markQuiz(quiz).missed.flatMap(({ question, parts }) => {
    const all = askedOf(question);
    return parts.flatMap(({ outcome, card }, index) => {
      const asked = all[index] ?? all[0];
      const isForgotten = outcome === 'wrong' && card !== undefined && asked !== undefined;
      return isForgotten && asksTheSame(card, asked, question.direction, entities) ? [card] : [];
    });
  });
  return [...new Set(cards)];
}

function asksTheSame(id: CardId, asked: Asked, direction: QuestionDirection, entities: readonly DeckEntity[]): boolean {
  const notes = entities.find((entity) => entity.id === asked.entity)?.notes ?? [];
  const note = notes.find(({ cards }) => cards.some((card) => card.id === id));
  const card = note?.cards.find((one) => one.id === id);
  if (note === undefined || card === undefined) return false;
  if (card.direction !== (asksForName(direction) ? 'to-name' : 'to-answer')) return false;
  return asked.fact === undefined ? card.lines.some((line) => asked.lines.includes(line)) : note.facts.includes(asked.fact);
}
