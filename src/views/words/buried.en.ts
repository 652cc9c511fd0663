import { count } from './format.ts';

/** Words about cards that wait until tomorrow. */
export const buriedWords = {
  title: 'Until tomorrow',
  waiting: (cards: number) =>
    `${count(cards, 'card waits', 'cards wait')} until tomorrow: buried by you, or kept apart from a sibling.`,
  bringBack: (cards: number) => (cards === 1 ? 'Bring it back today' : 'Bring them back today'),
  back: (cards: number) => `${count(cards, 'card is', 'cards are')} no longer held back.`,
  undo: 'Undo',
  notUndone: 'This cannot be taken back any more.',
} as const;
