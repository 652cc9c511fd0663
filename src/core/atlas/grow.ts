import { hash32 } from '../random.ts';
import type { Cell, CellKey } from './cells.ts';
import { cellHeight, cellWidth } from './cells.ts';

/** A side that is shorter does not join two cells. */
const leastSide = 12;
/** Islands are wider than high. */
const wide = 1.35;

/**
 * The cells of an island, one more each time, without a lake and in one piece. The first n are the same however many follow, so
 * that an island that grows keeps its shape elsewhere. `reach` is how far its cells may lie to either side.
 */
export function growIsland(
  seed: string,
  cellAt: (column: number, row: number) => Cell,
  count: number,
  reach: number,
): readonly Cell[] {
  const chosen = new Map<CellKey, Cell>();
  const shore = new Map<CellKey, Cell>();
  const start = cellAt(0, 0);
  const cost = (cell: Cell): number => {
    const [x, y] = [(cell.site.x - start.site.x) / (cellWidth * wide), (cell.site.y - start.site.y) / cellHeight];
    const neighbours = cell.across.filter((key) => chosen.has(key)).length;
    return Math.hypot(x, y) + 0.7 * (hash32(`${seed} grows ${cell.key}`) / 2 ** 32) - 0.22 * neighbours;
  };
  const add = (cell: Cell) => {
    chosen.set(cell.key, cell);
    shore.delete(cell.key);
    for (const key of cell.across) {
      if (!chosen.has(key) && !shore.has(key)) shore.set(key, cellOfKey(cellAt, key));
    }
  };
  add(start);
  while (chosen.size < count) {
    let best: Cell | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const cell of shore.values()) {
      if (Math.abs(cell.site.x - start.site.x) > reach || !isSimple(cell, chosen)) continue;
      const own = cost(cell);
      if (own < least) [best, least] = [cell, own];
    }
    if (best === undefined) throw new Error(`the island ${seed} cannot grow to ${count}`);
    add(best);
  }
  return [...chosen.values()];
}

/** What it would join lies side by side around it: so no lake is closed, and no island ends in a point. */
function isSimple(cell: Cell, chosen: ReadonlyMap<CellKey, Cell>): boolean {
  const isIn = cell.across.map((key) => chosen.has(key));
  const begins = isIn.filter((one, index) => one && !isIn.at(index - 1)).length;
  const joins = cell.corners.some((corner, index) => {
    const next = cell.corners[(index + 1) % cell.corners.length]!;
    return isIn[index] && Math.hypot(next.x - corner.x, next.y - corner.y) >= leastSide;
  });
  return begins === 1 && joins;
}

function cellOfKey(cellAt: (column: number, row: number) => Cell, key: CellKey): Cell {
  const [column = 0, row = 0] = key.split(':').map(Number);
  return cellAt(column, row);
}
