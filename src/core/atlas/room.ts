import type { Point } from './atlas.ts';

/** A box of a height that lies in a shape, as wide as it can be there. */
export interface Room extends Point {
  readonly width: number;
}

const step = 3;

/** For boxes of a height: the widest that lies in the ring, for each middle that it can have. */
export function roomsIn(ring: readonly Point[], height: number): readonly Room[] {
  const [top, bottom] = [Math.min(...ring.map(({ y }) => y)), Math.max(...ring.map(({ y }) => y))];
  const rows: (readonly Span[])[] = [];
  for (let y = top; y <= bottom; y += step) rows.push(spansAt(ring, y));
  const half = Math.ceil(height / 2 / step);
  const rooms: Room[] = [];
  for (let row = half; row < rows.length - half; row += 1) {
    let span = widest(rows[row] ?? []);
    for (let other = row - half; span && other <= row + half; other += 1) {
      const here: Span = span;
      span = widest((rows[other] ?? []).map(([from, to]): Span => [Math.max(from, here[0]), Math.min(to, here[1])]));
    }
    if (span) rooms.push({ x: (span[0] + span[1]) / 2, y: top + row * step, width: span[1] - span[0] });
  }
  return rooms;
}

type Span = readonly [number, number];

function widest(spans: readonly Span[]): Span | undefined {
  let best: Span | undefined;
  for (const span of spans) if (span[1] > span[0] && (best === undefined || span[1] - span[0] > best[1] - best[0])) best = span;
  return best;
}

/** Where a line across lies in the ring. */
function spansAt(ring: readonly Point[], y: number): readonly Span[] {
  const crossings: number[] = [];
  for (const [index, here] of ring.entries()) {
    const next = ring[(index + 1) % ring.length]!;
    if (here.y <= y !== next.y <= y) crossings.push(here.x + ((y - here.y) / (next.y - here.y)) * (next.x - here.x));
  }
  crossings.sort((a, b) => a - b);
  return crossings.flatMap((from, index): Span[] => (index % 2 === 0 ? [[from, crossings[index + 1] ?? from]] : []));
}
