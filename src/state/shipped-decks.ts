import type { Deck } from '#core/decks/deck.ts';
import { shippedPictures } from './pictures.ts';
import type { Services, ShippedDeck } from './services.ts';

/** A deck that comes with the app, read but not put in. */
export interface OfferedDeck {
  readonly shipped: ShippedDeck;
  readonly deck: Deck;
  readonly notesText: string;
  readonly cards: number;
}

/** Those that can be fetched, in their order; rejects where none can. */
export async function loadDecks(decks: readonly ShippedDeck[]): Promise<readonly OfferedDeck[]> {
  const loaded = await Promise.allSettled(decks.map(async (shipped) => ({ shipped, ...(await shipped.load()) })));
  const there = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = loaded.find((one) => one.status === 'rejected');
  if (there.length === 0 && failed !== undefined) throw failed.reason;
  return there.map((one) => ({ ...one, cards: cardsOf(one.deck) }));
}

/** One transaction a deck; what is there already stays as it is. */
export async function addDecks({ storage, clock }: Services, decks: readonly OfferedDeck[]): Promise<void> {
  for (const { shipped, deck, notesText } of decks) {
    const pictures = await shippedPictures(shipped, { notesText });
    await (await storage()).installDeck(deck, notesText, clock.now(), pictures);
  }
}

function cardsOf({ entities }: Deck): number {
  return entities.reduce((sum, { notes }) => sum + notes.reduce((cards, note) => cards + note.cards.length, 0), 0);
}
