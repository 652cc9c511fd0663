import type { CardId, DeckId, EntityId, NoteId, PresetId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';
import type { CardAbout } from './scope.ts';

/** FSRS's memory of a card. */
export interface MemoryState {
  /** S: days until retrievability falls to 90 %. */
  readonly stability: number;
  /** D: 1 to 10. */
  readonly difficulty: number;
}

export type Rating = 1 | 2 | 3 | 4;

export const again = 1 satisfies Rating;
export const hard = 2 satisfies Rating;
export const good = 3 satisfies Rating;
export const easy = 4 satisfies Rating;

/** A step that stays within the study day is due at an instant; one that crosses the rollover is due on a day (Anki's rule). */
export type StepDue = { readonly at: Instant } | { readonly day: StudyDay };

/** Where a card stands. What has been answered once has a memory and a time of its last answer. */
export type CardState =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'learning' | 'relearning';
      /** Index of the step that it is on, from 0. */
      readonly step: number;
      readonly due: StepDue;
      readonly memory: MemoryState;
      readonly lastAnswer: AnswerTime;
    }
  | {
      readonly kind: 'review';
      readonly dueDay: StudyDay;
      /** Whole days from the answer that scheduled it to dueDay. */
      readonly intervalDays: number;
      /** The learner gave it this day: it stays until the next answer, whatever the settings would say. */
      readonly chosen?: true;
      readonly memory: MemoryState;
      readonly lastAnswer: AnswerTime;
    };

export interface AnswerTime {
  readonly instant: Instant;
  readonly day: StudyDay;
}

/** One card's schedule: a cache of what replaying the review log gives. */
export interface Schedule {
  readonly card: CardId;
  readonly note: NoteId;
  readonly entity: EntityId;
  readonly deck: DeckId;
  /** Goes up by one with every answer and undo; an answer names the revision that the learner saw. */
  readonly revision: number;
  /** Place among new cards; kept for when it becomes new again. */
  readonly position: number;
  /** When it came into its deck for the first time. Absent where that is not known: before all others. */
  readonly addedAt?: Instant;
  readonly state: CardState;
  readonly reps: number;
  readonly lapses: number;
  /** A sibling was answered on this day, or the learner buried it: it waits until the next. */
  readonly buriedOn?: StudyDay;
  readonly about?: CardAbout;
  /** Before all that were not brought forward while it is new (forward.ts). */
  readonly forward?: true;
  /** The wording that was last answered, while another one stands in its place and has not been answered yet. */
  readonly changedFrom?: Wording & { readonly at: Instant };
}

export interface Wording {
  readonly front: string;
  readonly back: string;
}

/** An immutable revision of the options that answers are made under. */
export interface Preset {
  readonly id: PresetId;
  /** `FSRS-6`. */
  readonly model: 'FSRS-6';
  readonly weights: readonly number[];
  readonly desiredRetention: number;
  readonly learningStepsMinutes: readonly number[];
  readonly relearningStepsMinutes: readonly number[];
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly maximumIntervalDays: number;
  readonly fuzz: boolean;
  /** Within the range of fuzz, days with fewer due cards are preferred. Absent: yes, as in Anki. */
  readonly loadBalance?: boolean;
  /** What part of a usual day's reviews a weekday shall have, Monday first: 1, or 0.5, or 0 for as few as can be. Absent: 1 each. */
  readonly easyDays?: readonly [number, number, number, number, number, number, number];
  /** The answer is typed before it is shown. Absent: no. */
  readonly typeAnswers?: boolean;
  readonly learnAheadMinutes: number;
  readonly rolloverHour: number;
  readonly buryKind: 'siblings' | 'none';
  readonly leechLapses: number;
}
