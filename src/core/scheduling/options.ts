import type { DeckId, ExamId } from '../ids.ts';
import type { StudyDay } from '../time.ts';
import type { Preset, Schedule } from './schedule.ts';
import { everything, isWithin } from './scope.ts';
import type { StudyScope } from './scope.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

/** How the learner wants to study: all that the queue goes by, read at once. */
export interface Options {
  /** Of every deck without one of its own. Its limits of a day hold for all decks together. */
  readonly preset: Preset;
  /** Decks with a preset of their own: its limits hold for that deck, within those for all. */
  readonly deckPresets: ReadonlyMap<DeckId, Preset>;
  /** Unset at first: then the limits of the preset alone hold. */
  readonly minutesPerDay?: number;
  /** Chosen once; study, quiz and progress follow it. */
  readonly exam?: ExamId;
  readonly examDate?: StudyDay;
  /** The day on which the date was chosen: new cards are paced from then on. */
  readonly examFrom?: StudyDay;
  readonly leaveOutRetired: boolean;
  readonly reviewOrder: ReviewOrder;
  readonly newOrder: NewOrder;
  /** What waits on this day is caught up with: see catch-up.ts. */
  readonly catchUpFrom?: StudyDay;
  readonly catchUpMinutes?: number;
  /** The share of right answers that the learner wants to reach, in percent: their own line, nobody's pass mark. */
  readonly aim?: number;
  /** In a quiz, how sure the learner is of an answer is asked for before it is told. */
  readonly askConfidence?: boolean;
  /** On this day the learner chose to go on as usual with what waits. */
  readonly asUsualFrom?: StudyDay;
}

export const REVIEW_ORDERS = ['due', 'retrievability', 'overdueness', 'added'] as const;

/**
 * `due`: by due day, then by chance that is the same all day. `retrievability`: what is likeliest forgotten first.
 * `overdueness`: what waits longest beside its interval. `added`: in the order in which
 * they came, what came together in the order of its deck.
 */
export type ReviewOrder = (typeof REVIEW_ORDERS)[number];

export const NEW_ORDERS = ['priority', 'decks', 'chance', 'last'] as const;

/**
 * `priority`: by their place in the order of learning, over all decks. `decks`: so, but one deck after the other. `chance`: the
 * same all day. `last`: the other way round.
 */
export type NewOrder = (typeof NEW_ORDERS)[number];

export function optionsOf(preset: Preset): Options {
  return { preset, deckPresets: new Map(), leaveOutRetired: false, reviewOrder: 'due', newOrder: 'priority' };
}

/** What an answer on a card of this deck is made under. */
export function presetFor({ preset, deckPresets }: Options, deck: DeckId): Preset {
  return deckPresets.get(deck) ?? preset;
}

/** What is studied when nothing else is asked for. */
export function usualScope({ exam }: Options): StudyScope {
  return exam === undefined ? everything : { kind: 'exam', exam };
}

/** A deck or a category is studied for the exam that was chosen; all, or another exam, is what it says. */
export function isAsked(schedule: Pick<Schedule, 'deck' | 'about'>, scope: StudyScope, options: Options): boolean {
  if (options.leaveOutRetired && schedule.about?.retired === true) return false;
  const part = scope.kind === 'decks' || scope.kind === 'category';
  return isWithin(schedule, scope) && (!part || isWithin(schedule, usualScope(options)));
}
