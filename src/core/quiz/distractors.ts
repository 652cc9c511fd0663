import type { SourcedText } from '../decks/deck.ts';
import { givesAway, speaksOf } from './leak.ts';
import type { Profile, ReadText } from './neighbours.ts';

/** A stem is as good as true of an entity when so much of what it says is said of the entity as well. */
const tooMuch = 0.6;

/** How much of what the text says the notes say of this entity too, 0 to 1. */
function coverage({ telling }: ReadText, { said }: Profile): number {
  return telling.length === 0 ? 1 : telling.filter((word) => said.has(word)).length / telling.length;
}

/** Whether the other's name is a wrong answer to the stem. */
export function isWrongName(stem: ReadText, key: Profile, other: Profile): boolean {
  return !key.alsoRight.has(other.entity.id) && !speaksOf(stem.text, stem.words, other.marks) && coverage(stem, other) < tooMuch;
}

/** What is said of the other and is wrong of the key, as an answer to "Which statement describes <key>?" */
export function wrongStatements(statement: ReadText, key: Profile, other: Profile): SourcedText[] {
  const isApart =
    !key.alsoRight.has(other.entity.id) && !other.alsoRight.has(key.entity.id) && coverage(statement, other) < tooMuch;
  if (!isApart) return [];
  return other.statements
    .filter(({ read }) => !givesAway(read.words, key.names) && coverage(read, key) < tooMuch)
    .map(({ source }) => source);
}

/**
 * The first `count` in order that may stand together and pass as a whole; undefined when there are none. It takes in one
 * circle after the other, and looks through every combination before it gives up, so whether a question can be asked
 * never hangs on chance. What `accept` refuses as a whole it must refuse in every part.
 */
export function chooseTogether<Item>(
  circles: Iterable<readonly Item[]>,
  count: number,
  together: (a: Item, b: Item) => boolean,
  accept: (chosen: readonly Item[]) => boolean,
): Item[] | undefined {
  const items: Item[] = [];
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
  for (const circle of circles) {
    items.push(...circle);
    const found = accept(items) ? choose([], 0) : undefined;
    if (found) return found;
  }
  return undefined;
}
