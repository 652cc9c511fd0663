import type { DeckEntity } from '../decks/deck.ts';
import { bareName } from '../quiz/bare-name.ts';
import type { AtlasSource } from './atlas.ts';

/** What of a deck its map is drawn from. */
export function sourceOf({
  categories,
  entities,
}: {
  readonly categories: AtlasSource['categories'];
  readonly entities: readonly Pick<DeckEntity, 'id' | 'name' | 'category' | 'purpose' | 'availability'>[];
}): AtlasSource {
  return {
    categories: categories.map(({ id, name }) => ({ id, name })),
    entities: entities.map(({ id, name, category, purpose, availability }) => ({
      id,
      name: bareName(name),
      category,
      about: `${name} ${purpose?.text ?? ''}`,
      ...(isRetired(availability) && { retired: true as const }),
    })),
  };
}

/** No longer offered, or soon not. */
export function isRetired(availability: DeckEntity['availability']): boolean {
  return availability !== undefined;
}
