import type { CardId } from './ids.ts';
import type { LogEntry } from './scheduling/entry.ts';
import type { Schedule, Wording } from './scheduling/schedule.ts';

/** A card with all that a table of cards tells of it, as the learner has it. */
export interface PlainCard extends Wording {
  readonly id: CardId;
  /** Titles and names, as they are read. */
  readonly deck: string;
  readonly category: string;
  readonly entity: string;
  readonly lines: readonly number[];
  readonly tags: readonly string[];
  readonly flag: number;
  readonly suspended: boolean;
  readonly schedule: Schedule;
}

/** An entry of the log, with the card that it is about where that is still in a deck. */
export interface PlainEntry {
  readonly entry: LogEntry;
  readonly deck?: string;
  readonly front?: string;
}
