import { givesAway, speaksOf } from './leak.ts';
import type { Profile, ReadStatement, ReadText } from './neighbours.ts';

/** A stem is as good as true of an entity when so much of what it says is said of the entity as well. */
const tooMuch = 0.6;

/** How much of what the text says the notes say of this entity too, 0 to 1. */
function coverage({ telling }: ReadText, { said }: Profile): number {
  return telling.length === 0 ? 1 : telling.filter((word) => said.has(word)).length / telling.length;
}

/** Whether the notes say as good as the same of the entity. */
export function holdsFor(text: ReadText, other: Profile): boolean {
  return coverage(text, other) >= tooMuch;
}

/** Whether the other's name is a wrong answer to the stem. */
export function isWrongName(stem: ReadText, key: Profile, other: Profile): boolean {
  return !key.alsoRight.has(other.entity.id) && !speaksOf(stem.text, stem.words, other.marks) && !holdsFor(stem, other);
}

/** What is said of the other and is wrong of the key, made like the key's own. */
export function wrongStatements(statement: ReadStatement, key: Profile, other: Profile): ReadStatement[] {
  const isApart = areApart(key, other) && !holdsFor(statement.read, other);
  if (!isApart) return [];
  return other.statements.filter(
    ({ read, make }) => make === statement.make && !givesAway(read.words, key.names) && !holdsFor(read, key),
  );
}

/** Neither is right where the other is asked. */
export function areApart(a: Profile, b: Profile): boolean {
  return !a.alsoRight.has(b.entity.id) && !b.alsoRight.has(a.entity.id);
}

export interface Wish<Item> {
  readonly count: number;
  together(a: Item, b: Item): boolean;
  /** Whether more may be added to these; never true where it was false of fewer. */
  may(chosen: readonly Item[]): boolean;
  /** Whether these may stand, all `count` of them. */
  accept(chosen: readonly Item[]): boolean;
}

/** So many are tried before it is given up: what is found at all is nearly always found among the first hundred. */
const mostTries = 300;

/**
 * The first `count` in order that may stand together and pass as a whole; undefined when none is found. It takes in one
 * circle after the other.
 */
export function chooseTogether<Item>(circles: Iterable<readonly Item[]>, wish: Wish<Item>): Item[] | undefined {
  const items: Item[] = [];
  let tries = 0;
  /** Each combination once: its last is of the circle that came last. */
  const choose = (chosen: Item[], from: number, fresh: number): Item[] | undefined => {
    if (chosen.length === wish.count) return wish.accept(chosen) ? chosen : undefined;
    const isLast = chosen.length === wish.count - 1;
    for (let index = isLast ? Math.max(from, fresh) : from; index < items.length; index += 1) {
      if (tries >= mostTries) return undefined;
      tries += 1;
      const item = items[index] as Item;
      if (!chosen.every((one) => wish.together(one, item))) continue;
      const more = [...chosen, item];
      const found = wish.may(more) ? choose(more, index + 1, fresh) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  for (const circle of circles) {
    const fresh = items.length;
    items.push(...circle);
    const found = choose([], 0, fresh);
    if (found) return found;
  }
  return undefined;
}
