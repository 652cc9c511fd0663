/** How many values fall between edges. */
export interface Histogram {
  /** Each from its own edge (included) up to the next; the last has no end. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly total: number;
  /** Of the values themselves; undefined where there are none. */
  readonly median?: number;
}

export function histogramOf(values: Float32Array | Uint16Array, edges: readonly number[]): Histogram {
  const counts = edges.map(() => 0);
  for (const value of values) {
    let place = edges.length - 1;
    while (place > 0 && value < edges[place]!) place -= 1;
    counts[place]! += 1;
  }
  const total = values.length;
  if (total === 0) return { edges, counts, total };
  const sorted = values.toSorted();
  const middle = total >> 1;
  const median = total % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { edges, counts, total, median };
}

/** Days, read at a glance from a day to years; from 21 on a card is mature. */
export const dayEdges = [0, 2, 3, 5, 8, 15, 21, 31, 61, 91, 181, 366, 731] as const;
