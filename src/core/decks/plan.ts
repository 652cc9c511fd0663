import type { Diagnostic } from '../diagnostic.ts';
import type { CardId, DeckId, EntityId, FactId, NoteId } from '../ids.ts';
import type { Card, Deck } from './deck.ts';

/** A deck as the learner has it, with what was archived: what `reconcile` pairs a newly compiled deck with. */
export interface KnownDeck {
  readonly deck: Deck;
  /** Facts and cards that vanished from the notes, with what they were, so that they can come back. */
  readonly archived: readonly ArchivedFact[];
}

export interface ArchivedFact {
  readonly id: FactId;
  readonly entity: EntityId;
  readonly entityName: string;
  readonly text: string;
  readonly notes: readonly { readonly id: NoteId; readonly cards: readonly Card[] }[];
}

/** What putting a newly compiled deck in place of the known one would do: a value that is shown, tested, refused or applied. */
export interface ImportPlan {
  readonly deck: DeckId;
  readonly title: string;
  /** The deck to be, its ids those of the known deck wherever it is the same. */
  readonly after: Deck;
  readonly notesText: string;
  /** deck.yaml as text, where one came with the notes. */
  readonly curationText?: string;
  /** Revision of the notebook that the plan was made from; undefined for a new deck. Another one now refuses the plan. */
  readonly baseRevision?: number;
  readonly archived: readonly ArchivedFact[];
  readonly changes: readonly CardChange[];
  readonly unchanged: number;
  /** About the notes and the curation, in the order of the files. */
  readonly diagnostics: readonly Diagnostic[];
}

export type CardChange =
  | { readonly kind: 'added'; readonly card: Card; readonly entityName: string }
  /** Came back after it had been archived: with its history. */
  | { readonly kind: 'revived'; readonly card: Card; readonly entityName: string }
  /** Another wording of the same fact: progress stays. */
  | { readonly kind: 'changed'; readonly before: Card; readonly after: Card; readonly entityName: string }
  | { readonly kind: 'archived'; readonly card: Card; readonly entityName: string };

/** What the learner decided about one card, by its id; survives every later compile. The effective card is compiled + overlay. */
export interface CardOverlay {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly entity: EntityId;
  /** The learner's own words in place of the compiled ones. */
  readonly front?: string;
  readonly back?: string;
  readonly dropped?: true;
  readonly suspended?: true;
  /** A card that the learner wrote: there is no compiled one below it. */
  readonly own?: { readonly lines: readonly number[]; readonly position: number };
  /** Entities that must not be offered as wrong when this card's entity is asked. */
  readonly vetoes?: readonly EntityId[];
}
