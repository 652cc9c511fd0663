/** Cards of one note stand at least this far apart where there are enough others. */
const APART = 6;

/** So far apart stand, if possible, two that are mixed up; then half as far, and so on. */
const MATES_APART = [12, 6, 3, 1, 0];

/** So many waiting cards of a category are looked at for one that fits; more would cost more than it helps. */
const LOOKED_AT = 64;

export interface Orderable {
  readonly note: string;
  readonly priority: number;
  readonly category?: string;
  readonly entity?: string;
  /** The confusable groups of its entity. */
  readonly groups?: readonly string[];
}

/**
 * The order in which new cards are met: by priority over the whole deck; within a priority the categories take turns, each
 * in the order of the notes. Siblings stand apart, and so do two entities of one confusable group, as far as that goes.
 * Gives for each card, in the order given, its place.
 */
export function orderCards(cards: readonly Orderable[]): number[] {
  const waiting = new Waiting(cards);
  const ordered: number[] = [];
  const met = new Met();
  for (;;) {
    const next = waiting.take((card) => met.awayFrom(card));
    if (next === undefined) break;
    const card = cards[next];
    if (card) met.meet(card);
    ordered.push(next);
  }
  // Only siblings of the last card are left: each goes back to the nearest place where neither neighbour is one.
  const noteAt = (at: number) => cards[ordered[at] ?? -1]?.note;
  for (const index of waiting.rest()) {
    const note = cards[index]?.note;
    let at = ordered.length;
    while (at > 0 && (noteAt(at - 1) === note || noteAt(at) === note)) at -= 1;
    if (at === 0 && noteAt(0) === note) at = ordered.length;
    ordered.splice(at, 0, index);
  }
  const positions = new Array<number>(cards.length).fill(0);
  ordered.forEach((index, position) => {
    positions[index] = position;
  });
  return positions;
}

interface Distance {
  /** Cards since the last sibling, and since the last card of another entity of one of its groups. */
  readonly siblings: number;
  readonly mates: number;
}

/** What was met how long ago. */
class Met {
  private count = 0;
  private readonly notes = new Map<string, number>();
  /** For each group the entity that was met last, when, and when last another one. */
  private readonly groups = new Map<string, { readonly entity: string; readonly at: number; readonly otherAt: number }>();

  meet({ note, entity = note, groups = [] }: Orderable): void {
    const at = this.count;
    this.notes.set(note, at);
    for (const group of groups) {
      const last = this.groups.get(group);
      const otherAt = last === undefined ? -Infinity : last.entity === entity ? last.otherAt : last.at;
      this.groups.set(group, { entity, at, otherAt });
    }
    this.count += 1;
  }

  awayFrom({ note, entity = note, groups = [] }: Orderable): Distance {
    const sinceMate = groups.map((group) => {
      const last = this.groups.get(group);
      return last === undefined ? -Infinity : last.entity === entity ? last.otherAt : last.at;
    });
    return {
      siblings: this.count - (this.notes.get(note) ?? -Infinity),
      mates: this.count - Math.max(-Infinity, ...sinceMate),
    };
  }
}

/** The cards of one priority and category that wait, a chain: taking one out of a long array would move all that follow. */
interface Lane {
  readonly cards: readonly number[];
  readonly after: number[];
  first: number;
}

class Waiting {
  private readonly cards: readonly Orderable[];
  /** By priority, then by category in the order of the notes; an empty lane is taken out. */
  private readonly levels: { readonly lanes: Map<string, Lane> }[];
  private readonly categories: readonly string[];
  private turn = 0;

  constructor(cards: readonly Orderable[]) {
    this.cards = cards;
    this.categories = [...new Set(cards.map(({ category = '' }) => category))];
    const priorities = [...new Set(cards.map(({ priority }) => priority))].sort((a, b) => a - b);
    const lists = new Map(priorities.map((priority) => [priority, new Map<string, number[]>()]));
    cards.forEach(({ priority, category = '' }, index) => {
      const level = lists.get(priority);
      const list = level?.get(category);
      if (list) list.push(index);
      else level?.set(category, [index]);
    });
    this.levels = [...lists.values()].map((level) => ({
      lanes: new Map(
        [...level].map(([category, list]) => [category, { cards: list, after: list.map((_, at) => at + 1), first: 0 }]),
      ),
    }));
  }

  /** The next card, the most important that is far enough from its siblings; never right after one. */
  take(awayFrom: (card: Orderable) => Distance): number | undefined {
    for (const siblings of [APART, 1]) {
      for (const { lanes } of this.levels) {
        if (lanes.size === 0) continue;
        for (const mates of MATES_APART) {
          const found = this.takeFrom(lanes, (card) => {
            const away = awayFrom(card);
            return away.siblings > siblings && away.mates > mates;
          });
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  rest(): number[] {
    return this.levels
      .flatMap(({ lanes }) => [...lanes.values()])
      .flatMap(({ cards, after, first }) => {
        const left: number[] = [];
        for (let at = first; at < cards.length; at = after[at] ?? cards.length) left.push(...cards.slice(at, at + 1));
        return left;
      });
  }

  private takeFrom(lanes: Map<string, Lane>, fits: (card: Orderable) => boolean): number | undefined {
    for (let n = 0; n < this.categories.length; n += 1) {
      const turn = (this.turn + n) % this.categories.length;
      const category = this.categories[turn] ?? '';
      const lane = lanes.get(category);
      const found = lane && takeFirst(lane, (index) => fits(this.cards[index] ?? { note: '', priority: 0 }));
      if (found === undefined) continue;
      if (lane?.first === lane?.cards.length) lanes.delete(category);
      this.turn = turn + 1;
      return found;
    }
    return undefined;
  }
}

function takeFirst(lane: Lane, fits: (index: number) => boolean): number | undefined {
  let before: number | undefined;
  let looked = 0;
  for (let at = lane.first; at < lane.cards.length && looked < LOOKED_AT; at = lane.after[at] ?? lane.cards.length) {
    const index = lane.cards[at];
    if (index !== undefined && fits(index)) {
      const next = lane.after[at] ?? lane.cards.length;
      if (before === undefined) lane.first = next;
      else lane.after[before] = next;
      return index;
    }
    before = at;
    looked += 1;
  }
  return undefined;
}
