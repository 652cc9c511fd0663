import { verdictOf } from './calibration-figure.ts';
import type { Figures } from './figures.ts';

/** What part of the cards would be known today, and how far that may be wrong. */
export interface Readiness {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly cards: number;
  /** Cards that were never met; they count as not known. */
  readonly fresh: number;
}

/** A usual exam has about so many questions: fewer than all cards, so luck moves the outcome. */
const questions = 65;
const z = 1.959964;

/**
 * The mean recall of all cards of the part, new ones as 0; moved by what calibration says where that is more than chance.
 * The range is that of an exam's worth of questions drawn from these cards, nineteen times in twenty.
 */
export function readinessOf({
  counts,
  retrievability,
  calibration,
}: Pick<Figures, 'counts' | 'retrievability' | 'calibration'>): Readiness {
  const { fresh } = counts;
  const cards = fresh + retrievability.total;
  if (cards === 0) return { expected: 0, low: 0, high: 0, cards, fresh };
  return { ...expectedOf(retrievability.knowledge / cards, calibration), cards, fresh };
}

/** A mean recall as a share of right answers: moved by what calibration says, with its range. */
export function expectedOf(recall: number, { all }: Figures['calibration']): Pick<Readiness, 'expected' | 'low' | 'high'> {
  const verdict = verdictOf(all);
  const isOff = verdict === 'known more' || verdict === 'known less';
  const ratio = isOff && all.expected > 0 ? all.actual.share / all.expected : 1;
  const expected = Math.min(1, Math.max(0, recall * ratio));
  const half = z * Math.sqrt((expected * (1 - expected)) / questions);
  return { expected, low: Math.max(0, expected - half), high: Math.min(1, expected + half) };
}
