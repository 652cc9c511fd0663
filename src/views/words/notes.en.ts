import { count } from './format.ts';

/** The words of the notes reader. */
export const notesWords = {
  title: 'Notes',
  all: 'All notes',
  contents: (lines: number, cards: number) => `${count(lines, 'line', 'lines')}, ${count(cards, 'card', 'cards')}`,
  none: 'No notes yet',
  noneHelp: 'Start with ours, or open your own.',
  begin: 'See ours',
  own: 'Open my own notes',
  add: 'Add or update notes',
  find: 'Find in these notes',
  found: (lines: number) => (lines === 0 ? 'No line holds these words.' : `${count(lines, 'line', 'lines')} found.`),
  showAll: 'Show all lines',
  sections: 'Sections',
  marked: 'The card rests on this line.',
  line: 'Line',
  cards: (cards: number) => count(cards, 'card', 'cards'),
  notMet: 'not yet met',
  due: (when: string) => `due ${when}`,
  missing: 'These notes are not here',
  missingHelp: 'They may have been removed, or the link is an old one.',
} as const;
