import { expect, test } from 'vitest';
import type { EntityStanding } from '#core/atlas/standing.ts';
import type { EntityId } from '#core/ids.ts';
import { packStandings, unpackStandings } from '#workers/packed-standings.ts';

test('how everything stands comes out of its packing as it went in, in its order', () => {
  const levels = [0, 1, 2, 3, 4] as const;
  const standings = new Map(
    levels.flatMap((level) =>
      [true, false].map((due, at): [EntityId, EntityStanding] => [
        `deck/${level} ${at}\n` as EntityId,
        { cards: 300 + level, met: 70_000 * level, recall: level / 7, level, due },
      ]),
    ),
  );
  const packed = structuredClone(packStandings(standings));
  expect([...unpackStandings(packed)]).toEqual([...standings]);
  expect([...unpackStandings(packStandings(new Map()))]).toEqual([]);
});
