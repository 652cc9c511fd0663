import type { CategoryId, DeckId, EntityId, ExamId } from '../ids.ts';
import type { Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

/** What is studied: every card, or those of one part. */
export type StudyScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'decks'; readonly decks: readonly DeckId[] }
  | { readonly kind: 'category'; readonly deck: DeckId; readonly category: CategoryId }
  | { readonly kind: 'exam'; readonly exam: ExamId };

export const everything: StudyScope = { kind: 'all' };

/** What the deck says of a card, as far as the queue asks; it lies in the card's schedule so that a walk over an index can tell. */
export interface CardAbout {
  readonly category: CategoryId;
  /** That the card serves; absent where the deck names none for it. */
  readonly exams?: readonly ExamId[];
  /** Its service is closed to new customers, about to end or at its end: nobody should choose it for anything new. */
  readonly retired?: true;
  /** Confusable groups of its entity, named with their deck. */
  readonly groups?: readonly string[];
  /** A contrast waits until each of these has a card in review. */
  readonly needs?: readonly EntityId[];
}

export function isWithin({ deck, about }: Pick<Schedule, 'deck' | 'about'>, scope: StudyScope): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'decks':
      return scope.decks.includes(deck);
    case 'category':
      return deck === scope.deck && about?.category === scope.category;
    case 'exam':
      return about?.exams?.includes(scope.exam) === true;
  }
}
