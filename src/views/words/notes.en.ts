import type { PlainReason } from '#core/decks/reasons.ts';
import type { Instant } from '#core/time.ts';
import { count, listed, timeOf } from './format.ts';

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const someCards = (value: number): string => count(value, 'card', 'cards');

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
  reference: 'Reference book',
  remove: 'Remove…',
  removeLabel: (title: string) => `Remove ${title}…`,
  removing: {
    title: (title: string) => `Remove ${title}?`,
    leaves: (cards: number) =>
      `Its ${count(cards, 'card', 'cards')} ${cards === 1 ? 'leaves' : 'leave'} Today, the quizzes and every figure.`,
    kept: 'What you have learnt of them is kept, and so is your own wording. Add the deck again, and it goes on where it was.',
    stays: 'A Markdown file that you opened stays where it is.',
    keep: 'Keep it',
    remove: 'Remove',
    busy: 'Removing',
    failed: 'The deck could not be removed',
    removed: (title: string) => `${title} is removed.`,
    back: (title: string) => `${title} is back.`,
    backHelp: 'With everything that you have learnt of it.',
    notBack: 'The removal was not taken back.',
    notBackHelp: 'The deck has been put in again since.',
  },
  lastImport: {
    takeBack: 'Take back the last update…',
    title: (title: string) => `Take back the last update of ${title}?`,
    made: (at: Instant) =>
      `It was applied on ${date.format(new Date(at))} at ${timeOf(at)}. The notes become what they were before.`,
    effect: ({
      leaving,
      returning,
      reworded,
    }: {
      readonly leaving: number;
      readonly returning: number;
      readonly reworded: number;
    }) => {
      const parts = [
        ...(leaving > 0 ? [`${someCards(leaving)} that came with it ${leaving === 1 ? 'leaves' : 'leave'}`] : []),
        ...(returning > 0 ? [`${someCards(returning)} that it archived ${returning === 1 ? 'comes' : 'come'} back`] : []),
        ...(reworded > 0 ? [`${someCards(reworded)} ${reworded === 1 ? 'gets its' : 'get their'} former words`] : []),
      ];
      return parts.length === 0 ? 'No card is another then.' : `${listed(parts)}.`;
    },
    stays: 'What you have learnt stays with its cards, and your files stay as they are.',
    keep: 'Keep the update',
    undo: 'Take it back',
    busy: 'Taking it back',
    failed: 'The update could not be taken back',
  },
  offered: 'More decks',
  offeredHelp: 'They come with Cardwright.',
  addDeck: 'Add',
  addLabel: (title: string) => `Add ${title}`,
  adding: 'Adding',
  added: (title: string) => `${title} is added.`,
  addFailed: 'The deck could not be added',
  find: 'Find in these notes',
  found: (lines: number) => (lines === 0 ? 'No line holds these words.' : `${count(lines, 'line', 'lines')} found.`),
  showAll: 'Show all lines',
  sections: 'Sections',
  marked: 'The card rests on this line.',
  line: 'Line',
  cards: (cards: number) => count(cards, 'card', 'cards'),
  itsCard: 'Its card',
  itsCards: (cards: number) => `Its ${count(cards, 'card', 'cards')}`,
  cardsOf: (line: number) => `Cards that rest on line ${line}`,
  oneFact: (line: number) => `One fact with line ${line}.`,
  noCard: (why: string) => `No card: ${why}`,
  reasons: {
    vague: 'too general to ask',
    marketing: 'praise that tells nothing',
    generic: 'true of many others as well',
    'shared-cell': 'said of several things together',
    'told-of-part': 'asked with the part that it is about',
    'leaks-both-ways': 'question and answer give each other away',
    'retired-number': 'a number that no longer holds',
    'kept-for-scenarios': 'one of many right answers, kept for quizzes',
    'merged-into-purpose': 'its purpose card says it',
    wrong: 'it is wrong',
    'out-of-date': 'it is out of date',
    ambiguous: 'it can be read in two ways',
    'long-list': 'a list too long to learn',
    'no-certain-answer': 'no word of it is a certain answer',
  } satisfies Record<PlainReason, string>,
  asides: {
    'nothing-named': 'it does not say what it is about',
    reference: 'it leads to another place',
    'name-only': 'a name of which nothing is said here',
    introduction: 'it leads over to what follows',
    unread: 'it was not understood',
  },
  duplicateAt: (place: string) => `${place}, says the same`,
  duplicate: (line: number | undefined) => (line === undefined ? 'another card asks it' : `line ${line} says the same`),
  dropped: (why: string) => `left out in deck.yaml, ${why}`,
  breaksRule: (rule: string) => `every card of it would break rule ${rule}`,
  seen: { error: 'Error', warning: 'To look at', info: 'Note' },
  ask: 'Study it',
  itsHistory: 'Card history',
  write: 'Write a card of your own',
  writeHere: 'Write another',
  ownCard: (entity: string) => `Your card about ${entity}`,
  noLine: 'without a line',
  notMet: 'not yet met',
  someMet: (met: number, of: number) => `${met} of ${of} met`,
  due: (when: string) => `due ${when}`,
  missing: 'These notes are not here',
  missingHelp: 'They may have been removed, or the link is an old one.',
} as const;
