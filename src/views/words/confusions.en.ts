import { count, number, spelt } from './format.ts';

const times = (value: number): string => (value === 1 ? 'once' : value === 2 ? 'twice' : `${spelt(value).toLowerCase()} times`);

/** The words of what is mixed up. */
export const confusionWords = {
  screen: 'What you mix up',
  label: 'What you mix up',
  title: (pairs: number) => (pairs === 1 ? 'One pair' : `${spelt(pairs)} pairs`),
  above: (pairs: number) => (pairs === 1 ? 'One pair, often' : `${spelt(pairs)} pairs, one above all`),
  lead: (asked: string, chosen: string, mixed: number, questions: number) =>
    `Asked for ${asked}, you choose ${chosen}: ${times(mixed)} of ${number(questions)}.`,
  drill: (one: string, other: string) => `Drill ${one} and ${other}`,
  drillHelp: 'Six questions on these, about two minutes.',
  drillOne: 'Drill',
  drilling: 'Starting',
  notStarted: 'The drill could not be started',
  noQuestions: 'These have no questions that set them against each other.',
  strongest: 'Strongest first',
  allPairs: (pairs: number) => `All ${number(pairs)} pairs`,
  pair: (one: string, other: string) => `${one} and ${other}`,
  of: (mixed: number, questions: number) => `${number(mixed)} of ${number(questions)}`,
  ofLong: (mixed: number, questions: number) => `Mixed up in ${number(mixed)} of ${count(questions, 'question', 'questions')}.`,
  /** The second as it goes on in a sentence. */
  gists: (one: string, other: string) => `${one}; or ${other}`,
  table: 'What was asked, down, and what was chosen, across',
  chosen: 'chosen',
  asked: 'asked',
  right: (known: number) => `right ${times(known)}`,
  mixedTimes: (mixed: number) => `mixed up ${times(mixed)}`,
  note: 'Last 90 days. Discs are mix-ups; on the diagonal, right answers.',
  contrast: 'Contrast',
  fromNotes: 'from your notes',
  separates: (one: string, other: string) => `${one} or ${other}: what separates them?`,
  empty: 'Nothing mixed up yet',
  emptyHelp: 'When a quiz shows that you take one thing for another, the two stand here, and the next quiz asks for them again.',
  toQuiz: 'Take a quiz',
} as const;
