import * as fc from 'fast-check';
import type { Deck } from '#core/decks/deck.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { Moment } from '#core/time.ts';
import type { Storage } from '#storage/storage.ts';
import { cardsOf } from './decks.ts';
import { later } from './moments.ts';
import { answer } from './storage.ts';

/** What a learner does with a deck, at random. `many` is of more answers than there are commands kept one by one. */
export type What = 'answer' | 'many' | 'undo' | 'redo' | 'suspend' | 'remove' | 'install';

export interface Act {
  readonly what: What;
  /** Its place in the deck, as often round as it takes. */
  readonly card: number;
  readonly rating: Rating;
  /** Since the act before. */
  readonly minutes: number;
}

const many = 25;

/** Of what is named twice there is more. */
export function someActs(whats: readonly What[], { most, mostMinutes }: { readonly most: number; readonly mostMinutes: number }) {
  const act = fc.record({
    what: fc.constantFrom(...whats),
    card: fc.nat({ max: 1_000 }),
    rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    minutes: fc.integer({ min: 1, max: mostMinutes }),
  });
  return fc.array(act, { minLength: 1, maxLength: most });
}

/** Does it, where it can be done: a card that is suspended, or not there any more, is not answered. */
export async function doAct(storage: Storage, deck: Deck, { what, card, rating }: Act, moment: Moment): Promise<void> {
  const cards = cardsOf(deck);
  const { id } = cards[card % cards.length]!;
  const row = await storage.db.schedules.get(id);
  const isThere = row !== undefined && row.archived !== true;
  const [asked] = await storage.gatherCards([id]);
  switch (what) {
    case 'answer':
      if (asked !== undefined) await answer(storage, id, rating, { moment });
      return;
    case 'many':
      if (asked === undefined) return;
      for (let count = 0; count < many; count += 1) {
        await answer(storage, id, rating, { moment: later(moment, count) });
      }
      return;
    case 'undo':
      await storage.undo(moment);
      return;
    case 'redo':
      await storage.redo(moment);
      return;
    case 'suspend':
      if (isThere) await storage.suspendCard(id);
      return;
    case 'remove':
      if (isThere) await storage.removeDeck(deck.id, moment);
      return;
    case 'install':
      if (!isThere) await storage.installDeck(deck, '# Notes', moment);
  }
}
