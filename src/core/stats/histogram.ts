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
  const own = values.slice();
  const middle = total >> 1;
  const upper = nthOf(own, middle);
  // Below it lie those that are no greater, in no order.
  let lower = -Infinity;
  for (let at = 0; at < middle; at += 1) if (own[at]! > lower) lower = own[at]!;
  const median = total % 2 === 1 ? upper : (lower + upper) / 2;
  return { edges, counts, total, median };
}

/** The value of that place in order, by Hoare's selection: a hundred thousand need not be sorted for it. */
function nthOf(values: Float32Array | Uint16Array, place: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const value = values[left]!;
      values[left] = values[right]!;
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place]!;
}

/** Days, read at a glance from a day to years; from 21 on a card is mature. */
export const dayEdges = [0, 2, 3, 5, 8, 15, 21, 31, 61, 91, 181, 366, 731] as const;
