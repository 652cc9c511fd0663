import type { CramEntry } from '#core/scheduling/entry.ts';
import type { Crammed } from '../storage.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

const longestMs = 60_000;

/** An answer that is kept in the log and moves nothing: neither the schedule nor the figures of the day. */
export function cramCard(writing: Writing, { card, rating, takenMs, moment }: Crammed): Promise<CramEntry> {
  const { db, device } = writing;
  return inTransaction(writing, [db.log, db.undo], async () => {
    const { instant, offsetMinutes, day } = moment;
    const entry: CramEntry = {
      id: await nextEntryId(writing, instant),
      kind: 'cram',
      card,
      instant,
      offsetMinutes,
      day,
      device,
      rating,
      takenMs: Math.min(longestMs, Math.max(0, Math.round(takenMs))),
    };
    await db.log.add(entry);
    await recordDeed(writing, { kind: 'cram', card, rating }, [{ kind: 'crammed', entry: entry.id, card }]);
    return entry;
  });
}
