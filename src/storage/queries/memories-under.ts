import type { CardId, DeckId, EntryId } from '#core/ids.ts';
import { isSameMemory, memoryUnder } from '#core/scheduling/replay.ts';
import type { MemoryState } from '#core/scheduling/schedule.ts';
import { entriesOf } from '../backup/check.ts';
import { pagesOf } from '../backup/read-parts.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { ScheduleRow } from '../rows.ts';

/** Of which cards: of one deck, or of all but those decks that have a preset of their own. */
export type WhoseMemory = { readonly deck: DeckId } | { readonly without: readonly DeckId[] };

/** What computing memories anew would change. */
export interface Memories {
  readonly changed: readonly { readonly card: CardId; readonly memory: MemoryState }[];
  /** Cards that have a memory. */
  readonly of: number;
  /** How many of the changed ones hold longer than was thought. */
  readonly firmer: number;
  /** The log's last entry when it was read: what is answered since makes it old. */
  readonly upTo?: EntryId;
}

/** What every memory would be, had all its answers been made under these weights: a replay of the whole log, card by card. */
export async function memoriesUnder(
  db: CardwrightDatabase,
  weights: readonly number[],
  whose: WhoseMemory,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<Memories> {
  const upTo = (await db.log.toCollection().lastKey()) as EntryId | undefined;
  const all = await db.schedules.count();
  const changed: { card: CardId; memory: MemoryState }[] = [];
  let [done, of, firmer] = [0, 0, 0];
  for await (const page of pagesOf<ScheduleRow>(db, 'schedules')) {
    const rows = page.filter((row) => row.state.kind !== 'new' && isOf(row, whose));
    const entries = rows.length === 0 ? new Map() : await entriesOf(db, rows);
    for (const { card, state } of rows) {
      const memory = memoryUnder(entries.get(card) ?? [], weights);
      if (memory === undefined || state.kind === 'new') continue;
      of += 1;
      if (isSameMemory(memory, state.memory)) continue;
      changed.push({ card, memory });
      if (memory.stability > state.memory.stability) firmer += 1;
    }
    done += page.length;
    onProgress(done, all);
  }
  return { changed, of, firmer, ...(upTo && { upTo }) };
}

function isOf({ deck }: ScheduleRow, whose: WhoseMemory): boolean {
  return 'deck' in whose ? deck === whose.deck : !whose.without.includes(deck);
}
