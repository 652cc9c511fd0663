import type { SourcedText } from '../decks/deck.ts';
import { givesAway, speaksOf } from './leak.ts';
import type { Neighbours, Profile, ReadText } from './neighbours.ts';

/** A stem is as good as true of an entity when so much of what it says is said of the entity as well. */
const tooMuch = 0.6;

/** How much of what the text says the notes say of this entity too, 0 to 1. */
export function coverage({ telling }: ReadText, { said }: Profile): number {
  return telling.length === 0 ? 1 : telling.filter((word) => said.has(word)).length / telling.length;
}

/** Services whose names may stand beside the key's as wrong answers to the stem, in circles. */
export function wrongNames(stem: ReadText, key: Profile, { circles }: Neighbours): Profile[][] {
  const isWrong = (other: Profile): boolean =>
    !key.alsoRight.has(other.entity.id) && !speaksOf(stem.text, stem.words, other.marks) && coverage(stem, other) < tooMuch;
  return (circles.get(key.entity.id) ?? []).map((circle) => circle.filter(isWrong));
}

export interface WrongStatements {
  readonly profile: Profile;
  readonly statements: readonly SourcedText[];
}

/** Services of which something else is true than of the key, in circles, each with those statements. */
export function wrongStatements(statement: ReadText, key: Profile, { circles }: Neighbours): WrongStatements[][] {
  const isApart = (other: Profile): boolean =>
    !key.alsoRight.has(other.entity.id) && !other.alsoRight.has(key.entity.id) && coverage(statement, other) < tooMuch;
  const wrongOf = (profile: Profile): WrongStatements => ({
    profile,
    statements: profile.statements
      .filter(({ read }) => !givesAway(read.words, key.names) && coverage(read, key) < tooMuch)
      .map(({ source }) => source),
  });
  return (circles.get(key.entity.id) ?? []).map((circle) => circle.filter(isApart).map(wrongOf));
}

/**
 * The first `count` in order that may stand together and pass as a whole; undefined when there are none.
 * It looks through every combination before it gives up, so whether a question can be asked never hangs on chance.
 */
export function chooseTogether<Item>(
  items: readonly Item[],
  count: number,
  together: (a: Item, b: Item) => boolean,
  accept: (chosen: readonly Item[]) => boolean,
): Item[] | undefined {
  const choose = (chosen: Item[], from: number): Item[] | undefined => {
    if (chosen.length === count) return accept(chosen) ? chosen : undefined;
    for (let index = from; index < items.length; index += 1) {
      const item = items[index] as Item;
      if (!chosen.every((one) => together(one, item))) continue;
      const found = choose([...chosen, item], index + 1);
      if (found) return found;
    }
    return undefined;
  };
  return choose([], 0);
}
