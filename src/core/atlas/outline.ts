import type { Point } from './atlas.ts';
import type { Cell } from './cells.ts';

/** The shapes of an island and of its parcels; each parcel's coast is the island's. */
export interface Outline {
  readonly coast: readonly Point[];
  /** In the order of the cells. */
  readonly parcels: readonly (readonly Point[])[];
}

/** Rounds of drawing each point of a coast towards the middle of its neighbours. */
const coastRounds = 7;
const borderRounds = 5;

/**
 * Cells drawn as land: their sides are finely divided, and the coast is rounded.
 * Neighbours have the points of their border in common, so that nothing gapes.
 */
export function outlineOf(cells: readonly Cell[], fineness: number): Outline {
  const points = new Map<string, { x: number; y: number }>();
  const own = new Set(cells.map(({ key }) => key));
  const next = new Map<string, string>();
  const borders: string[][] = [];
  const rings = cells.map(({ corners, across }) =>
    corners.flatMap((corner, index) => {
      const end = corners[(index + 1) % corners.length]!;
      const line = divided(corner, end, fineness, points);
      const isCoast = !own.has(across[index]!);
      if (isCoast) for (const [at, key] of line.entries()) next.set(key, line[at + 1] ?? end.key);
      else if (corner.key < end.key) borders.push([...line, end.key]);
      return line;
    }),
  );
  const ring = chained(next);
  for (let round = 0; round < coastRounds; round += 1) relax([...ring, ring[0]!, ring[1]!], points);
  for (let round = 0; round < borderRounds; round += 1) for (const border of borders) relax(border, points);
  return { coast: ring.map((key) => points.get(key)!), parcels: rings.map((keys) => keys.map((key) => points.get(key)!)) };
}

/** The points of a side but its last, the same from both ends. */
function divided(
  from: Point & { readonly key: string },
  to: Point & { readonly key: string },
  fineness: number,
  points: Map<string, { x: number; y: number }>,
): string[] {
  const [a, b] = from.key < to.key ? [from, to] : [to, from];
  const parts = Math.max(1, Math.round(Math.hypot(b.x - a.x, b.y - a.y) / fineness));
  const keys = Array.from({ length: parts + 1 }, (_, part) => {
    const key = part === 0 ? a.key : part === parts ? b.key : `${a.key}|${b.key}|${part}`;
    const share = part / parts;
    if (!points.has(key)) points.set(key, { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
    return key;
  });
  return (a === from ? keys : keys.toReversed()).slice(0, -1);
}

/** One round, from one that begins and ends where it began, with the ends left where they are. */
function relax(keys: readonly string[], points: ReadonlyMap<string, { x: number; y: number }>): void {
  const before = keys.map((key) => ({ ...points.get(key)! }));
  for (let index = 1; index < keys.length - 1; index += 1) {
    const [left, right, point] = [before[index - 1]!, before[index + 1]!, points.get(keys[index]!)!];
    point.x += 0.5 * ((left.x + right.x) / 2 - before[index]!.x);
    point.y += 0.5 * ((left.y + right.y) / 2 - before[index]!.y);
  }
}

/** An island has one coast: growth closes no lake. */
function chained(next: ReadonlyMap<string, string>): string[] {
  const [start] = next.keys();
  const ring: string[] = [];
  for (let key = start; key !== undefined && (ring.length === 0 || key !== start); key = next.get(key)) ring.push(key);
  if (ring.length !== next.size) throw new Error('an island has more than one coast');
  return ring;
}
