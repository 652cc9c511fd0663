import type { EntityId } from '../ids.ts';
import { dayMs } from '../time.ts';
import type { Instant } from '../time.ts';
import type { ConfusedPair } from './generate.ts';
import { isRight, markQuiz } from './mark.ts';
import { askedOf, asksForName } from './question.ts';
import type { Question, Quiz } from './question.ts';

/** Whether the name was looked for or what is said of it. */
export type ConfusionDirection = 'to-name' | 'from-name';

/** Asked for one thing, the learner chose the other; the stored quizzes are the truth, all of this is worked out from them. */
export interface Confusion {
  readonly asked: EntityId;
  readonly chosen: EntityId;
  readonly direction: ConfusionDirection;
  readonly times: number;
  /** How likely it is to happen again when both stand beside each other, 0 to 1. */
  readonly strength: number;
}

/** Two things that were taken for each other, either way. */
export interface MixedPair {
  /** The way that is stronger: asked for the first, the second is chosen. */
  readonly pair: readonly [EntityId, EntityId];
  /** Mixed up so often, in so many questions on either. */
  readonly times: number;
  readonly questions: number;
  readonly strength: number;
}

export interface Confusions {
  /** The strongest first. */
  readonly confusions: readonly Confusion[];
  readonly pairs: readonly MixedPair[];
  /** How often each was asked, and known. */
  readonly asked: ReadonlyMap<EntityId, number>;
  readonly known: ReadonlyMap<EntityId, number>;
}

/** Older than this, a mix-up says nothing any more; the screen counts as far back. */
export const rememberedDays = 90;
/** After so many days a mix-up weighs half. */
const halfLifeDays = 21;
/** What is believed of a pair before anything is known: one time in ten, as firmly as after five questions. */
const prior = { mixed: 0.5, told: 4.5 };
/** Mixed up so often, a pair has its contrast brought forward and is offered a drill. */
const drillFrom = 2;

/** What a learner mixes up, by the quizzes of the last weeks, now. */
export function confusionsIn(quizzes: readonly Quiz[], now: Instant): Confusions {
  const seen = new Map<string, Tally>();
  const asked = new Map<EntityId, number>();
  const known = new Map<EntityId, number>();
  for (const quiz of quizzes) {
    for (const { question, answer, parts } of markQuiz(quiz).results) {
      const ageDays = Math.max(0, (now - answer.instant) / dayMs);
      if (ageDays > rememberedDays) continue;
      const weight = 0.5 ** (ageDays / halfLifeDays);
      const direction = asksForName(question.direction) ? 'to-name' : 'from-name';
      // Of several keys one may be missed: it was one question on one thing all the same.
      const things = new Set(askedOf(question).map(({ entity }) => entity));
      for (const entity of things) {
        const own = parts.filter((part) => part.entity === entity && part.outcome !== 'open');
        if (own.length === 0) continue;
        add(asked, entity, 1);
        if (own.every(isRight)) add(known, entity, 1);
        const chosen = new Set(own.flatMap((part) => (part.chosen === undefined ? [] : [part.chosen.entity])));
        for (const other of new Set([...besides(question, entity), ...chosen])) {
          if (other === entity) continue;
          const tally = tallyOf(seen, { asked: entity, chosen: other, direction });
          tally.shown += weight;
          if (!chosen.has(other)) continue;
          tally.mixed += weight;
          tally.times += 1;
        }
      }
    }
  }
  const confusions = [...seen.values()]
    .filter(({ times }) => times > 0)
    .map((tally): Confusion => ({
      asked: tally.asked,
      chosen: tally.chosen,
      direction: tally.direction,
      times: tally.times,
      strength: (prior.mixed + tally.mixed) / (prior.mixed + prior.told + tally.shown),
    }))
    .toSorted(byStrength);
  return { confusions, pairs: pairsOf(confusions, asked), asked, known };
}

interface Tally extends Pick<Confusion, 'asked' | 'chosen' | 'direction'> {
  times: number;
  /** Weighed by age. */
  mixed: number;
  shown: number;
}

function tallyOf(seen: Map<string, Tally>, of: Pick<Confusion, 'asked' | 'chosen' | 'direction'>): Tally {
  const key = `${of.direction} ${of.asked} ${of.chosen}`;
  const tally = seen.get(key) ?? { ...of, times: 0, mixed: 0, shown: 0 };
  seen.set(key, tally);
  return tally;
}

/** What stood beside the key and was there to be chosen. What could have been typed did not stand there. */
function besides(question: Question, entity: EntityId): EntityId[] {
  if (question.kind === 'typed') return [];
  return question.options.map((option) => option.entity).filter((other) => other !== entity);
}

/** Either way and in either direction: times are summed, and the strongest way gives its strength and its order. */
function pairsOf(confusions: readonly Confusion[], asked: ReadonlyMap<EntityId, number>): MixedPair[] {
  const pairs = new Map<string, MixedPair>();
  for (const { asked: one, chosen: other, times, strength } of confusions) {
    const key = [one, other].toSorted().join(' ');
    const before = pairs.get(key);
    const questions = (asked.get(one) ?? 0) + (asked.get(other) ?? 0);
    pairs.set(key, before ? { ...before, times: before.times + times } : { pair: [one, other], times, questions, strength });
  }
  return [...pairs.values()].toSorted((a, b) => b.strength - a.strength || b.times - a.times);
}

function byStrength(a: Confusion, b: Confusion): number {
  return b.strength - a.strength || b.times - a.times;
}

function add(counts: Map<EntityId, number>, entity: EntityId, times: number): void {
  counts.set(entity, (counts.get(entity) ?? 0) + times);
}

/** A pair that was mixed up twice is worth a drill of its own, and its contrast card. */
export function isWorthDrilling({ times }: MixedPair): boolean {
  return times >= drillFrom;
}

/** Pairs that this quiz, one of those given, has mixed up and that were so twice by now: their contrasts are wanted soon. */
export function mixedUpAgain(quiz: Quiz, quizzes: readonly Quiz[], now: Instant): MixedPair[] {
  const here = new Set(confusionsIn([quiz], now).pairs.map(keyOf));
  if (here.size === 0) return [];
  return confusionsIn(quizzes, now).pairs.filter((pair) => isWorthDrilling(pair) && here.has(keyOf(pair)));
}

function keyOf({ pair }: MixedPair): string {
  return pair.toSorted().join(' ');
}

/** What the next quiz draws on: each pair once, whichever direction is the stronger. */
export function toDraw({ confusions }: Confusions): ConfusedPair[] {
  const pairs = new Map<string, ConfusedPair>();
  for (const { asked, chosen, strength } of confusions) {
    const key = `${asked} ${chosen}`;
    if (!pairs.has(key)) pairs.set(key, { asked, chosen, strength });
  }
  return [...pairs.values()];
}
