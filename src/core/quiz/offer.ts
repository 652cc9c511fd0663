import type { CategoryId, EntityId } from '../ids.ts';
import { kindOf, type Askable } from './askable.ts';
import type { QuestionBank } from './generate.ts';
import type { QuestionKind } from './question.ts';

// How many questions there are to choose from, small enough to be kept and to be handed to a screen: the questions themselves
// stay where they are made.

const kinds = ['choice', 'response', 'match', 'typed'] as const satisfies readonly QuestionKind[];
/** Every choice of kinds, as bits. */
const choices = 1 << kinds.length;

/** For each thing that can be asked about. */
export interface OfferTable {
  readonly things: readonly OfferedThing[];
  /** Topics that several things have: in a quiz they come once. */
  readonly shared: readonly { readonly kinds: number; readonly things: readonly EntityId[] }[];
}

interface OfferedThing {
  readonly id: EntityId;
  readonly category: CategoryId;
  /** Topics of its own, by the kinds that are asked. */
  readonly topics: readonly number[];
}

/** For each area. */
export interface Offer {
  readonly areas: readonly { readonly id: CategoryId; readonly things: number; readonly topics: readonly number[] }[];
  readonly shared: readonly { readonly kinds: number; readonly areas: readonly CategoryId[] }[];
}

/** With more to look at than this, all that could be asked is taken for what can be: a few in a hundred cannot. */
const checkedAtMost = 4000;

export function tableOf(bank: QuestionBank): OfferTable {
  const all = bank.keys.map((key) => ({ entity: key.entity, candidates: bank.candidatesOf(key) }));
  const isLarge = all.reduce((sum, { candidates }) => sum + candidates.length, 0) > checkedAtMost;
  const topics = new Map<string, { kinds: number; readonly things: Set<EntityId> }>();
  const can = all.map(({ entity, candidates }) => ({
    entity,
    asked: candidates.filter((one) => {
      if (!isLarge && !bank.canAsk(one)) return false;
      const topic = topics.get(one.topic) ?? { kinds: 0, things: new Set() };
      topics.set(one.topic, { kinds: topic.kinds | bitOf(one), things: topic.things.add(entity.id) });
      return true;
    }),
  }));
  return {
    things: can.flatMap(({ entity, asked }) => {
      if (asked.length === 0) return [];
      const own = new Map<string, number>();
      for (const one of asked) {
        if (topics.get(one.topic)?.things.size === 1) own.set(one.topic, (own.get(one.topic) ?? 0) | bitOf(one));
      }
      const counts = Array.from({ length: choices }, (_, chosen) => [...own.values()].filter((bits) => bits & chosen).length);
      return [{ id: entity.id, category: entity.category, topics: counts }];
    }),
    shared: [...topics.values()]
      .filter(({ things }) => things.size > 1)
      .map(({ kinds: bits, things }) => ({ kinds: bits, things: [...things] })),
  };
}

function bitOf(one: Askable): number {
  return 1 << kinds.indexOf(kindOf(one));
}

/** What there is about some things, or about all. */
export function offerOf({ things, shared }: OfferTable, only?: readonly EntityId[]): Offer {
  const wanted = only && new Set(only);
  const areas = new Map<CategoryId, { things: number; topics: number[] }>();
  const areaOf = new Map<EntityId, CategoryId>();
  for (const { id, category, topics } of things) {
    if (wanted?.has(id) === false) continue;
    areaOf.set(id, category);
    const area = areas.get(category) ?? { things: 0, topics: Array.from({ length: choices }, () => 0) };
    areas.set(category, { things: area.things + 1, topics: area.topics.map((count, chosen) => count + (topics[chosen] ?? 0)) });
  }
  return {
    areas: [...areas].map(([id, area]) => ({ id, ...area })),
    shared: shared
      .map(({ kinds: bits, things: all }) => ({ kinds: bits, areas: [...new Set(all.flatMap((id) => areaOf.get(id) ?? []))] }))
      .filter((one) => one.areas.length > 0),
  };
}

/** How many questions a quiz on these areas (none: on all) can have: no topic comes twice. */
export function countOffered({ areas, shared }: Offer, chosen: readonly CategoryId[], asked: readonly QuestionKind[]): number {
  const bits = asked.reduce((sum, kind) => sum | (1 << kinds.indexOf(kind)), 0);
  const isChosen = (id: CategoryId) => chosen.length === 0 || chosen.includes(id);
  const own = areas.filter(({ id }) => isChosen(id)).reduce((sum, { topics }) => sum + (topics[bits] ?? 0), 0);
  return own + shared.filter((one) => one.kinds & bits && one.areas.some(isChosen)).length;
}

/** The things that can be asked about, by area. */
export function countThings({ areas }: Offer): ReadonlyMap<CategoryId, number> {
  return new Map(areas.map(({ id, things }) => [id, things]));
}
