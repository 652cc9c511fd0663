import { count } from './format.ts';

/** Words of the first visit. */
export const firstWords = {
  title: 'Welcome',
  head: 'Your notes, kept in memory',
  lead: 'Cardwright turns the notes you keep in Markdown into cards, and shows you each one just before you would forget it.',
  tryOne: 'Try one',
  install: 'Use these',
  own: 'Use my own notes',
  ownHelp: 'Open Markdown files',
  hide: 'Hide the answer',
  choose: 'Which decks?',
  contents: (decks: number, cards: number) =>
    decks === 0 ? 'Choose a deck first' : `${count(decks, 'deck', 'decks')}, ${count(cards, 'card', 'cards')}`,
  installing: 'Putting the cards in',
  inside: 'In this deck',
  promise: 'Everything stays on this device. No account.',
  unreachable: 'The cards could not be fetched.',
  unreachableHelp: 'Check the connection, then try again. After the first visit none is needed.',
  again: 'Try again',
} as const;
