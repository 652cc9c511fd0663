import type { CardId } from '#core/ids.ts';
import { decideOn, type CardDecision } from '#state/card-decisions.ts';
import type { NoticesStore } from '#state/notices.ts';
import type { Services } from '#state/services.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { cardWords } from '#views/words/card.en.ts';

/** Writes a decision, says so, and offers to take it back. Gives what kept it from being written, if anything did. */
export async function decideAndTell(
  services: Services,
  notices: NoticesStore,
  decision: CardDecision,
  changed: (cards: readonly CardId[]) => void,
): Promise<StorageErrorCode | undefined> {
  const decided = await decideOn(services, decision);
  if (decided.kind === 'unsaved') return decided.code;
  const { tell } = notices.getState();
  const undo = async () => {
    const undone = await decided.undo();
    if (undone) changed(decided.cards);
    tell({
      kind: 'told',
      head: undone ? cardWords.undone : cardWords.notUndone,
      help: undone ? cardWords.undoneHelp : cardWords.notUndoneHelp,
    });
  };
  tell({ kind: 'undoable', head: cardWords.told[decision.kind], undo });
  changed(decided.cards);
  return undefined;
}
