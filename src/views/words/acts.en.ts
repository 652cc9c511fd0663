/** What can be done with a card, with Anki's keys. */
export type ListedAct =
  | 'edit'
  | 'mark'
  | 'unmark'
  | 'bury'
  | 'bury-note'
  | 'unbury'
  | 'suspend'
  | 'suspend-note'
  | 'resume'
  | 'due'
  | 'reset'
  | 'drop'
  | 'restore'
  | 'report'
  | 'unreport'
  | 'type'
  | 'untype'
  | 'undo'
  | 'redo'
  | 'info'
  | 'help';

interface ActWords {
  readonly label: string;
  readonly help: string;
  /** As it is drawn, and as assistive technology is told. */
  readonly key?: string;
  readonly shortcut?: string;
}

export const actWords = {
  menu: 'This card',
  flags: 'Flag',
  flagKeys: 'Ctrl 1–7',
  flagged: (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  flagWord: 'flag',
  marked: 'Marked',
  keys: 'Keys',
  acts: {
    edit: { label: 'Edit', help: 'Its words and tags; your notes stay as they are', key: 'E', shortcut: 'E' },
    mark: { label: 'Mark', help: 'Find it again under “Study something else”', key: '*', shortcut: '*' },
    unmark: { label: 'Take the mark off', help: 'It is marked now', key: '*', shortcut: '*' },
    bury: { label: 'Bury', help: 'Not today; back tomorrow', key: '-', shortcut: '-' },
    'bury-note': { label: 'Bury with its siblings', help: 'Every card of the same note', key: '=', shortcut: '=' },
    unbury: { label: 'Bring back today', help: 'It is buried until tomorrow' },
    suspend: { label: 'Suspend', help: 'Out of study until you bring it back', key: '@', shortcut: '@' },
    'suspend-note': { label: 'Suspend with its siblings', help: 'Every card of the same note', key: '!', shortcut: '!' },
    resume: { label: 'Resume', help: 'It is suspended; asked again when it is due' },
    due: { label: 'Set due date', help: 'Any day you choose', key: 'Ctrl ⇧ D', shortcut: 'Control+Shift+D' },
    reset: { label: 'Reset', help: 'New again; the answers stay in the log', key: 'Ctrl Alt N', shortcut: 'Control+Alt+N' },
    drop: { label: 'Drop', help: 'Never asked; its history is kept', key: 'Ctrl Del', shortcut: 'Control+Delete' },
    restore: { label: 'Restore', help: 'It is dropped; asked again when it is due' },
    report: { label: 'This is wrong', help: 'Say what; it is not asked any more', key: 'W', shortcut: 'W' },
    unreport: { label: 'Ask it again', help: 'You said that it is wrong' },
    type: { label: 'Type the answer', help: 'For the rest of this session', key: 'T', shortcut: 'T' },
    untype: { label: 'Stop typing answers', help: 'For the rest of this session', key: 'T', shortcut: 'T' },
    undo: { label: 'Undo', help: 'Takes back what you did last', key: 'Z', shortcut: 'Z' },
    redo: { label: 'Redo', help: 'Does again what was taken back', key: 'Ctrl ⇧ Z', shortcut: 'Control+Shift+Z' },
    info: { label: 'Card history', help: 'Its answers, its curve, why it comes when it does', key: 'I', shortcut: 'I' },
    help: { label: 'All keys', help: 'What each key does', key: '?', shortcut: '?' },
  } satisfies Record<ListedAct, ActWords> as Record<ListedAct, ActWords>,
  nothing: {
    undo: 'Nothing has been done yet that could be taken back',
    redo: 'Nothing has been taken back since you last did something',
  },
  dueDialog: {
    title: 'Set due date',
    days: 'Days from today',
    help: '0 is today, 1 tomorrow. 3-7 chooses a day in between.',
    wrong: 'Write a number of days, such as 1, or a range, such as 3-7.',
    set: 'Set the date',
  },
  keyGroups: [
    {
      head: 'Answering',
      keys: [
        ['Space, Enter', 'Show the answer, then Good'],
        ['1 2 3 4', 'Again, Hard, Good, Easy'],
        ['Z, U, Ctrl Z', 'Take back what you did last'],
        ['Ctrl ⇧ Z, Ctrl Y', 'Do it again'],
        ['T', 'Type the answer, or stop typing; Esc leaves the field'],
        ['Esc', 'End the session'],
      ],
    },
    {
      head: 'This card',
      keys: [
        ['M', 'Everything that can be done with it'],
        ['E', 'Edit'],
        ['*', 'Mark, or take the mark off'],
        ['Ctrl 1 to 7', 'Flag; the same again, or Ctrl 0, takes it off'],
        ['-', 'Bury until tomorrow'],
        ['=', 'Bury with its siblings'],
        ['@', 'Suspend'],
        ['!', 'Suspend with its siblings'],
        ['Ctrl ⇧ D', 'Set due date'],
        ['Ctrl Alt N', 'Reset: new again'],
        ['Ctrl Del', 'Drop'],
        ['W', 'Say what is wrong with it'],
        ['I', 'Card history'],
        ['?', 'These keys'],
      ],
    },
  ] as readonly { readonly head: string; readonly keys: readonly (readonly [string, string])[] }[],
} as const;
