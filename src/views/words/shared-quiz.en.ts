import { count, number, spelt } from './format.ts';

/** The words of a quiz that is passed on, and taken by somebody else. */
export const sharedWords = {
  share: 'Share this quiz',
  shareExam: 'Share this exam',
  link: 'Link to this quiz',
  linkExam: 'Link to this mock exam',
  linkHelp: 'Whoever has the same deck takes the very same questions with it, also offline. Your answers are not in it.',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'It could not be copied. Select the link and copy it yourself.',
  screen: 'Shared quiz',
  label: 'Shared quiz',
  reading: 'Reading the quiz',
  title: (questions: number) => `${spelt(questions)} ${questions === 1 ? 'question' : 'questions'}, as they were shared`,
  lead: 'The same questions in the same order, with the same answers to choose from.',
  leadExam: (minutes: number, name: string) =>
    `${name}, ${count(minutes, 'minute', 'minutes')}: the same questions in the same order; nothing is told before it is handed in.`,
  /** What it is called in the result. */
  exam: 'A shared mock exam',
  start: 'Start',
  missing: (missing: number, of: number) =>
    `${number(missing)} of ${count(of, 'question', 'questions')} cannot be asked: your version of the deck lacks what they need.`,
  missingOne: (question: number, part: 'question' | 'option', name: string | undefined) =>
    part === 'question'
      ? `Question ${number(question)}: what it asks${name === undefined ? '' : ` about ${name}`} is not in your deck, or reads otherwise.`
      : `Question ${number(question)}: one of its answers${name === undefined ? '' : `, ${name},`} is not in your deck.`,
  allMissing: 'None of its questions can be asked here',
  allMissingHelp: 'It was made from another version of the deck. Bring yours up to date and open the link again.',
  noDeck: 'You do not have the deck of this quiz',
  noDeckHelp: 'Put the same notes in first, then open the link again.',
  toDecks: 'Choose a deck',
  unreadable: 'This link cannot be read',
  why: {
    damaged: 'Part of it is missing. Copy the whole link and open it again.',
    'too-long': 'It is longer than any quiz. Ask for the link again.',
    newer: 'It was made with a newer version of Cardwright. Reload the page to bring yours up to date.',
  },
  toQuiz: 'Start a quiz of your own',
  notStarted: 'The quiz could not be started',
  /** One at a time. */
  examOpen: 'Another mock exam is not handed in yet. Hand that in first.',
} as const;
