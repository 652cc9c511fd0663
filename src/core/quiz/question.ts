import type { Correction, ExamDomain, ExamTag } from '../decks/deck.ts';
import type { CardId, CategoryId, DeckId, EntityId, ExamId, FactId, QuizId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';

/** What is given and what is asked for. A name is asked for by all but one. */
export type QuestionDirection =
  | 'purpose-to-name'
  | 'name-to-purpose'
  | 'feature-to-name'
  | 'statement-to-name'
  | 'scenario-to-name';

export interface QuestionOption {
  readonly entity: EntityId;
  /** What the learner chooses. */
  readonly text: string;
  /** The entity's name, for the rationale of a statement. */
  readonly name: string;
  /** What the entity really is, in the notes' words. */
  readonly what: string;
  readonly lines: readonly number[];
  /** Its former names, the newest first. */
  readonly formerly?: readonly string[];
  /** That it is no longer offered, or will not be. */
  readonly status?: readonly Correction[];
}

/** One thing asked about one entity, and why its answer is right. */
export interface Asked {
  readonly entity: EntityId;
  readonly category: CategoryId;
  readonly fact?: FactId;
  /** The card that asks for the same, for "study these now". */
  readonly card?: CardId;
  /** Which domains of which exams it serves. */
  readonly exams?: readonly ExamTag[];
  /** Why the key is right, in the notes' words. */
  readonly rationale: string;
  readonly lines: readonly number[];
  /** Where the notes do not hold: what the question follows instead. */
  readonly corrections?: readonly Correction[];
}

interface AnyQuestion {
  /** Made from kind, direction, fact or text, and key: the same question has the same id in every quiz. */
  readonly id: string;
  readonly direction: QuestionDirection;
  readonly stem: string;
}

/** One key among its distractors, in the order shown. */
export interface ChoiceQuestion extends AnyQuestion, Asked {
  readonly kind: 'choice';
  readonly options: readonly QuestionOption[];
  /** Index into options. */
  readonly key: number;
}

/** Several keys, all of the asked entity: "Which TWO statements describe ...?" Right if these are chosen and no other. */
export interface ResponseQuestion extends AnyQuestion, Asked {
  readonly kind: 'response';
  readonly options: readonly QuestionOption[];
  /** Indexes into options, ascending. So many are to be chosen. */
  readonly keys: readonly number[];
}

/** What each is for, to be matched with the names of one confusable group; each name belongs to one. */
export interface MatchQuestion extends AnyQuestion {
  readonly kind: 'match';
  readonly pairs: readonly MatchPair[];
  /** Names in the order shown, as many as pairs. */
  readonly options: readonly QuestionOption[];
}

export interface MatchPair extends Asked {
  /** The purpose. */
  readonly text: string;
  /** Index into options. */
  readonly key: number;
}

/** The name is typed. */
export interface TypedQuestion extends AnyQuestion, Asked {
  readonly kind: 'typed';
  readonly key: QuestionOption;
  /** Every other spelling of it. */
  readonly aliases: readonly string[];
  /** What is likely to be typed in its place or is spelt much like it: another thing, never a slip. */
  readonly others: readonly TypedOther[];
}

export interface TypedOther extends QuestionOption {
  readonly aliases: readonly string[];
}

/** Complete in itself, so that a stored quiz never changes, and can be shown and marked whatever becomes of its deck. */
export type Question = ChoiceQuestion | ResponseQuestion | MatchQuestion | TypedQuestion;

export type QuestionKind = Question['kind'];

/** What a learner gives as the answer to a question of the same kind; `none` is an exam's question left open. */
export type Given =
  | { readonly kind: 'choice'; readonly chosen: number }
  | { readonly kind: 'response'; readonly chosen: readonly number[] }
  /** For each pair the index of its option, or null while it has none. */
  | { readonly kind: 'match'; readonly chosen: readonly (number | null)[] }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'none' };

/** Said before the answer is told. */
export type Confidence = 'sure' | 'unsure' | 'guess';

export interface QuizAnswer {
  readonly given: Given;
  readonly instant: Instant;
  readonly takenMs: number;
  readonly confidence?: Confidence;
}

export interface Quiz {
  readonly id: QuizId;
  readonly deck: DeckId;
  readonly seed: number;
  readonly startedAt: Instant;
  readonly day: StudyDay;
  /** Chosen categories; empty means all. */
  readonly categories: readonly CategoryId[];
  readonly questions: readonly Question[];
  /** answers[i] answers questions[i]; shorter than questions while the quiz is going on. */
  readonly answers: readonly QuizAnswer[];
  readonly finishedAt?: Instant;
  /** Of a mock exam: its paper. Its answers are those of the sheets, and are there when it is handed in. */
  readonly exam?: Paper;
}

/** What makes a quiz a mock exam, with all that was done on it so far. */
export interface Paper {
  readonly exam: PaperHead;
  /** For each question the domain that it was drawn for; null where the exam has none. */
  readonly places: readonly (string | null)[];
  /** One for each question. */
  readonly sheets: readonly Sheet[];
  /** How long it rested altogether: paused, closed, or cut short by a crash. */
  readonly pausedMs: number;
  /** It was handed in because the time was up. */
  readonly timedOut?: true;
}

/** Copied from the deck, so that what was sat is told rightly for ever. */
export interface PaperHead {
  /** Absent for one to the learner's own measure. */
  readonly id?: ExamId;
  readonly name: string;
  readonly minutes: number;
  readonly domains: readonly PaperDomain[];
}

export interface PaperDomain extends ExamDomain {
  /** False where the notes have too little to ask. */
  readonly isCovered: boolean;
}

export interface Sheet {
  readonly given?: Given;
  /** For review. */
  readonly marked?: true;
  /** Indexes of options that were ruled out. */
  readonly struck: readonly number[];
  /** How long the question was on screen. Their sum is the time that the exam has taken. */
  readonly spentMs: number;
}

export function asksForName(direction: QuestionDirection): boolean {
  return direction !== 'name-to-purpose';
}

/** The entities asked about: one, or one a pair. */
export function askedOf(question: Question): readonly Asked[] {
  return question.kind === 'match' ? question.pairs : [question];
}
