import type { CategoryId, DeckId, EntityId } from '#core/ids.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { CardState, Preset } from '#core/scheduling/schedule.ts';
import { levelOf } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { NotebookRow, ScheduleRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/** Cards on each level: new, faint, fading, holding, inked. */
export type LevelCounts = readonly [number, number, number, number, number];

export interface Strength {
  readonly cards: number;
  readonly states: Readonly<Record<CardState['kind'], number>>;
  readonly levels: LevelCounts;
  readonly decks: readonly DeckStrength[];
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

/** Some 15 ms of reading: short enough for a key press in between. */
const pageSize = 2_000;

/** All cards by state, level, deck and category. It walks the whole collection page by page: not for the study screen. */
export async function strength(db: CardwrightDatabase, moment: Moment, preset: Preset): Promise<Strength> {
  const places = new Map<EntityId, Tally>();
  const decks = await inSnapshot(db, [db.notebooks, db.entities], async () =>
    Promise.all((await db.notebooks.toArray()).map((notebook) => emptyDeck(db, notebook, places))),
  );

  const states: Record<CardState['kind'], number> = { new: 0, learning: 0, review: 0, relearning: 0 };
  await eachPage(db, (rows) => {
    for (const row of rows) {
      const tally = places.get(row.entity);
      if (row.archived || tally === undefined) continue;
      states[row.state.kind] += 1;
      tally[levelOf(row, recallNow(row, moment, preset) ?? 0)] += 1;
    }
  });

  const found = decks.map(({ deck, title, tallies }): DeckStrength => {
    const levels = sum(tallies.map(({ tally }) => tally));
    const categories = tallies
      .map(({ category, name, tally }) => ({ category, name, levels: tally, cards: total(tally) }))
      .filter(({ cards }) => cards > 0);
    return { deck, title, levels, cards: total(levels), categories };
  });
  const levels = sum(found.map((deck) => deck.levels));
  return { cards: total(levels), states, levels, decks: found };
}

interface DeckTallies {
  readonly deck: DeckId;
  readonly title: string;
  readonly tallies: readonly { readonly category: CategoryId; readonly name: string; readonly tally: Tally }[];
}

/** A tally for each category of a deck, and where each entity is counted: by index, since pages of entities are large. */
async function emptyDeck(
  db: CardwrightDatabase,
  { id, title, categories }: NotebookRow,
  places: Map<EntityId, Tally>,
): Promise<DeckTallies> {
  const tallies = await Promise.all(
    categories.map(async ({ id: category, name }) => {
      const tally = emptyTally();
      for (const entity of await db.entities.where({ deck: id, category }).primaryKeys()) places.set(entity, tally);
      return { category, name, tally };
    }),
  );
  return { deck: id, title, tallies };
}

async function eachPage(db: CardwrightDatabase, count: (rows: readonly ScheduleRow[]) => void, after = ''): Promise<void> {
  const rows = await inSnapshot(db, [db.schedules], async () =>
    db.schedules.where('card').above(after).limit(pageSize).toArray(),
  );
  count(rows);
  const last = rows.at(-1);
  if (last !== undefined && rows.length === pageSize) await eachPage(db, count, last.card);
}

type Tally = [number, number, number, number, number];

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
