import type { DeckId } from '../ids.ts';
import { countQueue } from './queue.ts';
import type { Queue, QueueCounts } from './queue.ts';
import type { Schedule } from './schedule.ts';

/** What today's queue holds of each deck; together they are what it holds. */
export function countByDeck({ learning, main }: Queue): ReadonlyMap<DeckId, QueueCounts> {
  const decks = new Set([...learning, ...main].map(({ deck }) => deck));
  return new Map([...decks].map((deck) => [deck, countQueue({ learning: of(deck, learning), main: of(deck, main) })]));
}

function of(deck: DeckId, schedules: readonly Schedule[]): readonly Schedule[] {
  return schedules.filter((schedule) => schedule.deck === deck);
}
