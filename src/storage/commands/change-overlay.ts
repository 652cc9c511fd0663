import { leechTag, markedTag } from '#core/deed.ts';
import type { Deed, Flag } from '#core/deed.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import { hash } from '#core/hash.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import { ownTags } from '#core/tags.ts';
import { normalise } from '#core/text.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { EntityRow, UndoStep } from '../rows.ts';
import { StorageError } from '../storage.ts';
import type { CardEdit, Decision, OwnCard } from '../storage.ts';
import { isSameOverlay, putOverlay, saysNothing } from './put-overlay.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** The learner's own words in place of the compiled ones, or those again; and their tags. */
export function editCard(writing: Writing, id: CardId, words: CardEdit): Promise<Decision> {
  return decide(writing, { kind: 'edit', card: id }, [id], (overlay, entity) => {
    const compiled = entity?.notes.flatMap(({ cards }) => cards).find((card) => card.id === id);
    const { front: _front, back: _back, tags, ...rest } = overlay;
    const front = words.front ?? overlay.front;
    const back = words.back ?? overlay.back;
    const others = (tags ?? []).filter((tag) => !ownTags(tags).includes(tag));
    const next = words.tags === undefined ? (tags ?? []) : [...new Set([...others, ...words.tags])].toSorted();
    return {
      ...rest,
      ...(next.length > 0 && { tags: next }),
      ...(front === undefined || front === compiled?.front ? {} : { front }),
      ...(back === undefined || back === compiled?.back ? {} : { back }),
    };
  });
}

export function suspendCard(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'suspend-card', card: id }, [id], (overlay) => ({ ...overlay, suspended: true }));
}

/** The card and its siblings. */
export function suspendNote(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'suspend-note', card: id }, 'note', (overlay) => ({ ...overlay, suspended: true }));
}

export function unsuspendCard(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'resume', card: id }, [id], ({ suspended: _suspended, ...overlay }) => overlay);
}

export function dropCard(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'drop', card: id }, [id], (overlay) => ({ ...overlay, dropped: true }));
}

export function restoreCard(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'restore', card: id }, [id], ({ dropped: _dropped, ...overlay }) => overlay);
}

/** 0 takes the flag away. */
export function flagCard(writing: Writing, id: CardId, flag: Flag | 0): Promise<Decision> {
  return decide(writing, { kind: 'flag', card: id, flag }, [id], ({ flag: _flag, ...overlay }) =>
    flag === 0 ? overlay : { ...overlay, flag },
  );
}

export function markCard(writing: Writing, id: CardId, marked: boolean): Promise<Decision> {
  return decide(writing, { kind: marked ? 'mark' : 'unmark', card: id }, [id], (overlay) => tagged(overlay, markedTag, marked));
}

/** The leech help was read, and the card is one like others again, until it lapses as often once more. */
export function untagLeech(writing: Writing, id: CardId): Promise<Decision> {
  return decide(writing, { kind: 'tag', card: id }, [id], (overlay) => tagged(overlay, leechTag, false));
}

/** A card that the learner writes about an entity; it is studied like any other. */
export function addCard(writing: Writing, { entity, front, back, lines }: OwnCard, { instant }: Moment): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const page = await db.entities.get(entity);
    if (page === undefined) throw new Error(`no entity ${entity}`);
    const id = await freeCardId(db, `o${hash(`${entity}\n${normalise(front)}`)}`);
    const position = Math.max(0, ...page.notes.flatMap(({ cards }) => cards.map((card) => card.position)));
    const after: CardOverlay = { id, deck: page.deck, entity, front, back, own: { lines, position, addedAt: instant } };
    await putOverlay(db, id, after);
    const undo = await recordDeed(writing, { kind: 'add', card: id }, [{ kind: 'overlay', id, after }]);
    return { card: id, cards: [id], undo };
  });
}

/** Under the entity that is asked, since a question may have no card. */
export function vetoDistractor(writing: Writing, asked: EntityId, alsoRight: EntityId): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const id = asked as string as CardId;
    const [before, page] = await Promise.all([db.overlays.get(id), db.entities.get(asked)]);
    if (page === undefined) throw new Error(`no entity ${asked}`);
    const vetoes = [...new Set([...(before?.vetoes ?? []), alsoRight])];
    const after: CardOverlay = { ...(before ?? { id, deck: page.deck, entity: asked }), vetoes };
    await db.overlays.put(after);
    const step = { kind: 'overlay', id, after, ...(before && { before }) } as const;
    return { card: id, cards: [], undo: await recordDeed(writing, { kind: 'veto', entity: asked }, [step]) };
  });
}

/** A tag put on a card, or taken off, each once and sorted. */
export function tagged({ tags = [], ...overlay }: CardOverlay, tag: string, on: boolean): CardOverlay {
  const others = tags.filter((each) => each !== tag);
  const next = on ? [...others, tag].toSorted() : others;
  return next.length === 0 ? overlay : { ...overlay, tags: next };
}

/** Changes the overlays of cards, in the transaction of whoever does it: what it takes to take that back. */
export async function changeOverlay(
  db: CardwrightDatabase,
  id: CardId,
  change: (overlay: CardOverlay, entity: EntityRow | undefined) => CardOverlay,
): Promise<UndoStep[]> {
  const [before, row] = await Promise.all([db.overlays.get(id), db.schedules.get(id)]);
  if (row === undefined) throw new StorageError('gone');
  const { entity, deck } = row;
  const made = change(before ?? { id, deck, entity }, await db.entities.get(entity));
  const after = saysNothing(made) ? undefined : made;
  if (isSameOverlay(before, after)) return [];
  await putOverlay(db, id, after);
  return [{ kind: 'overlay', id, ...(before && { before }), ...(after && { after }) }];
}

function decide(
  writing: Writing,
  deed: Extract<Deed, { readonly card: CardId }>,
  cards: readonly CardId[] | 'note',
  change: (overlay: CardOverlay, entity: EntityRow | undefined) => CardOverlay,
): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const steps: UndoStep[] = [];
    for (const card of cards === 'note' ? await siblingsOf(db, deed.card) : cards) {
      steps.push(...(await changeOverlay(db, card, change)));
    }
    const { card } = deed;
    // What is so already is nothing to take back.
    if (steps.length === 0) return { card, cards: [] };
    const changed = steps.flatMap((step) => (step.kind === 'overlay' ? [step.id] : []));
    return { card, cards: changed, undo: await recordDeed(writing, deed, steps) };
  });
}

/** All cards of a card's note, itself included. */
export async function siblingsOf(db: CardwrightDatabase, card: CardId): Promise<CardId[]> {
  const row = await db.schedules.get(card);
  if (row === undefined) throw new StorageError('gone');
  return db.schedules.where('note').equals(row.note).primaryKeys();
}

async function freeCardId(db: CardwrightDatabase, note: string): Promise<CardId> {
  for (let n = 1; ; n += 1) {
    const id = `${n === 1 ? note : `${note}-${n}`}.to-answer` as CardId;
    const [overlay, schedule] = await Promise.all([db.overlays.get(id), db.schedules.get(id)]);
    if (overlay === undefined && schedule === undefined) return id;
  }
}

function tablesOf(db: CardwrightDatabase) {
  return [db.entities, db.overlays, db.schedules, db.days, db.undo];
}
