import type { Point } from './atlas.ts';
import { columnWidth, type Sea, type Shape } from './lay.ts';

// Islands of an earlier map stay where they lay. One that has grown, or is new, pushes those beside it only as far as it must.

/** An island with the place that it had; one that is new has none. */
export interface Settling {
  readonly shape: Shape;
  readonly at?: Point;
}

const mostRounds = 400;
const seekStep = 12;

/** The left top of each; undefined where they do not come apart. */
export function settleIslands(islands: readonly Settling[], sea: Sea): Point[] | undefined {
  const known = islands.flatMap(({ shape, at }) => (at ? [{ shape, at: within(at, shape, sea) }] : []));
  const places = islands.map(({ shape, at }) => {
    if (at) return within(at, shape, sea);
    const found = findRoom(shape, known, sea);
    known.push({ shape, at: found });
    return found;
  });
  for (let round = 0; round < mostRounds; round += 1) {
    let apart = true;
    for (const [index, one] of islands.entries()) {
      for (let other = index + 1; other < islands.length; other += 1) {
        const push = pushApart(one.shape, places[index]!, islands[other]!.shape, places[other]!, sea);
        if (push === undefined) continue;
        apart = false;
        // Half of the way each: a few pixels of many islands are seen less than many of one.
        places[index] = within(moved(places[index]!, push, -0.5), one.shape, sea);
        places[other] = within(moved(places[other]!, push, 0.5), islands[other]!.shape, sea);
      }
    }
    if (apart) return places;
  }
  return undefined;
}

/** The first free place from the top, row by row, or else below all. */
function findRoom(shape: Shape, known: readonly { readonly shape: Shape; readonly at: Point }[], sea: Sea): Point {
  const { width, gap } = sea;
  const foot = Math.max(0, ...known.map(({ shape: own, at }) => at.y + own.height));
  for (let y = gap; y < foot; y += seekStep) {
    for (let x = gap; x <= width - gap - shape.width; x += seekStep) {
      if (known.every((one) => isApart(overlapOf(one.shape, one.at, shape, { x, y }, gap)))) return { x, y };
    }
  }
  return { x: gap, y: foot + gap };
}

function moved({ x, y }: Point, by: Point, share: number): Point {
  return { x: x + by.x * share, y: y + by.y * share };
}

/** The sea has no foot: it becomes as high as it must. */
function within({ x, y }: Point, shape: Shape, { width, gap }: Sea): Point {
  return { x: Math.max(gap, Math.min(width - gap - shape.width, x)), y: Math.max(gap, y) };
}

/** The shortest way, up or down or aside, for the second to come free of the first; undefined where it is. */
function pushApart(a: Shape, pa: Point, b: Shape, pb: Point, { width, gap }: Sea): Point | undefined {
  const overlap = overlapOf(a, pa, b, pb, gap);
  if (isApart(overlap)) return undefined;
  const { down, up } = overlap;
  const ways: Point[] = [
    { x: 0, y: down },
    { x: 0, y: -up },
  ];
  const most = Math.min(down, up);
  for (const way of [1, -1]) {
    for (let x = columnWidth; x < most; x += columnWidth) {
      const there = pb.x + x * way;
      if (there < gap || there + b.width > width - gap) break;
      if (!isApart(overlapOf(a, pa, b, { x: there, y: pb.y }, gap))) continue;
      ways.push({ x: x * way, y: 0 });
      break;
    }
  }
  return ways.reduce((least, way) => (Math.hypot(way.x, way.y) < Math.hypot(least.x, least.y) ? way : least));
}

/** How far the second would have to go down, or up, to have a gap between them: 0 where it has. */
interface Overlap {
  readonly down: number;
  readonly up: number;
}

/** What rounding makes of an island that lies where it lay moves nobody. */
const slack = 2;

function isApart({ down, up }: Overlap): boolean {
  return down <= slack || up <= slack;
}

function overlapOf(a: Shape, pa: Point, b: Shape, pb: Point, gap: number): Overlap {
  const none = { down: 0, up: 0 };
  if (pa.x + a.width + gap * 2 < pb.x || pb.x + b.width + gap * 2 < pa.x) return none;
  if (pa.y + a.height + gap < pb.y || pb.y + b.height + gap < pa.y) return none;
  const reach = Math.ceil(gap / columnWidth);
  const offset = Math.floor(pb.x / columnWidth) - Math.floor(pa.x / columnWidth);
  let [down, up] = [-Infinity, -Infinity];
  let touches = false;
  for (const [index, span] of b.columns.entries()) {
    if (span === undefined) continue;
    const column = index + offset;
    for (let other = Math.max(0, column - reach); other <= Math.min(a.columns.length - 1, column + reach); other += 1) {
      const own = a.columns[other];
      if (own === undefined) continue;
      const [under, over] = [pa.y + own[1] + gap - (pb.y + span[0]), pb.y + span[1] + gap - (pa.y + own[0])];
      touches ||= under > 0 && over > 0;
      down = Math.max(down, under);
      up = Math.max(up, over);
    }
  }
  return touches ? { down, up } : none;
}
