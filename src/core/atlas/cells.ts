import { hash32 } from '../random.ts';
import type { Point } from './atlas.ts';

// An endless sheet of Voronoi cells around the sites of a brick wall, each moved a little by its own chance. A cell is the same
// whatever else is on the map.

export const cellWidth = 78;
export const cellHeight = 54;
const moved = { x: 11, y: 9 };
/** Distances up and down weigh more, so that cells are wide, as names are. */
const stretch = 1.25;

/** `column:row` of a site. */
export type CellKey = string;

export interface Corner extends Point {
  /** The same in each of the three cells that meet in it. */
  readonly key: string;
}

export interface Cell {
  readonly key: CellKey;
  readonly site: Point;
  /** Clockwise on screen. */
  readonly corners: readonly Corner[];
  /** Across the side from corner i to the next. */
  readonly across: readonly CellKey[];
}

interface Site extends Point {
  readonly key: CellKey;
}

/** The sheet of one seed; cells are made when they are asked for. */
export function cellSheet(seed: string): (column: number, row: number) => Cell {
  const sites = new Map<CellKey, Site>();
  const cells = new Map<CellKey, Cell>();

  function siteOf(column: number, row: number): Site {
    const key = `${column}:${row}`;
    const known = sites.get(key);
    if (known) return known;
    const dice = hash32(`${seed} ${key}`);
    const x = (column + (row % 2 === 0 ? 0 : 0.5)) * cellWidth + moved.x * ((dice & 0xffff) / 0x7fff - 1);
    const y = (row * cellHeight + moved.y * ((dice >>> 16) / 0x7fff - 1)) * stretch;
    const site = { key, x, y };
    sites.set(key, site);
    return site;
  }

  return (column, row) => {
    const site = siteOf(column, row);
    const known = cells.get(site.key);
    if (known) return known;
    const around: Site[] = [];
    for (let r = row - 2; r <= row + 2; r += 1) {
      for (let c = column - 2; c <= column + 2; c += 1) if (r !== row || c !== column) around.push(siteOf(c, r));
    }
    const cell = cellOf(site, around);
    cells.set(site.key, cell);
    return cell;
  };
}

/** What is nearer to the site than to any other: a square, cut along each line halfway to a neighbour. */
function cellOf(site: Site, around: readonly Site[]): Cell {
  const far = cellWidth * 3;
  let sides: Side[] = [
    { x: site.x - far, y: site.y - far },
    { x: site.x + far, y: site.y - far },
    { x: site.x + far, y: site.y + far },
    { x: site.x - far, y: site.y + far },
  ];
  for (const other of around) sides = cut(sides, site, other);
  const across = sides.map(({ with: other }) => {
    if (other === undefined) throw new Error(`the cell ${site.key} is open`);
    return other;
  });
  const corners = across.map((other, index) => cornerOf([site, across.at(index - 1)!, other]));
  return { key: site.key, site: { x: site.x, y: site.y / stretch }, corners, across: across.map(({ key }) => key) };
}

/** From this point on, beside `with`. */
interface Side extends Point {
  readonly with?: Site;
}

function cut(sides: readonly Side[], site: Site, other: Site): Side[] {
  const [nx, ny] = [other.x - site.x, other.y - site.y];
  const limit = (other.x ** 2 + other.y ** 2 - site.x ** 2 - site.y ** 2) / 2;
  const beyond = sides.map(({ x, y }) => x * nx + y * ny - limit);
  if (beyond.every((each) => each <= 0)) return [...sides];
  return sides.flatMap((side, index): Side[] => {
    const next = sides[(index + 1) % sides.length]!;
    const [here, there] = [beyond[index]!, beyond[(index + 1) % sides.length]!];
    const crossing = () => {
      const share = here / (here - there);
      return { x: side.x + (next.x - side.x) * share, y: side.y + (next.y - side.y) * share };
    };
    if (here <= 0) return there <= 0 ? [side] : [side, { ...crossing(), with: other }];
    return there <= 0 ? [{ ...side, ...crossing() }] : [];
  });
}

/** The point as far from all three, from the three in one order: each of their cells gets the same one to the last digit. */
function cornerOf(three: readonly [Site, Site, Site]): Corner {
  const [a, b, c] = three.toSorted((one, other) => (one.key < other.key ? -1 : 1)) as [Site, Site, Site];
  const [bx, by, cx, cy] = [b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y];
  const twice = 2 * (bx * cy - by * cx);
  const [bb, cc] = [bx * bx + by * by, cx * cx + cy * cy];
  return {
    key: `${a.key} ${b.key} ${c.key}`,
    x: a.x + (cy * bb - by * cc) / twice,
    y: (a.y + (bx * cc - cx * bb) / twice) / stretch,
  };
}
