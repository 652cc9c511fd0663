import { randomFrom } from '../random.ts';
import type { Point } from './atlas.ts';

/** How far waves move the land, and how long they are. */
const waves = [
  { by: 3.6, long: 140 },
  { by: 1.7, long: 58 },
  { by: 0.8, long: 27 },
  { by: 0.4, long: 14 },
] as const;
const ofEach = 3;

const field = (() => {
  const chance = randomFrom(1861);
  return waves.flatMap(({ by, long }) =>
    Array.from({ length: ofEach }, () => {
      const angle = chance() * 2 * Math.PI;
      const turn = (2 * Math.PI) / long;
      return {
        by,
        kx: turn * Math.cos(angle),
        ky: turn * Math.sin(angle),
        px: chance() * 2 * Math.PI,
        py: chance() * 2 * Math.PI,
      };
    }),
  );
})();

/** The one field of waves that bends all coasts and borders; each island lies elsewhere in it. */
export function bendFrom(origin: Point): (point: Point) => Point {
  return ({ x, y }) => {
    let [bx, by] = [x, y];
    for (const wave of field) {
      const phase = wave.kx * (x + origin.x) + wave.ky * (y + origin.y);
      bx += wave.by * Math.sin(phase + wave.px);
      by += wave.by * Math.sin(phase + wave.py);
    }
    return { x: bx, y: by };
  };
}
