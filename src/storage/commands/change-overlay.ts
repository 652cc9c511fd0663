import { isWithheld, ownNoteId } from '#core/decks/overlay.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import { hash } from '#core/hash.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import type { Schedule, Wording } from '#core/scheduling/schedule.ts';
import { normalise } from '#core/text.ts';
import type { CardwrightDatabase } from '../database.ts';
import { restingRow, scheduleOf } from '../rows.ts';
import type { EntityRow } from '../rows.ts';
import type { OverlayChange, OverlayUndone, OwnCard } from '../storage.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** The learner's own words in place of the compiled ones, or those again. */
export function editCard(writing: Writing, id: CardId, words: Partial<Wording>): Promise<OverlayChange> {
  return decide(writing, id, (overlay, entity) => {
    const compiled = entity?.notes.flatMap(({ cards }) => cards).find((card) => card.id === id);
    const { front: _front, back: _back, ...rest } = overlay;
    const front = words.front ?? overlay.front;
    const back = words.back ?? overlay.back;
    return {
      ...rest,
      ...(front === undefined || front === compiled?.front ? {} : { front }),
      ...(back === undefined || back === compiled?.back ? {} : { back }),
    };
  });
}

export function suspendCard(writing: Writing, id: CardId): Promise<OverlayChange> {
  return decide(writing, id, (overlay) => ({ ...overlay, suspended: true }));
}

export function unsuspendCard(writing: Writing, id: CardId): Promise<OverlayChange> {
  return decide(writing, id, ({ suspended: _suspended, ...overlay }) => overlay);
}

export function dropCard(writing: Writing, id: CardId): Promise<OverlayChange> {
  return decide(writing, id, (overlay) => ({ ...overlay, dropped: true }));
}

export function restoreCard(writing: Writing, id: CardId): Promise<OverlayChange> {
  return decide(writing, id, ({ dropped: _dropped, ...overlay }) => overlay);
}

/** A card that the learner writes about an entity; it is studied like any other. */
export function addCard(writing: Writing, { entity, front, back, lines }: OwnCard): Promise<OverlayChange> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const page = await db.entities.get(entity);
    if (page === undefined) throw new Error(`no entity ${entity}`);
    const id = await freeCardId(db, `o${hash(`${entity}\n${normalise(front)}`)}`);
    const position = Math.max(0, ...page.notes.flatMap(({ cards }) => cards.map((card) => card.position)));
    const after: CardOverlay = { id, deck: page.deck, entity, front, back, own: { lines, position } };
    await put(db, id, after);
    return { id, after };
  });
}

/** Under the entity that is asked, since a question may have no card. */
export function vetoDistractor(writing: Writing, asked: EntityId, alsoRight: EntityId): Promise<OverlayChange> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const id = asked as string as CardId;
    const [before, page] = await Promise.all([db.overlays.get(id), db.entities.get(asked)]);
    if (page === undefined) throw new Error(`no entity ${asked}`);
    const vetoes = [...new Set([...(before?.vetoes ?? []), alsoRight])];
    const after: CardOverlay = { ...(before ?? { id, deck: page.deck, entity: asked }), vetoes };
    await db.overlays.put(after);
    return { id, ...(before && { before }), after };
  });
}

/** Takes a decision back, unless another one was taken about the same card since. */
export function undoOverlay(writing: Writing, { id, before, after }: OverlayChange): Promise<OverlayUndone> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const now = await db.overlays.get(id);
    if (!isSame(now, after)) return { kind: 'moved' };
    await put(db, id, before);
    return { kind: 'undone' };
  });
}

function decide(
  writing: Writing,
  id: CardId,
  change: (overlay: CardOverlay, entity: EntityRow | undefined) => CardOverlay,
): Promise<OverlayChange> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const [before, row] = await Promise.all([db.overlays.get(id), db.schedules.get(id)]);
    if (row === undefined) throw new Error(`no schedule of card ${id}`);
    const { entity, deck } = row;
    const made = change(before ?? { id, deck, entity }, await db.entities.get(entity));
    const after = saysNothing(made) ? undefined : made;
    await put(db, id, after);
    return { id, ...(before && { before }), ...(after && { after }) };
  });
}

/** The overlay, and the card's schedule as it follows from it: in its indexes and the counts of its day, or in none. */
async function put(db: CardwrightDatabase, id: CardId, overlay: CardOverlay | undefined): Promise<void> {
  const row = await db.schedules.get(id);
  await (overlay === undefined ? db.overlays.delete(id) : db.overlays.put(overlay));
  const schedule = row ? scheduleOf(row) : overlay && ownSchedule(overlay);
  if (schedule === undefined) return;
  const left = overlay === undefined && isOwn(id);
  // A card that was written a moment ago and never answered goes with its overlay; any other keeps its history.
  if (left && schedule.revision === 0) await db.schedules.delete(id);
  const archived = row?.archived === true || left;
  const next = restingRow(schedule, { archived, withheld: isWithheld(overlay) });
  if (!left || schedule.revision > 0) await db.schedules.put(next);
  await changeDays(db, dueMoved(schedule.deck, row?.dueDay, next.dueDay));
}

function ownSchedule({ id, deck, entity, own }: CardOverlay): Schedule | undefined {
  if (own === undefined) return undefined;
  const { position } = own;
  return { card: id, note: ownNoteId(id), entity, deck, position, revision: 0, state: { kind: 'new' }, reps: 0, lapses: 0 };
}

function isOwn(id: CardId): boolean {
  return /^o\w{14}/.test(id);
}

async function freeCardId(db: CardwrightDatabase, note: string): Promise<CardId> {
  for (let n = 1; ; n += 1) {
    const id = `${n === 1 ? note : `${note}-${n}`}.to-answer` as CardId;
    const [overlay, schedule] = await Promise.all([db.overlays.get(id), db.schedules.get(id)]);
    if (overlay === undefined && schedule === undefined) return id;
  }
}

function saysNothing({ id: _id, deck: _deck, entity: _entity, ...decided }: CardOverlay): boolean {
  return Object.keys(decided).length === 0;
}

/** Whatever the order of the keys. */
function isSame(a: CardOverlay | undefined, b: CardOverlay | undefined): boolean {
  const told = (overlay: CardOverlay | undefined) =>
    JSON.stringify(Object.entries(overlay ?? {}).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  return told(a) === told(b);
}

function tablesOf(db: CardwrightDatabase) {
  return [db.entities, db.overlays, db.schedules, db.days];
}
