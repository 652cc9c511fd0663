import { count, number } from './format.ts';

/** The words of a quiz on paper. */
export const printWords = {
  link: 'Print with an answer sheet',
  screen: 'To print',
  title: (questions: number) => `${count(questions, 'question', 'questions')} for paper`,
  lead: 'First the questions, then a sheet for the answers, then what is right; each begins on a page of its own.',
  leadOpen:
    'First the questions, then a sheet for the answers, on a page of its own. What is right can be printed once the quiz is ended.',
  print: 'Print',
  back: 'Back',
  questions: 'Questions',
  measure: (questions: number, minutes: number | undefined) =>
    minutes === undefined
      ? count(questions, 'question', 'questions')
      : `${count(questions, 'question', 'questions')}, ${count(minutes, 'minute', 'minutes')}`,
  choose: (several: number) => `Choose ${number(several)}.`,
  match: 'Put the letter of a name to each description.',
  typed: 'Write the name.',
  sheet: 'Answer sheet',
  sheetHelp: 'Circle the letter, or write it on the line.',
  name: 'Name',
  date: 'Date',
  rightAnswers: 'What is right',
  /** "1: B, 2: A", or the letters alone. */
  matched: (letters: readonly string[]) => letters.map((letter, at) => `${number(at + 1)}: ${letter}`).join(', '),
  letters: ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
} as const;
