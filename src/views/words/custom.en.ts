import { count, number } from './format.ts';

/** The words of studying something else than what is due. */
export const customWords = {
  title: 'Study something else',
  lead: 'Cards of your choice, besides what is due today.',
  which: 'Which cards',
  kinds: {
    all: 'Every card',
    ahead: 'Due soon',
    forgotten: 'Forgotten lately',
    weakest: 'Likeliest forgotten',
    marked: 'Marked',
    leech: 'Leeches',
    flag: 'Flagged',
    tag: 'With a tag',
  },
  amounts: { ahead: 'Days ahead', forgotten: 'Days back, today included', weakest: 'How many' },
  flag: 'Flag',
  tag: 'Tag',
  part: 'Of',
  everything: 'All decks',
  exams: 'For an exam',
  how: 'What the answers do',
  real: 'They count',
  realHelp: 'A card is scheduled anew, as in any session.',
  cram: 'Cram: they change nothing',
  cramHelp: 'Due dates and memory stay as they are. For the last hours before an exam.',
  counting: 'Counting the cards',
  found: (cards: number) => (cards === 0 ? 'No card fits.' : `${count(cards, 'card', 'cards')}.`),
  wrongAmount: (most: number) => `Write a whole number from 1 to ${number(most)}.`,
  start: 'Start',
} as const;
