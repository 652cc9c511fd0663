import { expect, test } from 'vitest';
import { drawAtlas } from '#core/atlas/draw.ts';
import { parcelAt, pathOf, pointsOf } from '#core/atlas/path.ts';
import { aSource } from '#tests/support/atlases.ts';

test('what lies at a place of the map is the parcel whose land is there', () => {
  const atlas = drawAtlas(aSource(7, 40, 3));
  const parcels = atlas.islands.flatMap((island) => island.parcels);
  expect(parcels.map(({ at }) => parcelAt(atlas, at)?.entity)).toEqual(parcels.map(({ entity }) => entity));
  for (const [x, y] of [
    [-5, -5],
    [atlas.width + 5, atlas.height / 2],
    [0, 0],
  ] as const)
    expect(parcelAt(atlas, { x, y })).toBeUndefined();
});

test('a bay of a parcel is not its land', () => {
  const horseshoe = [0, 0, 30, 0, 30, 30, 20, 30, 20, 10, 10, 10, 10, 30, 0, 30];
  const corners = Array.from({ length: horseshoe.length / 2 }, (_, at) => ({ x: horseshoe[at * 2]!, y: horseshoe[at * 2 + 1]! }));
  const path = pathOf(corners);
  expect(pointsOf(path)).toEqual(corners);
  const drawn = drawAtlas(aSource(7, 3, 1));
  const [island] = drawn.islands;
  const alone = {
    ...drawn,
    islands: [
      { ...island!, box: [0, 0, 30, 30] as const, coast: 'M0 0L30 0L30 30L0 30Z', parcels: [{ ...island!.parcels[0]!, path }] },
    ],
  };
  const isThere = (x: number, y: number) => parcelAt(alone, { x, y }) !== undefined;
  expect([isThere(5, 20), isThere(25, 20), isThere(15, 5), isThere(15, 20), isThere(15, 29)]).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
