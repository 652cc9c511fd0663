import type { Card, CardDirection, Deck, DeckEntity, Note } from '#core/decks/deck.ts';
import type { CardId, CategoryId, DeckId, EntityId, NoteId } from '#core/ids.ts';

interface DeckFields {
  readonly id?: string;
  readonly title?: string;
  /** Names of entities; `{ name, notes }` where it matters how many notes there are, `cards` how many cards a note. */
  readonly entities?: readonly (string | { readonly name: string; readonly notes?: number; readonly cards?: 1 | 2 })[];
  readonly categories?: readonly string[];
}

/** A deck of entities with one note of two cards each; entities take the categories in turn. */
export function aDeck({
  id = 'deck',
  title = 'A deck',
  entities = ['Kafka', 'Kinesis'],
  categories = ['streaming'],
}: DeckFields = {}): Deck {
  let position = 0;
  const made = entities.map((entity, index): DeckEntity => {
    const { name, notes = 1, cards = 2 } = typeof entity === 'string' ? { name: entity } : entity;
    const slug = `${id}/${name.toLowerCase().replaceAll(' ', '-')}`;
    const line = 10 * (index + 1);
    const directions: readonly CardDirection[] = cards === 2 ? ['to-name', 'to-answer'] : ['to-name'];
    return {
      id: slug as EntityId,
      deck: id as DeckId,
      name,
      aliases: [],
      subWords: [],
      kind: 'service',
      category: categories[index % categories.length] as CategoryId,
      stems: [],
      statements: [],
      facts: [],
      notes: Array.from({ length: notes }, (_, nth): Note => {
        const note = `${slug}/${nth}` as NoteId;
        return {
          id: note,
          kind: 'purpose',
          facts: [],
          cards: directions.map((direction): Card => ({
            id: `${note}.${direction}` as CardId,
            direction,
            front: `What is ${name} (${nth})?`,
            back: `${name} is what it is.`,
            lines: [line + nth],
            priority: 1,
            position: position++,
          })),
        };
      }),
    };
  });
  return {
    format: 1,
    id: id as DeckId,
    title,
    notes: { path: 'notes.md', lineCount: 10 * (entities.length + 1) },
    categories: categories.map((category) => ({ id: category as CategoryId, name: category })),
    groups: [],
    vetoes: [],
    genericPhrases: [],
    entities: made,
  };
}

export function cardsOf(deck: Deck): Card[] {
  return deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
}
