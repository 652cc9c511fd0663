import type { Asked, CardColumns } from './columns.ts';
import { histogramOf } from './histogram.ts';
import type { Histogram } from './histogram.ts';
import { ofMet } from './stability-figure.ts';

const difficultyEdges = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Difficulty of cards with a memory, 1 to 10. */
export function difficultyFigure(cards: CardColumns, { chosen }: Asked): Histogram {
  return histogramOf(ofMet(cards, chosen, cards.difficulty), difficultyEdges);
}
