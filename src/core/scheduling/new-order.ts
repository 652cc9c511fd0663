import { hash32 } from '../random.ts';
import type { Moment } from '../time.ts';
import type { Options } from './options.ts';
import type { Schedule } from './schedule.ts';

// Used before the first paint: nothing here may lead to fsrs.ts.

/** New cards in the order of the learner's choice; `priority` is how they are gathered. Chance is the same all day. */
export function inNewOrder<Row extends Schedule>(fresh: readonly Row[], { day }: Moment, { newOrder }: Options): readonly Row[] {
  // Sorting keeps what is equal in its order: what was brought forward comes first in each.
  return ordered().toSorted((a, b) => Number(b.forward === true) - Number(a.forward === true));

  function ordered(): readonly Row[] {
    switch (newOrder) {
      case 'priority':
        return fresh;
      case 'last':
        return fresh.toReversed();
      case 'decks':
        return fresh.toSorted((a, b) => (a.deck === b.deck ? 0 : a.deck < b.deck ? -1 : 1));
      case 'chance':
        return fresh
          .map((row) => ({ row, chance: hash32(`${row.card} ${day} new`) }))
          .toSorted((a, b) => a.chance - b.chance)
          .map(({ row }) => row);
    }
  }
}
