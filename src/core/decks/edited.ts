import type { Diagnostic } from '../diagnostic.ts';

/** What the open app is told under `npm run dev` when notes or curation of decks/<slug> were saved. */
export interface EditedDeck {
  readonly slug: string;
  /** Why they could not be compiled; absent where deck.json is what they say. */
  readonly failed?: Pick<Diagnostic, 'path' | 'line' | 'message' | 'help'>;
}
