import type { Atlas, AtlasEntity, AtlasSource, Box, Island, Label, Point } from './atlas.ts';
import { cellWidth } from './cells.ts';
import { boxOf, drawIsland, type LooseIsland } from './island.ts';
import { columnWidth, layIslands, type Shape } from './lay.ts';
import { lineHeight } from './names.ts';

/** Drawn as wide as this, names have 13 pixels; narrower screens have numbers instead. */
const usualWidth = 836;
/** More parcels than this have no names, and the map shows islands first. */
const mostNamed = 300;
/** With so many the usual width is comfortable; many more need a wider sea, drawn smaller. */
const usualParcels = 200;
const gap = 22;

/** The map of a deck, from its names alone: the same deck has the same map wherever it is drawn. */
export function drawAtlas({ categories, entities }: AtlasSource): Atlas {
  const named = entities.length <= mostNamed;
  const letter = named ? 1 : Math.sqrt(entities.length / usualParcels);
  const width = Math.round(usualWidth * letter);
  const reach = width / 2 - gap - cellWidth * 1.15;
  const byCategory = new Map<string, AtlasEntity[]>(categories.map(({ id }) => [id, []]));
  for (const entity of entities) byCategory.get(entity.category)?.push(entity);
  const found = categories.filter(({ id }) => byCategory.get(id)!.length > 0);
  // In an order of their own, so that the deck's order decides nothing about an island's shape.
  const loose = found.map((category) =>
    drawIsland(
      category,
      byCategory.get(category.id)!.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      { reach, letter, named },
    ),
  );
  const { places, height } = layIslands(
    loose.map((island) => shapeOf(island, letter)),
    { width, gap },
  );
  const islands = found.map(({ id, name }, index) => placed(id, name, loose[index]!, places[index]!, byCategory.get(id)!));
  return { width, height: Math.ceil(height), letter, named, islands: inReadingOrder(islands, letter) };
}

/** Islands so far apart up and down stand in different rows. */
const rowHeight = 150;

function inReadingOrder(islands: readonly Island[], letter: number): Island[] {
  const row = ({ box }: Island) => Math.round((box[1] + box[3]) / 2 / (rowHeight * letter));
  return islands.toSorted((a, b) => row(a) - row(b) || a.at.x - b.at.x);
}

/** The columns that land and name take up. */
function shapeOf({ coast, label, box }: LooseIsland, letter: number): Shape {
  const [left, top, right, bottom] = box;
  const columns: ([number, number] | undefined)[] = Array.from({ length: Math.ceil((right - left) / columnWidth) + 1 });
  const take = (x: number, from: number, to: number) => {
    const column = Math.floor((x - left) / columnWidth);
    const known = columns[column];
    columns[column] = known ? [Math.min(known[0], from - top), Math.max(known[1], to - top)] : [from - top, to - top];
  };
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
  return { width: right - left, height: bottom - top, columns };
}

function placed(
  category: Island['category'],
  name: string,
  island: LooseIsland,
  place: Point,
  order: readonly AtlasEntity[],
): Island {
  const [dx, dy] = [place.x - island.box[0], place.y - island.box[1]];
  const move = ({ x, y }: Point): Point => ({ x: tenth(x + dx), y: tenth(y + dy) });
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

function pathOf(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
