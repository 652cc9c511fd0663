import type { CardId } from '../ids.ts';
import type { NotesPlace } from '../notes/files.ts';
import type { Aside, Notebook } from '../notes/notebook.ts';
import type { Deck } from './deck.ts';
import { tellReason } from './reasons.ts';
import type { LeftFact, Reason } from './reasons.ts';

/** What became of one line of the notes. */
export interface LineAccount {
  /** 1-based. */
  readonly line: number;
  /**
   * `card`: asked; `reason`: says something that no card asks; `structure`: says nothing, but is not blank.
   */
  readonly kind: 'card' | 'reason' | 'structure' | 'blank';
  /** Those that rest on the line, in the order of the deck. */
  readonly cards: readonly CardId[];
  /** Why no card asks it, or what it is instead. */
  readonly reason?: LineReason;
  /** What it says besides, each with why no card asks it; a line that is asked may say more than its cards ask. */
  readonly left: readonly LeftFact[];
}

/** `signs`: nothing but punctuation; `unread`: words in a place that no rule reads, such as within broken HTML. */
export type LineReason = Reason | { readonly kind: Aside['what'] | 'signs' | 'unread' };

/** Every line of the notes with what became of it. The deck may be a reconciled one: its cards count, and their ids. */
export function accountOf(notebook: Notebook, deck: Deck, left: readonly LeftFact[]): LineAccount[] {
  const cards = gather<CardId>();
  for (const { notes } of deck.entities) {
    for (const note of notes) for (const card of note.cards) for (const line of card.lines) cards.add(line, card.id);
  }
  const said = gather<LeftFact>();
  for (const fact of left) eachLine(fact, (line) => said.add(line, fact));
  const asides = new Map<number, Aside['what']>();
  for (const aside of notebook.asides) {
    eachLine(aside, (line) => {
      if (!asides.has(line)) asides.set(line, aside.what);
    });
  }

  return notebook.source.map((text, index): LineAccount => {
    const line = index + 1;
    const own = { line, cards: cards.at(line), left: said.at(line) };
    if (own.cards.length > 0) return { ...own, kind: 'card' };
    const [first] = own.left;
    if (first) return { ...own, kind: 'reason', reason: strongest(own.left) ?? first.reason };
    const aside = asides.get(line);
    if (text.replace(/[\s\u200b\ufeff]/g, '') === '' && aside === undefined) return { ...own, kind: 'blank' };
    if (aside === undefined && !/[\p{L}\p{N}]/u.test(text.replace(OPENING, '')))
      return { ...own, kind: 'structure', reason: { kind: 'signs' } };
    const kind = aside === undefined || SAYS_SOMETHING.has(aside) ? 'reason' : 'structure';
    return { ...own, kind, reason: { kind: aside ?? 'unread' } };
  });
}

/** Signs of lists, quotes and callouts, which open something that did not come. */
const OPENING = /^(?:\s|>|[-*+]|\d{1,9}[.)]|\[[ xX]\]|\[![\p{L}-]+\][+-]?|&[a-z]+;)*/u;

const SAYS_SOMETHING: ReadonlySet<Aside['what']> = new Set(['nothing-named', 'name-only', 'introduction', 'reference']);

/** Of several reasons the one that a person gave, or that says most. */
function strongest(left: readonly LeftFact[]): Reason | undefined {
  return left.find(({ reason }) => reason.kind !== 'shared-cell' && reason.kind !== 'duplicate')?.reason;
}

export function tellLineReason(reason: LineReason, notes?: NotesPlace): string {
  switch (reason.kind) {
    case 'heading':
    case 'rule':
    case 'table-head':
    case 'container':
    case 'contents':
    case 'introduction':
    case 'front-matter':
    case 'comment':
    case 'picture':
    case 'code':
    case 'html':
    case 'link-target':
    case 'reference':
    case 'nothing-named':
    case 'name-only':
    case 'signs':
    case 'unread':
      return reason.kind.replaceAll('-', ' ');
    default:
      return tellReason(reason, notes);
  }
}

function eachLine({ lines }: { readonly lines: Aside['lines'] }, see: (line: number) => void): void {
  for (let line = lines.from; line <= lines.to; line += 1) see(line);
}

function gather<Value>() {
  const byLine = new Map<number, Value[]>();
  return {
    add(line: number, value: Value): void {
      const known = byLine.get(line);
      if (known) known.push(value);
      else byLine.set(line, [value]);
    },
    at: (line: number): readonly Value[] => byLine.get(line) ?? [],
  };
}
