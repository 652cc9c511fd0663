import { countMet, emptyStanding, standingOf } from '#core/atlas/standing.ts';
import type { StandingTally } from '#core/atlas/standing.ts';
import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import { isAsked, presetFor, usualScope } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { CardState, Schedule } from '#core/scheduling/schedule.ts';
import { levelOf } from '#core/stats/level.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { findRecent, getPosition } from '../journaling.ts';
import { emptyTallies, eachPage, summed } from '../queries/strength.ts';
import type { Strength, Tallies } from '../queries/strength.ts';
import { inSnapshot } from '../queries/snapshot.ts';
import { isResting } from '../rows.ts';
import type { JournalPosition, ScheduleRow } from '../rows.ts';

/** How firmly everything stands, asked for again and again: all schedules are read once, and then those that a command changed. */
export interface Standings {
  /** All cards that are asked for, by state, level, deck, category and entity. */
  strength(moment: Moment, options: Options): Promise<Strength>;
  /** How often all schedules were read. */
  readonly walked: number;
}

const kinds = ['new', 'learning', 'review', 'relearning'] as const satisfies readonly CardState['kind'][];
const kindAt: Readonly<Record<CardState['kind'], number>> = { new: 0, learning: 1, review: 2, relearning: 3 };

/** Before each page of a walk over all schedules, what `before` gives is waited for: something else that is more urgent. */
export function openStandings(db: CardwrightDatabase, before: () => Promise<void> = async () => undefined): Standings {
  let position: JournalPosition | undefined;
  let tallies: Tallies | undefined;
  let cards = emptyCards(0);
  let walked = 0;

  return {
    get walked() {
      return walked;
    },
    async strength(moment, options) {
      await refresh();
      // Emptied, since they are counted up: the places are those of the decks.
      tallies ??= await emptyTallies(db);
      for (const { categories } of tallies.decks) for (const { tally } of categories) tally.fill(0);
      return count(cards, tallies, moment, options);
    },
  };

  async function refresh(): Promise<void> {
    const since = position;
    const { now, commits } = await inSnapshot(db, [db.journal], async () => {
      const found = await getPosition(db);
      const isLater = since !== undefined && since.epoch === found.epoch && since.sequence <= found.sequence;
      return { now: found, commits: isLater ? await findRecent(db, since.sequence, found.sequence) : undefined };
    });
    if (commits === undefined || !take(commits)) await walk();
    position = now;
  }

  /** False where it cannot be told from them how all schedules stand. */
  function take(commits: readonly JournalCommit[]): boolean {
    for (const { changes } of commits) {
      for (const change of changes) {
        // Cards are counted by the place of their entity in its deck.
        if (change.table === 'entities' || change.table === 'notebooks') tallies = undefined;
        if (change.table !== 'schedules') continue;
        if (!('put' in change)) return false;
        for (const row of change.put as readonly ScheduleRow[]) put(row);
      }
    }
    return true;
  }

  async function walk(): Promise<void> {
    walked += 1;
    cards = emptyCards(0);
    tallies = undefined;
    await eachPage(
      db,
      (rows) => {
        for (const row of rows) put(row);
      },
      before,
    );
  }

  function put(row: ScheduleRow): void {
    const at = cards.places.get(row.card) ?? cards.places.size;
    if (at >= cards.kind.length) cards = grown(cards, Math.ceil(at * 1.5) + 1_000);
    cards.places.set(row.card, at);
    const { state } = row;
    cards.kind[at] = kindAt[state.kind];
    cards.group[at] = numberIn(
      cards.groups,
      `${row.deck}\n${row.about?.retired === true}\n${row.about?.exams?.join('\n') ?? ''}`,
      () => ({
        deck: row.deck,
        ...(row.about && { about: row.about }),
      }),
    );
    cards.entity[at] = numberIn(cards.entities, row.entity, () => row.entity);
    cards.rests[at] = isResting(row) ? 1 : 0;
    if (state.kind === 'new') return;
    cards.stability[at] = state.memory.stability;
    cards.lastDay[at] = state.lastAnswer.day;
    // What is due by an instant has no day, and the other way round.
    cards.dueDay[at] = state.kind === 'review' ? state.dueDay : 'day' in state.due ? state.due.day : never;
    cards.dueAt[at] = state.kind !== 'review' && 'at' in state.due ? state.due.at : Infinity;
  }
}

/** No day: later than all. */
const never = 0x7fffffff;

/** Schedules, as much of them as tells how they stand; in numbers, since there may be a hundred thousand. */
interface Cards {
  readonly places: Map<CardId, number>;
  /** What decides whether a card is asked for: like ones have one number. */
  readonly groups: Numbered<Pick<Schedule, 'deck' | 'about'>>;
  readonly entities: Numbered<EntityId>;
  readonly kind: Uint8Array;
  readonly rests: Uint8Array;
  readonly group: Uint32Array;
  readonly entity: Uint32Array;
  readonly lastDay: Int32Array;
  readonly dueDay: Int32Array;
  readonly dueAt: Float64Array;
  readonly stability: Float64Array;
}

interface Numbered<Value> {
  readonly numbers: Map<string, number>;
  readonly values: Value[];
}

function numberIn<Value>({ numbers, values }: Numbered<Value>, key: string, make: () => Value): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, values.length);
  return values.push(make()) - 1;
}

function emptyCards(capacity: number): Cards {
  return {
    places: new Map(),
    groups: { numbers: new Map(), values: [] },
    entities: { numbers: new Map(), values: [] },
    kind: new Uint8Array(capacity),
    rests: new Uint8Array(capacity),
    group: new Uint32Array(capacity),
    entity: new Uint32Array(capacity),
    lastDay: new Int32Array(capacity),
    dueDay: new Int32Array(capacity),
    dueAt: new Float64Array(capacity),
    stability: new Float64Array(capacity),
  };
}

function grown(cards: Cards, capacity: number): Cards {
  const { places, groups, entities } = cards;
  const larger: Cards = { ...emptyCards(capacity), places, groups, entities };
  for (const name of ['kind', 'rests', 'group', 'entity', 'lastDay', 'dueDay', 'dueAt', 'stability'] as const) {
    larger[name].set(cards[name]);
  }
  return larger;
}

function count(cards: Cards, { decks, places }: Tallies, moment: Moment, options: Options): Strength {
  const scope = usualScope(options);
  const states: Record<CardState['kind'], number> = { new: 0, learning: 0, review: 0, relearning: 0 };
  const asked = cards.groups.values.map((group) => isAsked(group, scope, options));
  const weights = cards.groups.values.map(({ deck }: { readonly deck: DeckId }) => presetFor(options, deck).weights);
  const tallyOf = cards.entities.values.map((entity) => places.get(entity));
  const own = cards.entities.values.map((): StandingTally | undefined => undefined);
  for (let at = 0; at < cards.places.size; at += 1) {
    const group = cards.group[at]!;
    const entity = cards.entity[at]!;
    const tally = tallyOf[entity];
    if (cards.rests[at] === 1 || tally === undefined || !asked[group]) continue;
    const kind = kinds[cards.kind[at]!]!;
    states[kind] += 1;
    const standing = (own[entity] ??= emptyStanding());
    standing.cards += 1;
    if (kind === 'new') {
      tally[0] += 1;
      continue;
    }
    const memory = { stability: cards.stability[at]!, difficulty: 5 };
    const recall = retrievability(memory, moment.day - cards.lastDay[at]!, weights[group]!);
    tally[levelOf({ state: { kind } }, recall)] += 1;
    countMet(standing, kind === 'review', recall, cards.dueDay[at]! <= moment.day || cards.dueAt[at]! < moment.dayEnds);
  }
  const entities = new Map(
    own.flatMap((tally, index) => (tally ? [[cards.entities.values[index]!, standingOf(tally)] as const] : [])),
  );
  return { ...summed(decks, states), entities };
}
