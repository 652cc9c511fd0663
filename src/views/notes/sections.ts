import type { ReadingLine } from '#core/notes/reading.ts';
import { levelOfRecall, type Level } from '#core/stats/level.ts';
import type { LineCard, LineStrength } from '#state/live/use-notebook.ts';

export interface Section {
  readonly heading: ReadingLine;
  /** Of the cards below it, the parts of the section included; absent where there are none. */
  readonly level?: Level;
}

/** The headings with how firmly stands what is below each. */
export function sectionsOf(lines: readonly ReadingLine[], strengths: ReadonlyMap<number, LineStrength>): Section[] {
  return lines.flatMap((heading, index): Section[] => {
    if (heading.kind !== 'heading') return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex(({ kind, depth }) => kind === 'heading' && depth <= heading.depth);
    const below = end < 0 ? rest : rest.slice(0, end);
    const level = levelOfCards(below.flatMap((line) => cardsOn(line, strengths)));
    return [level === undefined ? { heading } : { heading, level }];
  });
}

/** The level of the mean, as on the map: one that has not been met would not be recalled. */
function levelOfCards(cards: readonly LineCard[]): Level | undefined {
  if (cards.length === 0) return undefined;
  if (cards.every(({ recall }) => recall === undefined)) return 0;
  return levelOfRecall(cards.reduce((sum, { recall = 0 }) => sum + recall, 0) / cards.length);
}

function cardsOn({ line, to }: ReadingLine, strengths: ReadonlyMap<number, LineStrength>): readonly LineCard[] {
  return Array.from({ length: to - line + 1 }, (_, index) => strengths.get(line + index)?.cards ?? []).flat();
}
