import type { Card, DeckEntity } from '#core/decks/deck.ts';
import { isWithheld, ownNote } from '#core/decks/overlay.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { CardId, DeckId, EntityId, NoteId } from '#core/ids.ts';
import type { Schedule, Wording } from '#core/scheduling/schedule.ts';
import type { Instant } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { aboutCard, restingRow, scheduleOf } from '../rows.ts';
import type { ArchiveRow, EntityRow, ImportRow, NotebookRow, ScheduleRow } from '../rows.ts';
import { changeDays, dueMoved } from './change-days.ts';

/** A deck as its tables hold it, or what is kept of one that was removed. */
export type DeckRows = NonNullable<ImportRow['before']>;

export async function readRows(db: CardwrightDatabase, deck: DeckId): Promise<DeckRows | undefined> {
  const [notebook, entities, archive] = await Promise.all([
    db.notebooks.get(deck),
    db.entities.where('deck').equals(deck).toArray(),
    db.archive.where('deck').equals(deck).toArray(),
  ]);
  if (notebook === undefined) return archive.length === 0 ? undefined : { entities, archive };
  return { notebook, entities, archive };
}

/**
 * Puts one deck in place of another, within the transaction of whoever wants it so. What was learnt of a card stays, also
 * while the card is gone; nothing is written to the log. An undo takes cards that were never answered away altogether.
 */
export async function putDeck(
  db: CardwrightDatabase,
  id: DeckId,
  before: DeckRows | undefined,
  after: DeckRows | undefined,
  { instant, undoing }: { readonly instant: Instant; readonly undoing: boolean },
): Promise<void> {
  const [known, overlays] = await Promise.all([
    db.schedules.where('deck').equals(id).toArray(),
    db.overlays.where('deck').equals(id).toArray(),
  ]);
  const decided = new Map(overlays.map((overlay) => [overlay.id, overlay]));
  const rows = new Map(known.map((row) => [row.card, row]));
  const was = wordings([...(before?.entities ?? []), ...(before?.archive ?? [])], decided);
  const homes = new Map<CardId, EntityId>();
  const put = new Map<CardId, ScheduleRow>();
  const groups = after?.notebook?.groups ?? [];
  for (const { card, entity: page, note } of placesIn(after?.entities ?? [], overlays)) {
    const entity = page.id;
    const about = aboutCard(card, page, groups);
    const place = { card: card.id, note, entity, deck: id, position: card.position, about };
    const row = rows.get(card.id);
    const schedule: Schedule = row
      ? reworded({ ...scheduleOf(row), ...place }, was.get(card.id), wordingOf(card, decided.get(card.id)), instant)
      : { ...place, addedAt: instant, revision: 0, state: { kind: 'new' }, reps: 0, lapses: 0 };
    put.set(card.id, restingRow(schedule, { archived: false, withheld: isWithheld(decided.get(card.id)) }));
    homes.set(card.id, entity);
  }
  const archived = new Set(
    (after?.archive ?? []).flatMap(({ notes }) => notes.flatMap((note) => note.cards.map((card) => card.id))),
  );
  const forgotten: CardId[] = [];
  for (const row of known) {
    if (put.has(row.card)) continue;
    if (undoing && row.revision === 0 && !archived.has(row.card)) forgotten.push(row.card);
    else put.set(row.card, restingRow(scheduleOf(row), { archived: true, withheld: row.withheld === true }));
  }
  const due = known.flatMap((row) => dueMoved(id, row.dueDay, put.get(row.card)?.dueDay));
  const moved = overlays.flatMap((overlay) => {
    const entity = homes.get(overlay.id);
    return entity === undefined || entity === overlay.entity ? [] : [{ ...overlay, entity }];
  });
  const gone = goneFrom(before?.entities ?? [], after?.entities ?? []);
  const unarchived = goneFrom(before?.archive ?? [], after?.archive ?? []);
  await Promise.all([
    after?.notebook === undefined ? db.notebooks.delete(id) : db.notebooks.put(after.notebook),
    db.entities.bulkDelete(gone),
    db.entities.bulkPut([...(after?.entities ?? [])]),
    db.archive.bulkDelete(unarchived),
    db.archive.bulkPut([...(after?.archive ?? [])]),
    db.overlays.bulkPut(moved),
    db.schedules.bulkDelete(forgotten),
    db.schedules.bulkPut([...put.values()]),
    changeDays(db, due),
  ]);
}

interface Place {
  readonly card: Card;
  readonly note: NoteId;
  readonly entity: EntityRow;
}

/** Every card that has a schedule: compiled ones, dropped or not, and those that the learner wrote. */
function placesIn(entities: readonly EntityRow[], overlays: readonly CardOverlay[]): Place[] {
  return entities.flatMap((entity) => {
    const own = overlays.filter((overlay) => overlay.entity === entity.id).flatMap(ownNote);
    return [...entity.notes, ...own].flatMap((note) => note.cards.map((card) => ({ card, note: note.id, entity })));
  });
}

function wordings(
  entities: readonly (Pick<DeckEntity, 'notes'> | ArchiveRow)[],
  decided: ReadonlyMap<CardId, CardOverlay>,
): Map<CardId, Wording> {
  const cards = entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards));
  return new Map(cards.map((card) => [card.id, wordingOf(card, decided.get(card.id))]));
}

/** As the learner reads it: words of their own do not change when the compiled ones do. */
function wordingOf(card: Card, overlay: CardOverlay | undefined): Wording {
  return { front: overlay?.front ?? card.front, back: overlay?.back ?? card.back };
}

/** Keeps what was last answered until the new wording is; a card that says it again has not changed. */
function reworded({ changedFrom, ...schedule }: Schedule, was: Wording | undefined, is: Wording, at: Instant): Schedule {
  const answered = changedFrom ?? was;
  if (answered === undefined || schedule.state.kind === 'new' || isSame(answered, is)) return schedule;
  if (changedFrom !== undefined && was !== undefined && isSame(was, is)) return { ...schedule, changedFrom };
  return { ...schedule, changedFrom: { front: answered.front, back: answered.back, at } };
}

function isSame(a: Wording, b: Wording): boolean {
  return a.front === b.front && a.back === b.back;
}

function goneFrom<Row extends { readonly id: EntityId }>(before: readonly Row[], after: readonly Row[]): EntityId[] {
  const stays = new Set(after.map(({ id }) => id));
  return before.map(({ id }) => id).filter((id) => !stays.has(id));
}

export function withRevision(rows: DeckRows, revision: number): DeckRows {
  return rows.notebook === undefined ? rows : { ...rows, notebook: { ...rows.notebook, revision } satisfies NotebookRow };
}
