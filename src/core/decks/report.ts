import type { CardId, FactId } from '../ids.ts';
import type { Question } from '../quiz/question.ts';
import type { Instant } from '../time.ts';
import type { CardOverlay } from './plan.ts';

/** What can be wrong with a question or a card. `other` is said in words alone. */
export const FAULTS = ['second-right', 'wrong', 'outdated', 'unclear', 'gives-away', 'other'] as const;
export type Fault = (typeof FAULTS)[number];

/** What a learner says of a question or a card that is wrong. It is not asked from then on. */
export interface Said {
  readonly fault: Fault;
  /** In the learner's own words. */
  readonly words?: string;
}

/** With what else was said of the same, on other devices. */
export interface Report extends OneReport {
  readonly also?: readonly OneReport[];
}

export interface OneReport extends Said {
  readonly at: Instant;
  /** As it was shown, so that it can be told whatever becomes of the notes. */
  readonly about: ReportedCard | ReportedQuestion;
}

export interface ReportedCard {
  readonly kind: 'card';
  readonly front: string;
  readonly back: string;
  readonly lines: readonly number[];
  /** What the card rests on. */
  readonly facts: readonly FactId[];
}

export interface ReportedQuestion {
  readonly kind: 'question';
  readonly question: Question;
  /** What the learner had answered, where that was an option or a name. */
  readonly given?: string;
}

/** All that was said of one question or card, the last first. */
export function reportsIn({ also = [], ...first }: Report): readonly OneReport[] {
  return [first, ...also].toSorted((a, b) => b.at - a.at);
}

/** What remains of it when one of them is taken back. */
export function withoutReport(all: Report, one: OneReport['at']): Report | undefined {
  const [first, ...also] = reportsIn(all).filter(({ at }) => at !== one);
  return first && { ...first, ...(also.length > 0 && { also }) };
}

/** What was said on two devices of the same: each of it once. */
export function unite(own: Report | undefined, other: Report | undefined): Report | undefined {
  if (own === undefined || other === undefined) return own ?? other;
  const ours = reportsIn(own);
  const rest = reportsIn(other).filter((one) => !ours.some((said) => isSame(said, one)));
  const [first, ...also] = [...ours, ...rest].toSorted((a, b) => b.at - a.at);
  return first && { ...first, ...(also.length > 0 && { also }) };
}

function isSame(a: OneReport, b: OneReport): boolean {
  return a.at === b.at && a.fault === b.fault && a.words === b.words;
}

/** Under this id the report of a question is kept; one that is typed is the same as with options. */
export function reportId({ id }: Question): CardId {
  return askedId(id) as CardId;
}

/** The id of what is asked, whether the answer is chosen or typed; of a matching, that of its group and deck. */
export function askedId(id: string): string {
  if (id.startsWith('typed:')) return id.slice('typed:'.length);
  return id.startsWith('match:') ? id.slice(0, id.lastIndexOf('/')) : id;
}

/** Ids of questions that are not asked any more, and of facts that no question may rest on, since they do not hold. */
export function leftOutBy(overlays: readonly CardOverlay[]): readonly string[] {
  return overlays.flatMap(({ id, reported }): readonly string[] => {
    return reported === undefined ? [] : reportsIn(reported).flatMap((one) => leftOutFor(id, one));
  });
}

function leftOutFor(id: CardId, { about, fault }: OneReport): readonly string[] {
  const holds = fault !== 'wrong' && fault !== 'outdated';
  if (about.kind === 'card') return holds ? [] : about.facts;
  const { question } = about;
  const fact = question.kind === 'match' || holds ? undefined : question.fact;
  return fact === undefined ? [id] : [id, fact];
}
