import type { Atlas, AtlasEntity, AtlasLayout, AtlasSource, Box, Island, Label, Point } from './atlas.ts';
import { cellWidth } from './cells.ts';
import { boxOf, boxOfLand, drawIsland, type Land, type LooseIsland } from './island.ts';
import { columnWidth, layIslands, type Shape } from './lay.ts';
import { lineHeight } from './names.ts';
import { pathOf } from './path.ts';
import { settleIslands } from './settle.ts';

/** Drawn as wide as this, names have 13 pixels; narrower screens have numbers instead. */
const usualWidth = 836;
/** More parcels than this have no names, and the map shows islands first. */
const mostNamed = 300;
/** With so many the usual width is comfortable; many more need a wider sea, drawn smaller. */
const usualParcels = 200;
const gap = 22;

/** The map of a deck, from its names alone: the same deck has the same map wherever it is drawn. */
export function drawAtlas(source: AtlasSource): Atlas {
  return drawAfter(source).atlas;
}

export interface Drawn {
  readonly atlas: Atlas;
  readonly layout: AtlasLayout;
}

/** The map of a deck after an earlier one of it: what was on that stays where it was, as far as the new leaves it room. */
export function drawAfter({ categories, entities }: AtlasSource, earlier?: AtlasLayout): Drawn {
  const named = entities.length <= mostNamed;
  const before = earlier !== undefined && isAlike(earlier, entities.length) ? earlier : undefined;
  const letter = before?.letter ?? letterFor(entities.length);
  const width = before?.width ?? Math.round(usualWidth * letter);
  const reach = width / 2 - gap - cellWidth * 1.15;
  const byCategory = new Map<string, AtlasEntity[]>(categories.map(({ id }) => [id, []]));
  for (const entity of entities) byCategory.get(entity.category)?.push(entity);
  const found = categories.filter(({ id }) => byCategory.get(id)!.length > 0);
  const islandBefore = new Map(before?.islands.map((island) => [island.category, island]));
  // In an order of their own, so that the deck's order decides nothing about an island's shape.
  const loose = found.map((category) =>
    drawIsland(
      category,
      byCategory.get(category.id)!.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      { reach, letter, named },
      islandBefore.get(category.id),
    ),
  );
  const known = found.map(({ id }) => islandBefore.get(id)?.origin);
  const { origins, height } = (before && settled(loose, known, width, letter)) ?? laid(loose, width, letter);
  const islands = found.map(({ id, name }, index) => placed(id, name, loose[index]!, origins[index]!, byCategory.get(id)!));
  return {
    atlas: { width, height: Math.ceil(height), letter, named, islands: inReadingOrder(islands, letter) },
    layout: {
      width,
      letter,
      named,
      islands: found.map(({ id }, index) => ({
        category: id,
        origin: origins[index]!,
        scale: loose[index]!.scale,
        seats: loose[index]!.parcels.map(({ entity, cell }) => [entity.id, cell] as const),
      })),
    },
  };
}

function letterFor(count: number): number {
  return count <= mostNamed ? 1 : Math.sqrt(count / usualParcels);
}

/** A deck that has become another in size has another map. */
function isAlike({ named, letter }: AtlasLayout, count: number): boolean {
  return named === count <= mostNamed && Math.abs(letterFor(count) / letter - 1) < 0.1;
}

/** Where the first cell of each island lies. */
interface Places {
  readonly origins: readonly Point[];
  readonly height: number;
}

/** In an order of their own, each with room for one parcel more. */
function laid(loose: readonly LooseIsland[], width: number, letter: number): Places {
  const outlines = loose.map((island) => shapeOf([island, island.next], letter));
  const { places, height } = layIslands(
    outlines.map(({ shape }) => shape),
    { width, gap },
  );
  return { origins: originsOf(outlines, places), height };
}

/** Each where it was, as far as there is room. */
function settled(
  loose: readonly LooseIsland[],
  known: readonly (Point | undefined)[],
  width: number,
  letter: number,
): Places | undefined {
  const outlines = loose.map((island) => shapeOf([island], letter));
  const settling = outlines.map(({ shape, corner }, index) => {
    const origin = known[index];
    return { shape, ...(origin && { at: { x: origin.x + corner.x, y: origin.y + corner.y } }) };
  });
  const places = settleIslands(settling, { width, gap });
  if (places === undefined) return undefined;
  const height = Math.max(...places.map(({ y }, index) => y + outlines[index]!.shape.height)) + gap;
  return { origins: originsOf(outlines, places), height };
}

function originsOf(outlines: readonly Outlined[], places: readonly Point[]): Point[] {
  return places.map(({ x, y }, index) => ({ x: x - outlines[index]!.corner.x, y: y - outlines[index]!.corner.y }));
}

/** Islands so far apart up and down stand in different rows. */
const rowHeight = 150;

function inReadingOrder(islands: readonly Island[], letter: number): Island[] {
  const row = ({ box }: Island) => Math.round((box[1] + box[3]) / 2 / (rowHeight * letter));
  return islands.toSorted((a, b) => row(a) - row(b) || a.at.x - b.at.x);
}

interface Outlined {
  readonly shape: Shape;
  /** Left and top of it, from the first cell. */
  readonly corner: Point;
}

/** The columns that land and name take up, of all of these. */
function shapeOf(lands: readonly Land[], letter: number): Outlined {
  const [left, top, right, bottom] = boxOf(
    lands.flatMap((land) => {
      const box = boxOfLand(land, letter);
      return [
        { x: box[0], y: box[1] },
        { x: box[2], y: box[3] },
      ];
    }),
  );
  const columns: ([number, number] | undefined)[] = Array.from({ length: Math.ceil((right - left) / columnWidth) + 1 });
  const take = (x: number, from: number, to: number) => {
    const column = Math.floor((x - left) / columnWidth);
    const known = columns[column];
    columns[column] = known ? [Math.min(known[0], from - top), Math.max(known[1], to - top)] : [from - top, to - top];
  };
  for (const { coast, label } of lands) {
    // The points of a coast lie closer than two columns; so none is left out between them.
    for (const [index, point] of coast.entries()) {
      const next = coast[(index + 1) % coast.length]!;
      const steps = Math.ceil((Math.abs(next.x - point.x) / columnWidth) * 2) + 1;
      for (let step = 0; step < steps; step += 1) {
        const share = step / steps;
        const y = point.y + (next.y - point.y) * share;
        take(point.x + (next.x - point.x) * share, y, y);
      }
    }
    const half = (label.lines.length * lineHeight * letter) / 2;
    for (let x = label.x - label.width / 2; x <= label.x + label.width / 2; x += columnWidth / 2) {
      take(x, label.y - half, label.y + half);
    }
  }
  return { shape: { width: right - left, height: bottom - top, columns }, corner: { x: left, y: top } };
}

function placed(
  category: Island['category'],
  name: string,
  island: LooseIsland,
  origin: Point,
  order: readonly AtlasEntity[],
): Island {
  const move = ({ x, y }: Point): Point => ({ x: tenth(x + origin.x), y: tenth(y + origin.y) });
  const label = ({ lines, ...at }: Label): Label => ({ ...move(at), lines });
  const [left, top, right, bottom] = boxOf(island.coast.map(move));
  const box: Box = [left, top, right, bottom];
  const parcelOf = new Map(island.parcels.map((parcel) => [parcel.entity.id, parcel]));
  return {
    category,
    name,
    box,
    coast: pathOf(island.coast.map(move)),
    label: label({ x: island.label.x, y: island.label.y, lines: island.label.lines }),
    at: move(island.at),
    parcels: order.map(({ id, name: called, retired }) => {
      const { ring, at, label: own } = parcelOf.get(id)!;
      return {
        entity: id,
        name: called,
        ...(retired && { retired }),
        path: pathOf(ring.map(move)),
        at: move(at),
        ...(own && { label: label(own) }),
      };
    }),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
