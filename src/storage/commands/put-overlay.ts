import { isWithheld, ownNoteId } from '#core/decks/overlay.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { CardId } from '#core/ids.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { CardwrightDatabase } from '../database.ts';
import { restingRow, scheduleOf } from '../rows.ts';
import { changeDays, dueMoved } from './change-days.ts';

/** The overlay, and the card's schedule as it follows from it: in its indexes and the counts of its day, or in none. */
export async function putOverlay(db: CardwrightDatabase, id: CardId, overlay: CardOverlay | undefined): Promise<void> {
  const row = await db.schedules.get(id);
  await (overlay === undefined ? db.overlays.delete(id) : db.overlays.put(overlay));
  const schedule = row ? scheduleOf(row) : overlay && (await ownSchedule(db, overlay));
  if (schedule === undefined) return;
  const left = overlay === undefined && isOwn(id);
  // A card that was written a moment ago and never answered goes with its overlay; any other keeps its history.
  if (left && schedule.revision === 0) await db.schedules.delete(id);
  const archived = row?.archived === true || left;
  const next = restingRow(schedule, { archived, withheld: isWithheld(overlay) });
  if (!left || schedule.revision > 0) await db.schedules.put(next);
  await changeDays(db, dueMoved(schedule.deck, row?.dueDay, next.dueDay));
}

async function ownSchedule(db: CardwrightDatabase, { id, deck, entity, own }: CardOverlay): Promise<Schedule | undefined> {
  if (own === undefined) return undefined;
  const { position, addedAt } = own;
  const kin = await db.schedules.where('entity').equals(entity).first();
  const { needs: _needs, ...about } = kin?.about ?? {};
  const place = { card: id, note: ownNoteId(id), entity, deck, position, ...('category' in about && { about }) };
  return { ...place, ...(addedAt !== undefined && { addedAt }), revision: 0, state: { kind: 'new' }, reps: 0, lapses: 0 };
}

function isOwn(id: CardId): boolean {
  return /^o\w{14}/.test(id);
}

/** Whatever the order of the keys. */
export function isSameOverlay(a: CardOverlay | undefined, b: CardOverlay | undefined): boolean {
  const told = (overlay: CardOverlay | undefined) =>
    JSON.stringify(Object.entries(overlay ?? {}).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return told(a) === told(b);
}

export function saysNothing({ id: _id, deck: _deck, entity: _entity, ...decided }: CardOverlay): boolean {
  return Object.keys(decided).length === 0;
}
