import type { CategoryId, DeckId, ExamId } from '../ids.ts';
import type { Options } from '../scheduling/options.ts';

/** What figures may be asked about: everything, or a deck, a category or an exam. */
export type Part =
  | { readonly kind: 'all' }
  | { readonly kind: 'deck'; readonly deck: DeckId }
  | { readonly kind: 'category'; readonly deck: DeckId; readonly category: CategoryId }
  | { readonly kind: 'exam'; readonly exam: ExamId };

/** What figures are of when nothing else is asked for: the exam that was chosen, as in study. */
export function usualPart({ exam }: Pick<Options, 'exam'>): Part {
  return exam === undefined ? { kind: 'all' } : { kind: 'exam', exam };
}

/** By these numbers the columns know decks, categories and exams: their places here. Place 0 of the first two is none. */
export interface PartNames {
  readonly decks: readonly string[];
  /** `<deck>/<category>`. */
  readonly categories: readonly string[];
  readonly exams: readonly string[];
}

export const noNames: PartNames = { decks: [''], categories: [''], exams: [] };

/** The numbers of a part; undefined where the columns know no such. */
export function numbersOf(names: PartNames, part: Part): { deck?: number; category?: number; exam?: number } | undefined {
  switch (part.kind) {
    case 'all':
      return {};
    case 'deck':
      return found('deck', names.decks.indexOf(part.deck));
    case 'category':
      return found('category', names.categories.indexOf(`${part.deck}/${part.category}`));
    case 'exam':
      return found('exam', names.exams.indexOf(part.exam));
  }
}

function found(kind: 'deck' | 'category' | 'exam', place: number) {
  return place < 0 ? undefined : { [kind]: place };
}
