import type { ConfusableGroup } from '../decks/deck.ts';
import type { EntityId } from '../ids.ts';
import type { Confusions } from './confusions.ts';

export interface ConfusionMatrix {
  /** Asked down and chosen across, the same in both. */
  readonly things: readonly EntityId[];
  /** Where another group begins: indexes into things. */
  readonly breaks: readonly number[];
  /** `times[asked][chosen]`; on the diagonal how often it was known. */
  readonly times: readonly (readonly number[])[];
}

/** More do not fit a phone: the rest stands as words beside it. */
const mostThings = 7;

/** Those of the strongest pairs, each beside its group. */
export function matrixOf({ pairs, confusions, known }: Confusions, groups: readonly ConfusableGroup[]): ConfusionMatrix {
  const chosen = new Set<EntityId>();
  for (const { pair } of pairs) if (new Set([...chosen, ...pair]).size <= mostThings) for (const one of pair) chosen.add(one);
  const groupOf = (entity: EntityId) => groups.findIndex(({ members, wide }) => !wide && members.includes(entity));
  const met = [...chosen];
  // Groups in the order in which the strongest pairs bring them; what is in none stands alone at the end.
  const order = [...new Set(met.map(groupOf))].toSorted((a, b) => Number(a < 0) - Number(b < 0));
  const things = order.flatMap((group) => met.filter((entity) => groupOf(entity) === group));
  const breaks = things.flatMap((entity, at) => (at > 0 && groupOf(entity) !== groupOf(things[at - 1]!) ? [at] : []));
  const times = things.map((asked) =>
    things.map((other) =>
      asked === other
        ? (known.get(asked) ?? 0)
        : confusions.filter((one) => one.asked === asked && one.chosen === other).reduce((sum, one) => sum + one.times, 0),
    ),
  );
  return { things, breaks, times };
}
