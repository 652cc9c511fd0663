import { readFileSync } from 'node:fs';
import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';

const shipped = ['aws-ml-ai-big-data', 'music-intervals'];
/** Notebooks of five shapes, from which enough can be asked without a person's curation. */
const notes = ['anatomy', 'azure-analytics', 'cell-biology', 'dashed-paragraphs', 'obsidian'];

export function auditedDecks(): (readonly [name: string, deck: Deck])[] {
  return [
    ...shipped.map((slug) => [slug, JSON.parse(readFileSync(`decks/${slug}/deck.json`, 'utf8')) as Deck] as const),
    ...notes.map((name) => {
      const path = `tests/fixtures/notes/${name}.md`;
      return [name, compileDeck(parseNotes(readFileSync(path, 'utf8'), path), undefined, name as DeckId).deck] as const;
    }),
  ];
}
