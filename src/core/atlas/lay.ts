import type { Point } from './atlas.ts';

// Where the islands lie in the sea: in the deck's order, each as far up as those before it allow, and then half of the way down
// that is left, so that nothing stands in line.

/** What an island takes up, from its own left and top: for each column of the sea the highest and the lowest of it. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  /** In steps of `columnWidth`, from the left; where there is nothing, both are undefined. */
  readonly columns: readonly (readonly [top: number, bottom: number] | undefined)[];
}

export const columnWidth = 4;
/** Each island is at home somewhere between left and right, the next ones far from it; each prefers to lie there. */
const golden = 0.618_034;
/** Down rather than so far aside: it keeps the others where they are when one grows. */
const homesick = 0.4;

export interface Sea {
  readonly width: number;
  /** Between any two islands, and between an island and the edge. */
  readonly gap: number;
}

/** The left top of each, and how high the sea is. */
export function layIslands(shapes: readonly Shape[], { width, gap }: Sea): { readonly places: Point[]; readonly height: number } {
  const columns = Math.ceil(width / columnWidth);
  const reach = Math.ceil(gap / columnWidth);
  const floor = new Float64Array(columns);
  const places: Point[] = shapes.map(() => ({ x: 0, y: 0 }));
  for (const [index, shape] of shapes.entries()) {
    const home = gap + ((index * golden) % 1) * (width - 2 * gap);
    let least = Number.POSITIVE_INFINITY;
    const near = lowestNear(floor, reach);
    for (let x = gap; x === gap || x <= width - gap - shape.width; x += columnWidth * 2) {
      const y = dropOn(near, shape, x, gap);
      const cost = y + shape.height + homesick * Math.abs(x + shape.width / 2 - home);
      if (cost < least) [places[index], least] = [{ x, y }, cost];
    }
    raise(floor, shape, places[index]!.x, places[index]!.y);
  }
  center(shapes, places, width);
  const height = Math.max(...floor) + gap;
  spread(shapes, places, height, gap, reach, columns);
  return { places, height };
}

/** Few islands do not fill the width: what is left lies on both sides of them, in whole columns. */
function center(shapes: readonly Shape[], places: Point[], width: number): void {
  const left = Math.min(...places.map(({ x }) => x));
  const right = width - Math.max(...places.map(({ x }, index) => x + shapes[index]!.width));
  const aside = Math.trunc((right - left) / 2 / columnWidth) * columnWidth;
  for (const [index, { x, y }] of places.entries()) places[index] = { x: x + aside, y };
}

/** The lowest land, as y goes, within so many columns of each. */
function lowestNear(floor: Float64Array, reach: number): Float64Array {
  return floor.map((_, column) => {
    let most = 0;
    for (let other = Math.max(0, column - reach); other <= Math.min(floor.length - 1, column + reach); other += 1) {
      if (floor[other]! > most) most = floor[other]!;
    }
    return most;
  });
}

/** How far down it comes to lie below what is there, with a gap in all directions. */
function dropOn(near: Float64Array, shape: Shape, x: number, gap: number): number {
  let y = gap;
  const first = Math.floor(x / columnWidth);
  for (const [index, span] of shape.columns.entries()) {
    if (span === undefined) continue;
    const column = first + index;
    // An island may reach a column beyond the sea, which is still near the last ones.
    const most = column < near.length ? near[column]! : near.at(-1)!;
    if (most > 0) y = Math.max(y, most + gap - span[0]);
  }
  return y;
}

function raise(floor: Float64Array, shape: Shape, x: number, y: number): void {
  for (const [index, span] of shape.columns.entries()) {
    const column = Math.floor(x / columnWidth) + index;
    if (span !== undefined && column < floor.length) floor[column] = Math.max(floor[column]!, y + span[1]);
  }
}

/** The last one first, each halfway into the sea that is left below it. */
function spread(shapes: readonly Shape[], places: Point[], height: number, gap: number, reach: number, columns: number): void {
  const ceiling = new Float64Array(columns).fill(height);
  for (let index = shapes.length - 1; index >= 0; index -= 1) {
    const shape = shapes[index]!;
    const { x, y } = places[index]!;
    let free = Number.POSITIVE_INFINITY;
    for (const [at, span] of shape.columns.entries()) {
      if (span === undefined) continue;
      const column = Math.floor(x / columnWidth) + at;
      for (let other = Math.max(0, column - reach); other <= Math.min(columns - 1, column + reach); other += 1) {
        free = Math.min(free, ceiling[other]! - gap - (y + span[1]));
      }
    }
    const lower = y + Math.max(0, free) / 2;
    places[index] = { x, y: lower };
    for (const [at, span] of shape.columns.entries()) {
      const column = Math.floor(x / columnWidth) + at;
      if (span !== undefined && column < columns) ceiling[column] = Math.min(ceiling[column]!, lower + span[0]);
    }
  }
}
