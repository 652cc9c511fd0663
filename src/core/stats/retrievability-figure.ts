import type { Asked, CardColumns } from './columns.ts';
import { histogramOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import { ofMet } from './stability-figure.ts';

const shareEdges = Array.from({ length: 20 }, (_, index) => index / 20);

/** How likely cards are recalled now. */
export interface RetrievabilityFigure extends Histogram {
  /** Of the cards that were met. */
  readonly mean: number;
  /** Estimated total knowledge: the sum of all, in cards. */
  readonly knowledge: number;
}

/** `recall` is that of each card now; what it is for a new card does not matter. */
export function retrievabilityFigure(cards: CardColumns, recall: Float32Array, { chosen }: Asked): RetrievabilityFigure {
  const values = ofMet(cards, chosen, recall);
  let knowledge = 0;
  for (const value of values) knowledge += value;
  return { ...histogramOf(values, shareEdges), mean: values.length === 0 ? 0 : knowledge / values.length, knowledge };
}
