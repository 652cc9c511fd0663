import type { CardId, CategoryId, DeckId, EntityId, ExamId, FactId, NoteId } from '../ids.ts';
import type { PlacedFigure } from '../notes/figures.ts';
import type { FilePlace } from '../notes/files.ts';
import type { FactRole, LineRange } from '../notes/notebook.ts';

/** What is compiled from one notebook and its curation; `deck.json` is exactly this. */
export interface Deck {
  readonly format: 1;
  readonly id: DeckId;
  readonly title: string;
  /** What it is about, in one sentence, for whoever chooses among decks. */
  readonly about?: string;
  /** Beside deck.json; the lines of every card refer to it. */
  readonly notes: { readonly path: string; readonly lineCount: number; readonly files?: readonly FilePlace[] };
  readonly categories: readonly Category[];
  readonly groups: readonly ConfusableGroup[];
  readonly vetoes: readonly Veto[];
  /** Phrases true of many entities, lower case; they discriminate nothing, so no stem may rest on them. */
  readonly genericPhrases: readonly string[];
  /** Ids of questions and facts that the learner has reported: no quiz asks for them. Never of a compiled deck. */
  readonly leftOut?: readonly string[];
  /** Exams that the deck prepares for; entities and cards name them with a domain. */
  readonly exams?: readonly Exam[];
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
  /** Members are wrong answers for one another, but are not mixed up: they may be met on one day. */
  readonly wide?: true;
}

/** When `asked` is the key, none of `alsoRight` may be a distractor: the notes make it right too. */
export interface Veto {
  readonly asked: EntityId;
  readonly alsoRight: readonly EntityId[];
}

/** An exam and its domains, as its provider published them on a day. */
export interface Exam {
  /** `aif-c01`. */
  readonly id: ExamId;
  readonly name: string;
  readonly domains: readonly ExamDomain[];
  /** How it is sat; without it, a mock exam is made to the learner's own measure. */
  readonly paper?: ExamFormat;
  /** Where the domains and their weights were read. */
  readonly source: string;
  /** ISO date of reading it. */
  readonly checked: string;
}

export interface ExamFormat {
  readonly questions: number;
  readonly minutes: number;
  /** Those of its kinds of question that a deck can ask. */
  readonly kinds: readonly ExamKind[];
}

export const EXAM_KINDS = ['choice', 'response', 'match'] as const;
export type ExamKind = (typeof EXAM_KINDS)[number];

export interface ExamDomain {
  readonly id: string;
  readonly name: string;
  /** Share of the scored questions, 0 to 100. */
  readonly percent: number;
}

/** Which domain of which exam something serves. */
export interface ExamTag {
  readonly exam: ExamId;
  readonly domain: string;
  /** The curator's judgement, where no exam guide names it. */
  readonly judged?: true;
}

export const STATUS_KINDS = ['renamed', 'closed', 'ends', 'ended'] as const;
export const FACT_KINDS = ['typo', 'stale-number', 'wrong', 'ambiguous'] as const;

/** `renamed` to `ended` are of the whole entity and stand on all its cards, the others on the cards of the lines' facts. */
export type CorrectionKind = (typeof STATUS_KINDS)[number] | (typeof FACT_KINDS)[number];

/** What is misspelt, renamed, retired or out of date in the notes, which themselves are never changed. */
export interface Correction {
  /** Unique in the deck: `data-streams-retention`. */
  readonly id: string;
  readonly kind: CorrectionKind;
  /** Lines of the notes that it concerns, ascending. */
  readonly lines: readonly number[];
  /** The notes' words, as they stand on each of the lines. */
  readonly notes: string;
  /** What holds now: a sentence or the right words. */
  readonly now: string;
  /** An address; without one the learner is told that it is unverified. */
  readonly source?: string;
  /** ISO date of checking it. */
  readonly checked: string;
}

/** What the provider still does with a service. `closed` takes no new customers, `ending` stops on an announced day. */
export type Availability = 'open' | 'closed' | 'ending' | 'ended';

/** A situation of one or two sentences (who, what they have, what they need) that exactly this entity answers. */
export interface Scenario {
  readonly id: string;
  readonly text: string;
  /** Lines of the notes that it rests on, ascending. */
  readonly lines: readonly number[];
  /** Right as well, in the notes or in reality: none of them is offered as a wrong answer. */
  readonly alsoRight: readonly EntityId[];
  readonly exams?: readonly ExamTag[];
}

/** What the notes describe, with all that was made of it: a natural page, read as one. */
export interface DeckEntity {
  readonly id: EntityId;
  readonly deck: DeckId;
  /** The canonical name, shown first: `Amazon Managed Streaming for Apache Kafka (MSK)`. */
  readonly name: string;
  /** Every other spelling that means it, acronyms and old names included. */
  readonly aliases: readonly string[];
  /** Names that it had before, each an alias too; the newest first. */
  readonly formerly?: readonly string[];
  /** Absent: open, or not a service at all. */
  readonly availability?: Exclude<Availability, 'open'>;
  /** Of the entity and of its facts. */
  readonly corrections?: readonly Correction[];
  readonly scenarios?: readonly Scenario[];
  /** What it is asked for; a card says so only where it differs. */
  readonly exams?: readonly ExamTag[];
  /** Words of the name that no rule finds: `text`, `extract` for Textract. Lower case. */
  readonly subWords: readonly string[];
  /** `service` is asked about in quizzes; `suite` and `mode` are parents and parts of one; `concept` is everything else. */
  readonly kind: 'service' | 'suite' | 'mode' | 'concept';
  readonly category: CategoryId;
  /** The suite or service that contains it; neither may be a distractor of the other. */
  readonly partOf?: EntityId;
  /** What it is for: a noun phrase or sentence in the notes' words, without its own name where that can be. */
  readonly purpose?: SourcedText;
  /** What it is in at most five words, said of it beside what it is confused with: `a data warehouse`. */
  readonly gist?: string;
  /** Questions whose answer is the name; none gives the name away, none is also right for a neighbour in its group. */
  readonly stems: readonly SourcedText[];
  /** Statements true of this entity alone, without its name's words: options of "Which statement describes ...?" */
  readonly statements: readonly SourcedText[];
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  /** Pictures and code beside the lines of its cards; a card shows those of its own lines. */
  readonly figures?: readonly PlacedFigure[];
}

export interface SourcedText {
  readonly text: string;
  /** Lines of the notes that it rests on, ascending. */
  readonly lines: readonly number[];
  /** The fact that it says, where it is one. */
  readonly fact?: FactId;
  /** Ids of the corrections that it follows. */
  readonly corrections?: readonly string[];
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

/** 1 is learnt first: 1 name and purpose, 2 contrasts, 3 highlighted facts, 4 distinguishing features, 5 numbers, 6 benefits and the rest. */
export type Priority = 1 | 2 | 3 | 4 | 5 | 6;

/** `to-name` asks for the entity's name, `to-answer` names it and asks for something about it. */
export type CardDirection = 'to-name' | 'to-answer';

export interface Card {
  readonly id: CardId;
  /** The id that a person gave it in deck.yaml, unique in the entity: under it the card stays the same, however worded. */
  readonly key?: string;
  readonly direction: CardDirection;
  /** Plain text. A cloze's hole is written `[...]`. */
  readonly front: string;
  readonly back: string;
  /** One more line under the answer, such as what the named service is for. */
  readonly more?: string;
  /** Lines of the notes that it rests on, ascending. */
  readonly lines: readonly number[];
  /** Ids of the corrections of its facts; those of the whole entity's status are not repeated here. */
  readonly corrections?: readonly string[];
  readonly exams?: readonly ExamTag[];
  /** A contrast waits until each of these has a card in review: the two that it sets side by side. */
  readonly needs?: readonly EntityId[];
  readonly priority: Priority;
  /** Place in the order in which new cards are met: 0, 1, 2 ... over the deck. */
  readonly position: number;
}
