import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Atlas, Island } from '#core/atlas/atlas.ts';
import { drawAtlas } from '#core/atlas/draw.ts';
import { fitAtlas } from '#core/atlas/fit.ts';
import { aSource, ringOf, sources } from '#tests/support/atlases.ts';

const aspect = 1 / 1.1;

/** How far the island, with all that belongs to it, was moved: undefined where not all of it went alike. */
function wayOf(before: Island, after: Island): readonly [number, number] | undefined {
  const paths = (island: Island) => [island.coast, ...island.parcels.map(({ path }) => path)].flatMap(ringOf);
  const [was, is] = [paths(before), paths(after)];
  const [x, y] = [after.at.x - before.at.x, after.at.y - before.at.y];
  // Written in tenths.
  const isAlike = was.every((one, at) => Math.abs(is[at]!.x - one.x - x) < 0.11 && Math.abs(is[at]!.y - one.y - y) < 0.11);
  return is.length === was.length && isAlike ? [x, y] : undefined;
}

function nearest(one: Island, other: Island): number {
  const [a, b] = [ringOf(one.coast), ringOf(other.coast)];
  return Math.min(...a.map((p) => Math.min(...b.map((q) => Math.hypot(p.x - q.x, p.y - q.y)))));
}

/** How large it is drawn in the frame. */
const scaleOf = ({ width, height }: Atlas) => Math.min(aspect / width, 1 / height);

test(
  'a map for a frame has the same islands, apart from each other and within the sea, and is drawn larger',
  { timeout: 20_000 },
  () => {
    fc.assert(
      fc.property(sources, (source) => {
        const atlas = drawAtlas(source);
        const fitted = fitAtlas(atlas, aspect);
        expect(fitted.islands.map(({ category }) => category)).toEqual(atlas.islands.map(({ category }) => category));
        for (const [index, island] of fitted.islands.entries()) {
          expect(wayOf(atlas.islands[index]!, island)).toBeDefined();
          const [left, top, right, bottom] = island.box;
          expect(Math.min(left, top)).toBeGreaterThan(8);
          expect(fitted.width - right).toBeGreaterThan(8);
          expect(fitted.height - bottom).toBeGreaterThan(8);
          for (const other of fitted.islands.slice(index + 1)) expect(nearest(island, other)).toBeGreaterThan(8);
        }
        expect(scaleOf(fitted)).toBeGreaterThan(scaleOf(atlas));
      }),
      { numRuns: 12 },
    );
  },
);

test('the same map fills the same frame alike', () => {
  const atlas = drawAtlas(aSource(7, 40, 8));
  expect(fitAtlas(atlas, aspect)).toEqual(fitAtlas(drawAtlas(aSource(7, 40, 8)), aspect));
});

test('a map of two islands in a row does not leave most of its frame to the sea', () => {
  const fitted = fitAtlas(drawAtlas(aSource(3, 12, 3)), aspect);
  const land = fitted.islands.reduce((sum, { box: [left, top, right, bottom] }) => sum + (right - left) * (bottom - top), 0);
  const frame = Math.max(fitted.width, fitted.height * aspect) * Math.max(fitted.height, fitted.width / aspect);
  expect(land / frame).toBeGreaterThan(0.4);
});
