import type { CardId, CategoryId, DeckId, EntityId, FactId, NoteId } from '../ids.ts';
import type { FactRole, LineRange } from '../notes/notebook.ts';

/** What is compiled from one notebook and its curation; `deck.json` is exactly this. */
export interface Deck {
  readonly format: 1;
  readonly id: DeckId;
  readonly title: string;
  /** Beside deck.json; the lines of every card refer to it. */
  readonly notes: { readonly path: string; readonly lineCount: number };
  readonly categories: readonly Category[];
  readonly groups: readonly ConfusableGroup[];
  readonly vetoes: readonly Veto[];
  /** Phrases true of many entities, lower case; they discriminate nothing, so no stem may rest on them. */
  readonly genericPhrases: readonly string[];
  /** In the order of the notes. */
  readonly entities: readonly DeckEntity[];
}

export interface Category {
  readonly id: CategoryId;
  readonly name: string;
}

/** Entities that learners mix up; distractors come from here first. */
export interface ConfusableGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly EntityId[];
}

/** When `asked` is the key, none of `alsoRight` may be a distractor: the notes make it right too. */
export interface Veto {
  readonly asked: EntityId;
  readonly alsoRight: readonly EntityId[];
}

/** What the notes describe, with all that was made of it: a natural page, read as one. */
export interface DeckEntity {
  readonly id: EntityId;
  readonly deck: DeckId;
  /** The canonical name, shown first: `Amazon Managed Streaming for Apache Kafka (MSK)`. */
  readonly name: string;
  /** Every other spelling that means it, acronyms and old names included. */
  readonly aliases: readonly string[];
  /** Words of the name that no rule finds: `text`, `extract` for Textract. Lower case. */
  readonly subWords: readonly string[];
  /** `service` is asked about in quizzes; `suite` and `mode` are parents and parts of one; `concept` is everything else. */
  readonly kind: 'service' | 'suite' | 'mode' | 'concept';
  readonly category: CategoryId;
  /** The suite or service that contains it; neither may be a distractor of the other. */
  readonly partOf?: EntityId;
  /** What it is for: a noun phrase or sentence in the notes' words, without its own name where that can be. */
  readonly purpose?: SourcedText;
  /** Questions whose answer is the name; none gives the name away, none is also right for a neighbour in its group. */
  readonly stems: readonly SourcedText[];
  /** Statements true of this entity alone, without its name's words: options of "Which statement describes ...?" */
  readonly statements: readonly SourcedText[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

export interface SourcedText {
  readonly text: string;
  /** Lines of the notes that it rests on, ascending. */
  readonly lines: readonly number[];
  /** The fact that it says, where it is one. */
  readonly fact?: FactId;
}

export interface Fact {
  readonly id: FactId;
  readonly role: FactRole;
  readonly label?: string;
  readonly text: string;
  readonly emphasised: boolean;
  /** The words that the author marked, where that is only a part of the text. */
  readonly highlights?: readonly string[];
  readonly lines: LineRange;
}

export type NoteKind =
  | 'purpose'
  | 'feature'
  | 'statement'
  | 'definition'
  /** What separates two that are mixed up. */
  | 'contrast'
  /** Asked by the author within the notes, in the notation of another tool. */
  | 'marked'
  /** Asked by a person in deck.yaml. */
  | 'written';

/** A fact, or several that say the same, made into fields. Its cards are siblings. */
export interface Note {
  readonly id: NoteId;
  readonly kind: NoteKind;
  readonly facts: readonly FactId[];
  readonly cards: readonly Card[];
}

/** `to-name` asks for the entity's name, `to-answer` names it and asks for something about it. */
export type CardDirection = 'to-name' | 'to-answer';

export interface Card {
  readonly id: CardId;
  readonly direction: CardDirection;
  /** Plain text. A cloze's hole is written `[...]`. */
  readonly front: string;
  readonly back: string;
  /** One more line under the answer, such as what the named service is for. */
  readonly more?: string;
  /** Lines of the notes that it rests on, ascending. */
  readonly lines: readonly number[];
  /** 1 is learnt first: name and purpose; 2 emphasised and distinguishing facts; 3 the rest. */
  readonly priority: 1 | 2 | 3;
  /** Place in the order in which new cards are met: 0, 1, 2 ... over the deck. */
  readonly position: number;
}
