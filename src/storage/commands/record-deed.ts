import type { Deed } from '#core/deed.ts';
import type { UndoId } from '#core/ids.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { UndoRow, UndoStep } from '../rows.ts';
import type { Writing } from './writing.ts';

/** So many deeds can be taken back, also after a reload. */
export const undoDepth = 50;

export interface Undoing {
  /** This page, among those that are open on the database. */
  readonly page: string;
  /** The last deed before the page was opened: of what came after it, only its own is this page's to take back. */
  readonly since: UndoId;
  /** Something may be there to be done again; the next deed makes an end of that. */
  mayRedo: boolean;
}

/** In the transaction of what is done: how it is taken back. `last` is read along with what the deed itself reads. */
export async function recordDeed(
  writing: Writing,
  deed: Deed,
  steps: readonly UndoStep[],
  last: Promise<UndoId> | UndoId = lastDeed(writing.db),
): Promise<UndoId> {
  const { db, undoing } = writing;
  const id = ((await last) + 1) as UndoId;
  const oldest = (id - undoDepth) as UndoId;
  await Promise.all([
    db.undo.add({ id, page: undoing.page, deed, steps }),
    // Each id is given once, so that the one that falls out is all there is to forget.
    oldest > 0 && db.undo.delete(oldest),
    undoing.mayRedo && forgetUndone(writing),
  ]);
  return id;
}

/** 0 before the first. */
export async function lastDeed(db: CardwrightDatabase): Promise<UndoId> {
  return ((await db.undo.toCollection().lastKey()) ?? 0) as UndoId;
}

export function isOurs({ undoing }: Writing, { id, page }: UndoRow): boolean {
  return page === undoing.page || id <= undoing.since;
}

async function forgetUndone(writing: Writing): Promise<void> {
  const rows = await writing.db.undo.toArray();
  await writing.db.undo.bulkDelete(rows.filter((row) => row.undone && isOurs(writing, row)).map(({ id }) => id));
  writing.undoing.mayRedo = false;
}
