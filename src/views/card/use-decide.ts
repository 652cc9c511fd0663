import { useState } from 'react';
import type { CardId } from '#core/ids.ts';
import type { CardDecision } from '#state/card-decisions.ts';
import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { decideAndTell } from './decide.ts';

/** Writes a decision and offers to take it back. `decide` gives what kept it from being written, if anything did. */
export function useDecide(notices: NoticesStore, changed: (cards: readonly CardId[]) => void) {
  const services = useServices();
  const [failed, setFailed] = useState<StorageErrorCode>();
  async function decide(decision: CardDecision): Promise<StorageErrorCode | undefined> {
    const code = await decideAndTell(services, notices, decision, changed);
    setFailed(code);
    return code;
  }
  return { decide, failed };
}
