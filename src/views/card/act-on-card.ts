import { markedTag } from '#core/deed.ts';
import type { Flag } from '#core/deed.ts';
import type { CardId } from '#core/ids.ts';
import { findDecisions, type CardDecision } from '#state/card-decisions.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { Services } from '#state/services.ts';
import { cardWords } from '#views/words/card.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import type { CardAct, CardDialogName } from './card-keys.ts';
import { decideAndTell } from './decide.ts';

/** Acts that are done at once; the others open a dialog. */
export type QuickAct = Exclude<CardAct, CardDialogName | 'type'>;

/** Does what a key or the menu asks for, says so, and offers to take it back. */
export async function actOnCard(
  services: Services,
  notices: NoticesStore,
  card: CardId,
  act: QuickAct,
  changed: (cards: readonly CardId[]) => void,
): Promise<void> {
  const code = await decideAndTell(services, notices, await decisionOf(services, card, act), changed);
  if (code === undefined) return;
  notices.getState().tell({ kind: 'told', head: cardWords.unsaved, help: unsavedWords.why[code] });
}

/** The same flag or mark once more takes it away, as in Anki. */
async function decisionOf(services: Services, card: CardId, act: QuickAct): Promise<CardDecision> {
  switch (act) {
    case 'mark': {
      const marked = (await findDecisions(services, card))?.tags?.includes(markedTag);
      return { kind: marked ? 'unmark' : 'mark', card };
    }
    case 'bury':
    case 'bury-note':
    case 'suspend':
    case 'suspend-note':
    case 'reset':
    case 'drop':
      return { kind: act, card };
    default: {
      const flag = Number(act.slice('flag-'.length)) as Flag | 0;
      const is = (await findDecisions(services, card))?.flag;
      return { kind: 'flag', card, flag: flag === is ? 0 : flag };
    }
  }
}
