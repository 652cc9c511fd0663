import type { CategoryId, EntityId } from '../ids.ts';

/** What a map is made from: a deck's names, and nothing of what the learner knows. */
export interface AtlasSource {
  readonly categories: readonly { readonly id: CategoryId; readonly name: string }[];
  readonly entities: readonly AtlasEntity[];
}

export interface AtlasEntity {
  readonly id: EntityId;
  readonly name: string;
  readonly category: CategoryId;
  /** Words about it: like ones lie near each other. */
  readonly about: string;
  readonly retired?: true;
}

/** A map in its own units: one is a pixel where it is drawn `width` wide. */
export interface Atlas {
  readonly width: number;
  readonly height: number;
  /** How large a letter of 13 units is drawn in, so that it can be read: more than 1 where islands come first. */
  readonly letter: number;
  /** Above so many parcels the islands have names and the parcels none. */
  readonly named: boolean;
  /** In reading order: from the top left, row by row. */
  readonly islands: readonly Island[];
}

export interface Island {
  readonly category: CategoryId;
  readonly name: string;
  /** Path data of its coast. */
  readonly coast: string;
  readonly label: Label;
  /** On land, where a number stands. */
  readonly at: Point;
  readonly box: Box;
  readonly parcels: readonly Parcel[];
}

export interface Parcel {
  readonly entity: EntityId;
  readonly name: string;
  readonly retired?: true;
  readonly path: string;
  /** Absent where parcels have no names. */
  readonly label?: Label;
  readonly at: Point;
}

/** Lines of text centred on `x`; `y` is the middle of them all. */
export interface Label extends Point {
  readonly lines: readonly string[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

/** What is kept of a map beside its drawing, so that the next one of its deck is drawn after it. */
export interface AtlasLayout {
  readonly width: number;
  readonly letter: number;
  readonly named: boolean;
  readonly islands: readonly IslandLayout[];
}

export interface IslandLayout {
  readonly category: CategoryId;
  /** Where its first cell lies. */
  readonly origin: Point;
  readonly scale: number;
  /** The cell of each entity, by the order in which the island grows. */
  readonly seats: readonly (readonly [entity: EntityId, cell: number])[];
}

/** From these the map of a deck is told from an earlier one. */
export function sourceKey({ categories, entities }: AtlasSource): string {
  const parts = entities.map(({ id, name, category, about, retired }) => [id, name, category, about, retired ? 1 : 0].join('\t'));
  return [generation, ...categories.map(({ id, name }) => `${id}\t${name}`), ...parts].join('\n');
}

/** Goes up when the rules of drawing change, so that kept maps are drawn anew. */
const generation = '3';
