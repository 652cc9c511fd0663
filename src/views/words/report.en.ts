import type { Fault } from '#core/decks/report.ts';
import type { Instant } from '#core/time.ts';
import { count, dateFull } from './format.ts';

const isoDay = (at: Instant): string => new Date(at).toISOString();

/** The words of what a learner says is wrong. */
export const reportWords = {
  open: 'This is wrong',
  /** What stands in its place afterwards. */
  done: 'You said what is wrong; it is not asked any more.',
  doneSitting: 'You said what is wrong. It counts in this exam as it is; the result tells what comes out without it.',
  dialog: 'What is wrong?',
  dialogHelp: 'One tap says it. It is not asked from then on; you find it under “What you said is wrong”.',
  dialogHelpSitting: 'One tap says it. The question stays in this exam and is not asked in another.',
  /** In an exam, where it is not told which one counts as right. */
  severalRight: 'More than one answer is right',
  faults: {
    question: {
      'second-right': 'Another answer is right, too',
      wrong: 'What counts as right is wrong',
      outdated: 'It is out of date',
      unclear: 'It is unclear',
      'gives-away': 'It gives the answer away',
      other: 'Something else',
    },
    card: {
      'second-right': 'Another answer is right, too',
      wrong: 'The answer is wrong',
      outdated: 'It is out of date',
      unclear: 'It is unclear',
      'gives-away': 'It gives the answer away',
      other: 'Something else',
    },
  } satisfies Record<'question' | 'card', Record<Fault, string>>,
  words: 'In your words',
  wordsHelp: 'If you like, before you tap; or alone, as something else.',
  send: 'Say this',

  screen: 'What you said is wrong',
  none: 'You have said of nothing that it is wrong',
  noneHelp:
    '“This is wrong” stands below every answer of a quiz, on its result, and among what can be done with a card. What you say is kept here.',
  toQuiz: 'Start a quiz',
  lead: (reports: number) =>
    `${count(reports, 'question or card is', 'questions and cards are')} not asked because of it. The file is for whoever writes the notes.`,
  show: 'Show them',
  save: 'Save as a file',
  saveFor: (title: string) => `Save as a file: ${title}`,
  fileName: (deck: string) => `${deck}.wrong.md`,
  said: (at: Instant) => `Said on ${dateFull(isoDay(at))}`,
  kinds: { card: 'Card', choice: 'Question', response: 'Question', match: 'Matching', typed: 'Question, typed' },
  takeBack: 'Ask it again',
  takeOneBack: 'Take this back',
  takeOneBackOf: (asked: string) => `Take this back, and keep what else you said: ${asked}`,
  takeBackOf: (asked: string) => `Ask it again: ${asked}`,
  unsaved: 'That was not saved.',
  details: 'As it was asked',
  isOpen: 'Your mock exam asks it: the answer is told here when that is handed in.',
  toCard: 'The card',
  answer: (text: string) => `Answer: ${text}`,
  given: (text: string) => `You answered: ${text}`,
  key: 'counts as right',
  isOf: (text: string, of: string) => `${text} (${of})`,
} as const;
