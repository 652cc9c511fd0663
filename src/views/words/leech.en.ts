import { count, number, spelt } from './format.ts';

/** The words of the help for a card that will not stay. */
export const leechWords = {
  forgotten: (lapses: number) =>
    lapses === 1 ? 'Forgotten once' : lapses === 2 ? 'Forgotten twice' : `Forgotten ${number(lapses)} times`,
  /** Only what was counted is said. */
  head: ({ times, wrong, other }: { readonly times: number; readonly wrong: number; readonly other: string }) =>
    times === 0
      ? `This one will not stay. It is easily mixed up with ${other}; here are the two side by side.`
      : wrong === times
        ? `This one will not stay. In quizzes you said ${other} ${count(times, 'time', 'times')}; here are the two side by side.`
        : `This one will not stay. ${spelt(times)} ${times === 1 ? 'time' : 'times'} of ${spelt(wrong).toLowerCase()} you said ${other} in quizzes; here are the two side by side.`,
  alone: 'This one will not stay. Other words may hold it better, or it may not be worth the time.',
  of: 'What is compared',
  purpose: 'Its job',
  other: 'Also',
  nothing: 'nothing in your notes',
  choices: 'What to do with this card',
  keep: 'Keep it',
  keepHelp: 'and go on',
  reword: 'Reword',
  rewordHelp: 'another way',
  suspend: 'Suspend',
  suspendHelp: 'out of study',
  history: 'Card history',
} as const;
