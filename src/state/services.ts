import type { Deck } from '#core/decks/deck.ts';
import type { Moment } from '#core/time.ts';
import type { FirstLook } from '#storage/first-look.ts';
import type { Storage } from '#storage/storage.ts';

/** What main.tsx composes and everything above storage is handed. */
export interface Services {
  readonly clock: Clock;
  /** Chance, 0 inclusive to 2^32 exclusive; a test hands in a fixed one. */
  readonly seed: () => number;
  /** Read while React was loading; what the first screen is drawn from. */
  readonly firstLook: Promise<FirstLook>;
  /** Loads Dexie and ts-fsrs and opens the database, once; rejects with a StorageError. */
  readonly storage: () => Promise<Storage>;
  readonly shippedDecks: readonly ShippedDeck[];
}

export interface Clock {
  /** Read anew at each action, zone included. */
  now(): Moment;
}

export interface ShippedDeck {
  readonly slug: string;
  readonly load: () => Promise<{ readonly deck: Deck; readonly notesText: string }>;
}
