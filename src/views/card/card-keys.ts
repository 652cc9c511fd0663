/** What can be done with the card at hand, by Anki's keys. */
export type CardAct =
  | `flag-${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | 'edit'
  | 'mark'
  | 'bury'
  | 'bury-note'
  | 'suspend'
  | 'suspend-note'
  | 'due'
  | 'reset'
  | 'drop'
  | 'report'
  | 'info'
  | 'menu'
  /** Whether answers are typed, in a session. */
  | 'type'
  | 'help';

const plain: Readonly<Record<string, CardAct>> = {
  e: 'edit',
  '*': 'mark',
  '-': 'bury',
  '=': 'bury-note',
  '@': 'suspend',
  '!': 'suspend-note',
  i: 'info',
  m: 'menu',
  t: 'type',
  w: 'report',
  '?': 'help',
};

/** Acts that open a dialog; the others are done at once. */
export type CardDialogName = 'edit' | 'due' | 'info' | 'menu' | 'help' | 'report';

export function isDialog(act: CardAct): act is CardDialogName {
  return act === 'edit' || act === 'due' || act === 'info' || act === 'menu' || act === 'help' || act === 'report';
}

/** The act that a key press asks for. Some signs need Shift or AltGr on some keyboards, so what was typed counts. */
export function cardActOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): CardAct | undefined {
  const held = ctrlKey || metaKey;
  if (held && altKey && code === 'KeyN') return 'reset';
  if (/^[*=@!?-]$/.test(key)) return held && !altKey ? undefined : plain[key];
  if (altKey) return undefined;
  if (!held) return plain[key.toLowerCase()];
  if (shiftKey) return key.toLowerCase() === 'd' ? 'due' : undefined;
  if (/^[0-7]$/.test(key)) return `flag-${key as '0'}`;
  return key === 'Delete' ? 'drop' : undefined;
}

/** Z, U or Ctrl+Z take back; Ctrl+Shift+Z and Ctrl+Y do it again. */
export function undoWayOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (altKey) return undefined;
  const held = ctrlKey || metaKey;
  const letter = key.toLowerCase();
  if (held && ((letter === 'z' && shiftKey) || (letter === 'y' && !shiftKey))) return 'redo';
  return !shiftKey && (letter === 'z' || (letter === 'u' && !held)) ? 'undo' : undefined;
}

/** What is typed into a field is meant for the field. */
export function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}
