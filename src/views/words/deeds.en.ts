import type { Deed, Flag } from '#core/deed.ts';
import type { TakenBack } from '#state/study-store.ts';
import { unsavedWords } from './unsaved.en.ts';
import { words } from './words.ts';

export const flagNames: Readonly<Record<Flag, string>> = {
  1: 'red',
  2: 'orange',
  3: 'green',
  4: 'blue',
  5: 'pink',
  6: 'turquoise',
  7: 'purple',
};

/** What a deed is called when it is taken back; `name` is of what it was about. */
function nameOf(deed: Deed, name: string | undefined): string {
  const of = quoted(name);
  switch (deed.kind) {
    case 'answer':
    case 'cram':
      return `${words.study.ratings[deed.rating]} on ${of}`;
    case 'flag':
      return deed.flag === 0 ? `Taking the flag off ${of}` : `The ${flagNames[deed.flag]} flag on ${of}`;
    case 'bury-card':
      return `Burying the card about ${of}`;
    case 'bury-note':
      return `Burying the cards about ${of}`;
    case 'unbury':
      return `Bringing back the buried card about ${of}`;
    case 'suspend-card':
      return `Suspending the card about ${of}`;
    case 'suspend-note':
      return `Suspending the cards about ${of}`;
    case 'resume':
      return `Resuming the card about ${of}`;
    case 'mark':
      return `The mark on ${of}`;
    case 'unmark':
      return `Taking the mark off ${of}`;
    case 'tag':
      return `The change of a tag on ${of}`;
    case 'reset':
      return `The reset of the card about ${of}`;
    case 'due':
      return `The due date of the card about ${of}`;
    case 'edit':
      return `Your wording of the card about ${of}`;
    case 'add':
      return `Your new card about ${of}`;
    case 'drop':
      return `Dropping the card about ${of}`;
    case 'restore':
      return `Restoring the card about ${of}`;
    case 'veto':
      return `Your decision about questions on ${of}`;
    case 'report':
      return `What you said of the card about ${of}`;
    case 'unreport':
      return `Asking the card about ${of} again`;
    case 'report-question':
      return name === undefined ? 'What you said of a question' : `What you said of a question on ${of}`;
    case 'unreport-question':
      return name === undefined ? 'Asking a question again' : `Asking a question on ${of} again`;
    case 'quiz':
      return deed.cards.length === 1
        ? `What the quiz did to the card about ${of}`
        : `What the quiz did to ${deed.cards.length} cards`;
    case 'unbury-all':
      return 'Bringing back the buried cards';
    case 'import':
      return deed.decks.length === 1 ? 'The import' : `The import of ${deed.decks.length} decks`;
    case 'remove':
      return 'Removing the deck';
    case 'settings':
      return 'The change of the settings';
  }
}

export interface Told {
  readonly head: string;
  readonly help?: string;
}

/** What is said when something was taken back, done again, or neither. */
export function tellTakenBack(taken: TakenBack, way: 'undo' | 'redo'): Told {
  switch (taken.kind) {
    case 'undone':
    case 'redone':
      return {
        head: `${nameOf(taken.deed, taken.name)} ${taken.kind === 'undone' ? 'taken back' : 'done again'}.`,
        ...(taken.kind === 'undone' && 'decks' in taken.deed && { help: 'Redo brings it back: Ctrl+Shift+Z, or in the menu.' }),
      };
    case 'moved':
      return {
        head: `${nameOf(taken.deed, taken.name)} cannot be ${way === 'undo' ? 'taken back' : 'done again'}.`,
        help: 'It has been changed again since, in another tab.',
      };
    case 'nothing':
      return way === 'undo'
        ? { head: 'There is nothing to take back.' }
        : { head: 'There is nothing to do again.', help: 'What is taken back can be done again until something new is done.' };
    case 'failed':
      return { head: 'That was not taken back.', help: unsavedWords.why[taken.code] };
  }
}

function quoted(name: string | undefined): string {
  return name === undefined ? 'a card that is gone' : `‘${name}’`;
}
