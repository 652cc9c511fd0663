import type { Atlas, Box, Island, Parcel, Point } from './atlas.ts';
import { columnWidth, layIslands, type Shape } from './lay.ts';
import { pathOf, pointsOf } from './path.ts';

// A map without names needs less sea, and has a frame to fill: its islands, unchanged, are laid together anew.

const gap = 16;
/** Widths that are tried, in shares of that of a sea as large as the map is now. */
const tries = [0.7, 0.78, 0.86, 0.94, 1.02, 1.1, 1.2];

/** The same islands in a sea of about these proportions (its width over its height), without the room for names. */
export function fitAtlas(atlas: Atlas, aspect: number): Atlas {
  const shapes = atlas.islands.map(shapeOf);
  const usual = Math.sqrt(atlas.width * atlas.height * aspect);
  const least = Math.max(0, ...shapes.map(({ width }) => width)) + 2 * gap;
  let best: { readonly places: readonly Point[]; readonly sea: Box; readonly scale: number } | undefined;
  for (const share of tries) {
    const { places } = layIslands(shapes, { width: Math.max(least, Math.round(usual * share)), gap });
    const sea = seaAround(shapes, places);
    const [left, top, right, bottom] = sea;
    const scale = Math.min(aspect / (right - left), 1 / (bottom - top));
    if (best === undefined || scale > best.scale) best = { places, sea, scale };
  }
  if (best === undefined || atlas.islands.length === 0) return atlas;
  const { places, sea } = best;
  const [left, top, right, bottom] = sea;
  return {
    ...atlas,
    width: right - left,
    height: bottom - top,
    islands: atlas.islands.map((island, index) => {
      const { x, y } = places[index]!;
      return moved(island, x - left - island.box[0], y - top - island.box[1]);
    }),
  };
}

/** What the islands take up, with a gap around them. */
function seaAround(shapes: readonly Shape[], places: readonly Point[]): Box {
  return [
    Math.min(...places.map(({ x }) => x)) - gap,
    Math.min(...places.map(({ y }) => y)) - gap,
    Math.max(...places.map(({ x }, index) => x + shapes[index]!.width)) + gap,
    Math.max(...places.map(({ y }, index) => y + shapes[index]!.height)) + gap,
  ];
}

function shapeOf({ coast, box: [left, top, right, bottom] }: Island): Shape {
  const columns: ([number, number] | undefined)[] = Array.from({ length: Math.ceil((right - left) / columnWidth) + 1 });
  const ring = pointsOf(coast);
  for (const [index, { x, y }] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    const steps = Math.ceil((Math.abs(next.x - x) / columnWidth) * 2) + 1;
    for (let step = 0; step < steps; step += 1) {
      const share = step / steps;
      const column = Math.floor((x + (next.x - x) * share - left) / columnWidth);
      const at = y + (next.y - y) * share - top;
      const known = columns[column];
      columns[column] = known ? [Math.min(known[0], at), Math.max(known[1], at)] : [at, at];
    }
  }
  return { width: right - left, height: bottom - top, columns };
}

function moved(island: Island, dx: number, dy: number): Island {
  const to = <Where extends Point>(where: Where): Where => ({ ...where, x: where.x + dx, y: where.y + dy });
  const [left, top, right, bottom] = island.box;
  return {
    ...island,
    coast: movedPath(island.coast, dx, dy),
    label: to(island.label),
    at: to(island.at),
    box: [left + dx, top + dy, right + dx, bottom + dy],
    parcels: island.parcels.map(({ path, at, label, ...parcel }): Parcel => ({
      ...parcel,
      path: movedPath(path, dx, dy),
      at: to(at),
      ...(label && { label: to(label) }),
    })),
  };
}

function movedPath(path: string, dx: number, dy: number): string {
  return pathOf(pointsOf(path).map(({ x, y }) => ({ x: tenth(x + dx), y: tenth(y + dy) })));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
