import type { TypedAnswer } from '#core/decks/typed-answer.ts';
import { words } from './words.ts';

/** Words of typed answers, and of what else stands on the study screen after the first card. */
export const typedWords = {
  nothingToUndo: 'nothing yet',
  label: 'Type the answer',
  help: 'Enter shows the answer.',
  typed: 'You typed',
  nothing: 'Nothing',
  unmarked: 'A longer answer is yours to compare.',
  told: (answer: Extract<TypedAnswer, { kind: 'marked' }>): string => {
    const { mark } = answer;
    switch (mark.kind) {
      case 'right':
        if (mark.name === undefined) return 'Right.';
        return mark.former ? `Right: ${mark.name} is its former name.` : `Right: ${mark.name} is another name for it.`;
      case 'almost':
        return mark.name === undefined ? 'Nearly: a slip of the finger.' : `Nearly: a slip of the finger in ${mark.name}.`;
      case 'wrong':
        return mark.other === undefined
          ? 'Not the answer in your notes.'
          : `Not it: ${mark.other} is something else in your notes.`;
      case 'empty':
        return 'Nothing was typed.';
    }
  },
  suggested: ({ suggested }: Extract<TypedAnswer, { kind: 'marked' }>) =>
    `${words.study.ratings[suggested]} is suggested; the choice is yours.`,
} as const;
