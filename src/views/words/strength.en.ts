import type { QueueCounts } from '#core/scheduling/queue.ts';
import { number, spelt } from './format.ts';
import { words } from './words.ts';

/** Words of how firmly the cards stand: below Today's figures. */
export const strengthWords = {
  studyOne: (name: string) => `Study ${name}`,
  decks: 'Decks',
  /** What of a deck is in today's queue. */
  ofToday: (counts: QueueCounts | undefined) => {
    if (counts === undefined) return 'nothing due';
    const { due, learning, fresh } = counts;
    return [
      ...(due > 0 ? [`${number(due)}\u00a0due`] : []),
      ...(learning > 0 ? [`${number(learning)}\u00a0in learning`] : []),
      ...(fresh > 0 ? [`${number(fresh)}\u00a0new`] : []),
    ].join(', ');
  },
  several: 'Study several together',
  which: 'Which decks',
  studyChosen: (decks: number) => (decks === 1 ? 'Study this deck' : `Study these ${spelt(decks).toLowerCase()} decks`),
  areas: 'Areas',
  allAreas: (areas: number) => `All ${number(areas)} areas`,
  fewerAreas: 'Fewer areas',
  states: 'Cards',
  statesNote: 'by state',
  stateNames: { new: 'New', learning: 'Learning', review: 'Review', relearning: 'Relearning' },
  strength: 'How firmly it stands',
  legend: 'What the shades mean',
  levelRange: ['not met yet', 'under 60\u00a0%, or in learning', '60 to 80\u00a0%', '80 to 93\u00a0%', 'over 93\u00a0%'],
  stripOf: (name: string, levels: readonly number[]) =>
    `${name}: ${levels.map((cards, level) => `${number(cards)} ${words.levels[level]?.toLowerCase()}`).join(', ')}`,
} as const;
