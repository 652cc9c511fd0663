import type { EntityStanding } from '#core/atlas/standing.ts';
import type { EntityId } from '#core/ids.ts';
import type { Level } from '#core/stats/level.ts';

/**
 * How everything stands, as one worker tells it: tens of thousands of objects would take the screen longer to read than a frame
 * or three last.
 */
export interface PackedStandings {
  readonly ids: readonly EntityId[];
  readonly cards: Uint32Array;
  readonly met: Uint32Array;
  readonly recall: Float64Array;
  /** The level, and 8 more for what is due. */
  readonly marks: Uint8Array;
}

const dueMark = 8;

export function packStandings(standings: ReadonlyMap<EntityId, EntityStanding>): PackedStandings {
  const all = [...standings.values()];
  return {
    ids: [...standings.keys()],
    cards: Uint32Array.from(all, ({ cards }) => cards),
    met: Uint32Array.from(all, ({ met }) => met),
    recall: Float64Array.from(all, ({ recall }) => recall),
    marks: Uint8Array.from(all, ({ level, due }) => level + (due ? dueMark : 0)),
  };
}

export function unpackStandings({ ids, cards, met, recall, marks }: PackedStandings): Map<EntityId, EntityStanding> {
  return new Map(
    ids.map((id, at) => [
      id,
      {
        cards: cards[at]!,
        met: met[at]!,
        recall: recall[at]!,
        level: (marks[at]! % dueMark) as Level,
        due: marks[at]! >= dueMark,
      },
    ]),
  );
}
