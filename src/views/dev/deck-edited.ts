/** Told to the window under `npm run dev`: a deck was edited and is in place. */
export const deckEdited = 'deck-edited';
