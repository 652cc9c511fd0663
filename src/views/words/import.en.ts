import type { AroundChange } from '#core/decks/around.ts';
import type { Refusal } from '#state/import-store.ts';
import { count, listed, number, share, spelt } from './format.ts';

const small = (value: number): string => spelt(value).toLowerCase();
const cards = (value: number): string => count(value, 'card', 'cards');
const files = (value: number): string => `${small(value)} ${value === 1 ? 'file' : 'files'}`;

/** The words of the import, from the choice of files to what became of them. */
export const importWords = {
  title: 'Import',
  notes: 'Notes',

  choose: {
    head: 'Open your notes',
    lead: 'Markdown files, as you keep them. You see what would become of them before anything is applied, and the files stay as they are.',
    drop: 'Drop files or a folder here',
    dropNow: 'Let go to open them',
    files: 'Choose files',
    folder: 'Choose a folder',
    link: 'Link a folder',
    linkOther: 'Link another folder',
    linkHelp:
      'Its notes are read again whenever you ask, also when you come back; the browser may ask you first. Nothing is written into it.',
    readAgain: (name: string) => `Read ${name} again`,
    unlink: 'Forget this folder',
    linked: 'Linked folder',
    linkedNote: 'read when you ask',
    or: 'Or paste them',
    orNote: 'Markdown as text',
    name: 'Name of the notes',
    pasted: 'Pasted notes',
    text: 'Text of the notes',
    paste: 'Open this text',
    pasteEmpty: 'Paste some text first.',
    kinds: 'What is understood',
    kindsText:
      'Headings with bullets below them, bullets that begin with a bold name, tables, “question::answer”, “Q:” and “A:”, and more. Pictures come along when their folder is opened; formulas stand between dollar signs. A deck.yaml beside the notes is applied with them.',
    bounds: 'A file may have 5 MB, in UTF-8.',
    refusals: {
      nothing: 'There are no notes in this. Markdown files have names that end in .md.',
      'too-many': 'These are more files than fit at once. Open a folder of notes, not the one above it.',
      'too-much': 'These files are more than 60 MB together. Open them in parts.',
      unreadable: 'The files could not be read. They may have been moved, or may not be opened.',
      compiler: 'The notes could not be compiled. Nothing was changed. Try again; if it stays so, report which notes these are.',
    } satisfies Record<Refusal, string>,
  },

  reading: {
    head: 'Reading your notes',
    progress: (done: number, of: number) =>
      of === 0 ? 'Looking at the files' : `${number(done)} of ${count(of, 'notebook', 'notebooks')}`,
    cancel: 'Cancel',
  },

  preview: {
    head: (changes: number, notebooks: number) => `${count(changes, 'change', 'changes')} from ${files(notebooks)}`,
    newText: (notebooks: number) => `New text or pictures, no new cards, from ${files(notebooks)}`,
    newAround: (changes: number, notebooks: number) =>
      `${count(changes, 'change', 'changes')} to quizzes, no new cards, from ${files(notebooks)}`,
    aroundLead:
      'Every card keeps its words. What is asked beside the cards, and which answers are offered, is as the newer file says.',
    arounds: (value: number) => count(value, 'change', 'changes'),
    allArounds: (value: number) => `All ${number(value)} of them`,
    aroundNow: (members: readonly string[]) => `Now ${listed(members)}.`,
    around: {
      group: {
        added: (name: string) => `New group of what is mixed up: ${name}`,
        changed: (name: string) => `Other members in the group ${name}`,
        removed: (name: string) => `No group ${name} any more`,
      },
      veto: {
        added: (name: string) => `Right as well where ${name} is asked`,
        changed: (name: string) => `Others are right as well where ${name} is asked`,
        removed: (name: string) => `Nothing else is right where ${name} is asked`,
      },
      exam: {
        added: (name: string) => `New exam: ${name}`,
        changed: (name: string) => `The exam ${name} is described anew`,
        removed: (name: string) => `No exam ${name} any more`,
      },
      questions: {
        added: (name: string) => `New questions about ${name}`,
        changed: (name: string) => `Other questions about ${name}`,
        removed: (name: string) => `No questions about ${name} any more`,
      },
    } satisfies Record<AroundChange['kind'], Record<AroundChange['what'], (name: string) => string>>,
    nothing: 'Nothing has changed',
    refused: (notebooks: number) => (notebooks === 1 ? 'This file cannot be used yet' : 'These files cannot be used yet'),
    split: (added: number, back: number, changed: number, archived: number) =>
      `${listed([
        ...(added > 0 ? [`${cards(added)} added`] : []),
        ...(back > 0 ? [`${number(back)}\u00a0back`] : []),
        ...(changed > 0 ? [`${number(changed)}\u00a0changed`] : []),
        ...(archived > 0 ? [`${number(archived)}\u00a0archived`] : []),
      ]).replace(' and ', ', ')}.`,
    notYet: 'Nothing is applied yet, and the files stay as they are.',
    sameLead: (unchanged: number) =>
      unchanged === 1 ? 'The one card is as it was.' : `All ${cards(unchanged)} are as they were.`,
    textLead: 'Every card keeps its words. The lines and pictures beside them are those of the newer notes.',
    refusedLead: 'Nothing is applied, and what you have stays. What to do instead is said below.',
    partly: (left: number) =>
      left === 1
        ? 'One file is left out until its errors are mended.'
        : `${spelt(left)} files are left out until their errors are mended.`,
    files: 'Files',
    folders: 'One deck or many',
    folder: (path: string, value: number) => `The ${count(value, 'file', 'files')} of ${path} become`,
    oneDeck: 'One deck',
    oneDeckHelp: 'Each file is a thing to learn, and its folder the category.',
    deckEach: 'A deck for each file',
    folderOf: (path: string, value: number) => `${path}, ${count(value, 'file', 'files')}`,
    targets: 'New or not',
    looksLike: (title: string) => `This looks like ${title}.`,
    targetHelp: 'Put into it, what you have learnt stays with its cards. What these notes do not say is archived.',
    target: (path: string) => `Put ${path} into`,
    newDeck: 'A new deck',
    taken: (title: string) => `${title} (chosen above or below)`,
    added: (value: number) => ({ value: number(value), word: 'added' }),
    changedCount: (value: number) => ({ value: number(value), word: 'changed' }),
    archivedCount: (value: number) => ({ value: number(value), word: 'archived' }),
    leftOut: 'Left out: see below',
    otherNotes:
      'None of the cards that you have by this name is in these notes. If they are other notes, cancel, and give the file a name of its own first.',
    same: 'as it was',
    bands: { added: 'Added', back: 'Back', changed: 'Changed', archived: 'Archived', around: 'In quizzes', look: 'To look at' },
    cards,
    allAdded: (value: number) => `All ${number(value)} added cards`,
    allCards: (value: number) => `All ${number(value)} cards`,
    fewer: 'Show fewer',
    others: (value: number) => (value === 1 ? 'The other changed card' : `The other ${small(value)} changed cards`),
    more: (value: number) => `${number(value)} more are not listed.`,
    was: 'Was',
    now: 'Now',
    stays: (recall: number, answers: number) => `Stays at ${share(recall)}, with its ${count(answers, 'answer', 'answers')}`,
    staysNew: 'Not met yet',
    backWith: (answers: number) => (answers === 0 ? 'never met' : `back with ${count(answers, 'answer', 'answers')}`),
    kept: (answers: number) => (answers === 0 ? 'never met' : `${count(answers, 'answer', 'answers')} kept`),
    gone: (lines: readonly number[], path: string) =>
      lines.length === 0
        ? `No longer in ${path}`
        : `${lines.length === 1 ? 'Line' : 'Lines'} ${lines.join(', ')} of ${path} as it was`,
    returns: 'If a line returns, its card returns with its history.',
    findings: (value: number) => count(value, 'place', 'places'),
    allFindings: (value: number) => `All ${number(value)} places`,
    write: 'What to do',
    severity: { error: 'Error', warning: 'Warning', info: 'Note' },
    at: (path: string, line: number | undefined) => (line === undefined ? path : `${path}, line ${line}`),
    undo: 'Undo is possible.',
    undoHelp: 'What you have learnt stays with its cards.',
    apply: (changes: number) => (changes === 0 ? 'Take what is new' : `Apply ${count(changes, 'change', 'changes')}`),
    applying: 'Applying',
    cancel: 'Cancel',
    other: 'Choose other files',
    toNotes: 'To the notes',
    unsaved: 'The changes are not applied',
    unsavedSafe: 'Everything is as it was, and the preview stays here.',
    again: 'Apply again',
    outdated: 'These notes have been changed in another tab since. Open them again to see what is different now.',
  },

  newer: {
    head: 'Newer version',
    told: (title: string, changes: number) => `${title} has a newer version, with ${count(changes, 'change', 'changes')}.`,
    see: 'See what changes',
  },

  applied: (changes: number) => (changes === 0 ? 'The new text is in place.' : `${count(changes, 'change', 'changes')} applied.`),
  undone: 'The import is undone.',
  undoneHelp: 'Everything is as it was before.',
  notUndone: 'The import was not undone.',
  notUndoneHelp: 'The notes have been changed again since.',
} as const;
