import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import { reconcile } from '#core/decks/reconcile.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { below, randomFrom } from '#core/random.ts';
import type { Random } from '#core/random.ts';
import { normalise } from '#core/text.ts';
import { edit, render } from './edits.ts';
import type { Edit, EditKind, Outline } from './edits.ts';

export function compiledFrom(notes: string): Deck {
  return compileDeck(parseNotes(notes, 'notes.md'), undefined, 'test' as DeckId).deck;
}

function compileOutline(outline: Outline): Deck {
  return compiledFrom(render(outline));
}

/** The statements of a compiled deck as plain sections, those that survive being written down so; labels are part of them. */
export function outlineOf(deck: Deck): Outline {
  const sections = deck.entities.map(({ name, facts }) => ({
    name,
    facts: facts.filter(({ role }) => role !== 'shared').map(({ text }) => text),
  }));
  const compiled = compileOutline(sections);
  return sections
    .map((section) => ({ ...section, facts: section.facts.filter((text) => factIn(compiled, section.name, text) !== undefined) }))
    .filter(({ facts }) => facts.length > 0);
}

export interface Rate {
  readonly tried: number;
  /** Edits after which the statement has the id that it had before. */
  readonly kept: number;
  /** Cards that the statement had before and whose ids it has after. */
  readonly cards: { readonly before: number; readonly kept: number };
  readonly lost: readonly Edit[];
}

/** Edits one statement after another, each in the notebook as it was, and counts whose id stays. */
export function rateOf(kind: EditKind, outline: Outline, count: number, seed: number): Rate {
  const random = randomFrom(seed);
  let [tried, kept, cardsBefore, cardsKept] = [0, 0, 0, 0];
  const lost: Edit[] = [];
  while (tried < count) {
    const made = edit(kind, excerpt(outline, random), random, outline);
    if (made === undefined) continue;
    const known = compileOutline(made.before);
    const { deck } = reconcile({ deck: known, archived: [] }, compileOutline(made.after));
    const before = factIn(known, made.sections[0], made.from);
    const after = factIn(deck, made.sections[1], made.to);
    if (before === undefined || after === undefined) continue;
    tried += 1;
    const cards = cardsAbout(known, before);
    cardsBefore += cards.length;
    const now = new Set(cardsAbout(deck, before));
    cardsKept += cards.filter((card) => now.has(card)).length;
    if (after === before) kept += 1;
    else lost.push(made);
  }
  return { tried, kept, cards: { before: cardsBefore, kept: cardsKept }, lost };
}

/** Some sections that stand together: a thousand edits of a whole notebook would mostly compile what nobody touched. */
function excerpt(outline: Outline, random: Random): Outline {
  const from = below(Math.max(1, outline.length - EXCERPT + 1), random);
  return outline.slice(from, from + EXCERPT);
}

const EXCERPT = 5;

function factIn(deck: Deck, section: string, text: string): string | undefined {
  const entity = deck.entities.find(({ name }) => name === section);
  return entity?.facts.find((fact) => normalise(fact.text) === normalise(text))?.id;
}

function cardsAbout(deck: Deck, fact: string): string[] {
  const notes = deck.entities.flatMap((entity) => entity.notes).filter(({ facts }) => facts.some((one) => one === fact));
  return notes.flatMap((note) => note.cards.map(({ id }) => id));
}

/** The shares of small edits, in which their rate is told. */
export const smallEdits = { word: 0.4, words: 0.2, typo: 0.2, moved: 0.2 } as const satisfies Partial<Record<EditKind, number>>;
