import { compileDeck } from '#core/decks/compile.ts';
import type { Compiled } from '#core/decks/compile.ts';
import { parseCuration } from '#core/decks/curation.ts';
import type { Card, Deck } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';

/** A deck from notes and, where it matters, the text of a deck.yaml. */
export function compiled(notes: string, yaml?: string): Compiled {
  const notebook = parseNotes(notes, 'notes.md');
  const parsed = yaml === undefined ? undefined : parseCuration(yaml, 'deck.yaml');
  if (parsed && !parsed.curation) throw new Error(JSON.stringify(parsed.diagnostics));
  return compileDeck(notebook, parsed?.curation, 'test' as DeckId);
}

export function cardsOf(deck: Deck, slug?: string): Card[] {
  const entities = deck.entities.filter((entity) => slug === undefined || entity.id === `${deck.id}/${slug}`);
  return entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
}

/** `front => back`, as one reads a card. */
export function read(cards: readonly Card[]): string[] {
  return cards.map((card) => `${card.front} => ${card.back}`);
}
