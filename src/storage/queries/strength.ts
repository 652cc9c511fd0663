import type { EntityStanding } from '#core/atlas/standing.ts';
import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { ScheduleRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** Cards on each level: new, faint, fading, holding, inked. */
export type LevelCounts = readonly [number, number, number, number, number];

export interface Strength {
  readonly cards: number;
  readonly states: Readonly<Record<CardState['kind'], number>>;
  readonly levels: LevelCounts;
  readonly decks: readonly DeckStrength[];
  /** Those that have cards. */
  readonly entities: ReadonlyMap<EntityId, EntityStanding>;
}

export interface DeckStrength {
  readonly deck: DeckId;
  readonly title: string;
  readonly cards: number;
  readonly levels: LevelCounts;
  /** In the order of the notes; those without cards are left out. */
  readonly categories: readonly CategoryStrength[];
}

export interface CategoryStrength {
  readonly category: CategoryId;
  readonly name: string;
  readonly cards: number;
  readonly levels: LevelCounts;
}

/** Some 10 ms of reading: short enough for a key press in between. */
const pageSize = 1_000;

export function summed(tallies: readonly DeckTallies[], states: Strength['states']): Omit<Strength, 'entities'> {
  const decks = tallies.map(({ deck, title, categories }): DeckStrength => {
    const levels = sum(categories.map(({ tally }) => tally));
    const found = categories
      .map(({ category, name, tally }) => ({ category, name, levels: [...tally] as const, cards: total(tally) }))
      .filter(({ cards }) => cards > 0);
    return { deck, title, levels, cards: total(levels), categories: found };
  });
  const levels = sum(decks.map((deck) => deck.levels));
  return { cards: total(levels), states, levels, decks };
}

export interface DeckTallies {
  readonly deck: DeckId;
  readonly title: string;
  readonly categories: readonly { readonly category: CategoryId; readonly name: string; readonly tally: Tally }[];
}

export interface Tallies {
  readonly decks: readonly DeckTallies[];
  /** Where the cards of an entity are counted. */
  readonly places: ReadonlyMap<EntityId, Tally>;
}

/** A tally for each category of each deck; its entities by index, since their pages are large. */
export function emptyTallies(db: CardwrightDatabase): Promise<Tallies> {
  return inSnapshot(db, [db.notebooks, db.entities], async () => {
    const places = new Map<EntityId, Tally>();
    const decks: DeckTallies[] = [];
    for (const { id: deck, title, categories } of await db.notebooks.toArray()) {
      const tallies = categories.map(({ id, name }) => ({ category: id, name, tally: emptyTally() }));
      for (const { category, tally } of tallies) {
        const entities = await db.entities.where({ deck, category }).primaryKeys();
        for (const entity of entities) places.set(entity, tally);
      }
      decks.push({ deck, title, categories: tallies });
    }
    return { decks, places };
  });
}

/**
 * Every schedule, page by page. `before` each of them others may go first; without it, Dexie follows what is read, which it
 * would lose at a promise that is not its own.
 */
export function eachPage(
  db: CardwrightDatabase,
  count: (rows: readonly ScheduleRow[]) => void,
  before?: () => Promise<void>,
  after = '',
): Promise<void> {
  const read = () =>
    inSnapshot(db, [db.schedules], async () => db.schedules.where('card').above(after).limit(pageSize).toArray());
  const page = before === undefined ? read() : before().then(read);
  return page.then((rows) => {
    count(rows);
    const last = rows.at(-1);
    return last === undefined || rows.length < pageSize ? undefined : eachPage(db, count, before, last.card);
  });
}

export type Tally = [number, number, number, number, number];

function emptyTally(): Tally {
  return [0, 0, 0, 0, 0];
}

function sum(all: readonly LevelCounts[]): LevelCounts {
  return all.reduce<Tally>(
    ([a, b, c, d, e], each) => [a + each[0], b + each[1], c + each[2], d + each[3], e + each[4]],
    emptyTally(),
  );
}

function total(levels: LevelCounts): number {
  return levels.reduce((count, each) => count + each, 0);
}
