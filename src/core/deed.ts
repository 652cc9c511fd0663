import type { CardId, DeckId, EntityId, QuizId } from './ids.ts';
import type { Rating } from './scheduling/schedule.ts';

/** What the learner did, as it is named when it is taken back. */
export type Deed =
  | { readonly kind: 'answer' | 'cram'; readonly card: CardId; readonly rating: Rating }
  | { readonly kind: 'flag'; readonly card: CardId; readonly flag: Flag | 0 }
  | { readonly kind: CardDeed; readonly card: CardId }
  /** Ruled out a wrong option of questions about an entity. */
  | { readonly kind: 'veto'; readonly entity: EntityId }
  /** Said what is wrong with a question about an entity, or took that back. */
  | { readonly kind: 'report-question' | 'unreport-question'; readonly entity: EntityId }
  /** Handed in a quiz in which these cards were missed; contrasts of what it mixed up again come forward with them. */
  | { readonly kind: 'quiz'; readonly quiz: QuizId; readonly cards: readonly CardId[] }
  /** Brought back all that was buried until tomorrow. */
  | { readonly kind: 'unbury-all'; readonly cards: readonly CardId[] }
  /** Put decks in place by an import, or took one out. */
  | { readonly kind: 'import' | 'remove'; readonly decks: readonly DeckId[] }
  | { readonly kind: 'settings' };

export type CardDeed =
  | 'bury-card'
  | 'bury-note'
  | 'unbury'
  | 'suspend-card'
  | 'suspend-note'
  | 'resume'
  | 'mark'
  | 'unmark'
  | 'tag'
  /** Made new again. */
  | 'reset'
  /** Given a due day by hand. */
  | 'due'
  | 'edit'
  | 'add'
  | 'drop'
  /** Said what is wrong with it, or took that back. */
  | 'report'
  | 'unreport'
  | 'restore';

/** Anki's seven: red, orange, green, blue, pink, turquoise, purple. */
export type Flag = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Anki's words, kept as tags of a card. */
export const markedTag = 'marked';
export const leechTag = 'leech';
