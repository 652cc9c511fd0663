import { useState } from 'react';
import { decideOn, type CardDecision } from '#state/card-decisions.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { cardWords } from '#views/words/card.en.ts';

/** Writes a decision and offers to take it back. `decide` gives what kept it from being written, if anything did. */
export function useDecide(notices: NoticesStore, changed: () => void) {
  const services = useServices();
  const [failed, setFailed] = useState<StorageErrorCode>();
  async function decide(decision: CardDecision): Promise<StorageErrorCode | undefined> {
    const decided = await decideOn(services, decision);
    if (decided.kind === 'unsaved') {
      setFailed(decided.code);
      return decided.code;
    }
    setFailed(undefined);
    const { tell } = notices.getState();
    const undo = async () => {
      const undone = await decided.undo();
      if (undone) changed();
      tell({
        kind: 'told',
        head: undone ? cardWords.undone : cardWords.notUndone,
        help: undone ? cardWords.undoneHelp : cardWords.notUndoneHelp,
      });
    };
    tell({ kind: 'undoable', head: cardWords.told[decision.kind], undo });
    changed();
    return undefined;
  }
  return { decide, failed };
}
