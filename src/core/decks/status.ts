import { STATUS_KINDS } from './deck.ts';
import type { Card, Correction, DeckEntity } from './deck.ts';

// Used with the first card: nothing heavy here.

export type StatusKind = (typeof STATUS_KINDS)[number];

/** What became of an entity since the notes were written; it stands on each of its cards. */
export function statusOf({ corrections = [] }: Pick<DeckEntity, 'corrections'>): readonly Correction[] {
  return corrections.filter(isStatus);
}

/** What is put right about the facts of a card. */
export function correctionsOf(card: Card, { corrections = [] }: Pick<DeckEntity, 'corrections'>): readonly Correction[] {
  return corrections.filter((one) => !isStatus(one) && card.corrections?.includes(one.id));
}

export function isStatus({ kind }: Correction): boolean {
  return (STATUS_KINDS as readonly string[]).includes(kind);
}
