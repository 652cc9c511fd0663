import type { EditedDeck } from '#core/decks/edited.ts';
import { takeEditedDeck } from '#state/edited-deck.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { Services } from '#state/services.ts';
import { devWords } from '#views/words/dev.en.ts';
import { deckEdited } from './deck-edited.ts';

/** What is saved in decks/ is put in place while the app is open, and what is wrong with it is told. */
export function followDecks(
  listen: (hear: (edited: EditedDeck) => void) => void,
  services: Services,
  notices: NoticesStore,
): void {
  const { tell, dismiss } = notices.getState();
  async function take({ slug, failed }: EditedDeck): Promise<void> {
    if (failed !== undefined) {
      const { path, line, message, help } = failed;
      tell({ kind: 'told', head: devWords.failed(path, line), help: help === undefined ? message : `${message} ${help}` });
      return;
    }
    dismiss('told');
    if (await takeEditedDeck(services, slug)) dispatchEvent(new Event(deckEdited));
  }
  listen((edited) => void take(edited));
}
