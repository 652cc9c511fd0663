import { countCard, emptyStanding, standingOf } from '#core/atlas/standing.ts';
import type { EntityStanding, StandingTally } from '#core/atlas/standing.ts';
import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import { isAsked, presetFor, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import { levelOf } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
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

/**
 * All cards that are asked for, by state, level, deck and category. It walks the whole collection page by page: what is asked for
 * again and again is kept up to date instead (ledger/standings.ts).
 */
export function strength(db: CardwrightDatabase, moment: Moment, options: Options): Promise<Strength> {
  const scope = usualScope(options);
  const states: Record<CardState['kind'], number> = { new: 0, learning: 0, review: 0, relearning: 0 };
  const entities = new Map<EntityId, StandingTally>();
  return emptyTallies(db).then(({ decks, places }) =>
    eachPage(db, (rows) => {
      for (const row of rows) {
        const tally = places.get(row.entity);
        if (isResting(row) || tally === undefined || !isAsked(row, scope, options)) continue;
        states[row.state.kind] += 1;
        const recall = recallNow(row, moment, presetFor(options, row.deck));
        tally[levelOf(row, recall ?? 0)] += 1;
        const own = entities.get(row.entity) ?? emptyStanding();
        entities.set(row.entity, own);
        countCard(own, row.state, recall, moment);
      }
    }).then(() => ({ ...summed(decks, states), entities: new Map([...entities].map(([id, tally]) => [id, standingOf(tally)])) })),
  );
}

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

export function eachPage(db: CardwrightDatabase, count: (rows: readonly ScheduleRow[]) => void, after = ''): Promise<void> {
  const page = inSnapshot(db, [db.schedules], async () => db.schedules.where('card').above(after).limit(pageSize).toArray());
  return page.then((rows) => {
    count(rows);
    const last = rows.at(-1);
    return last === undefined || rows.length < pageSize ? undefined : eachPage(db, count, last.card);
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
