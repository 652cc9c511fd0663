import type { Card } from '#core/decks/deck.ts';
import { isWithheld, ownNote } from '#core/decks/overlay.ts';
import type { CardId, DeckId, EntityId, NoteId, PresetId } from '#core/ids.ts';
import type { JournalChange } from '#core/journal/record.ts';
import { hash32 } from '#core/random.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { voidedBy } from '#core/scheduling/replay.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Instant } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { keyText, quarantineRow, rowOf } from '../quarantine.ts';
import type { QuarantineRow } from '../quarantine.ts';
import { aboutCard, restingRow } from '../rows.ts';
import type {
  ArchiveRow,
  EntityRow,
  HandleRow,
  ImportRow,
  LogRow,
  NotebookRow,
  OverlayRow,
  PresetRow,
  ScheduleRow,
} from '../rows.ts';
import { findCopies } from './copies.ts';
import type { Copies, OtherStore } from './copies.ts';
import { backedUp, keyOf, pagesOf } from './read-parts.ts';

/** One row that is not as it should be, and what becomes of it when it is mended. */
export interface Damage {
  readonly table: string;
  readonly key: string;
  readonly what:
    /** Not what a row of its table can be. */
    | 'wrong'
    /** Of a later version of the app. */
    | 'newer'
    | 'missing'
    /** The same twice, under two keys. */
    | 'double'
    /** A schedule whose card is in no deck. */
    | 'homeless'
    /** Set aside earlier, and sound by what this version knows. */
    | 'readable';
  readonly becomes:
    /** As the other store has it. */
    | 'copied'
    /** Made anew, from the deck and by replaying the log. */
    | 'replayed'
    /** Counted anew. */
    | 'counted'
    /** Kept in the quarantine. */
    | 'aside'
    /** Taken out of the quarantine, to its place. */
    | 'back'
    /** Only this browser could use it. */
    | 'dropped'
    /** Nothing here can make it again. */
    | 'told';
}

export interface DamageFound {
  readonly damages: readonly Damage[];
  /** What mends them, as far as it can be done. */
  readonly changes: readonly JournalChange[];
}

/** What is wrong with a row of a table; undefined for a sound one. */
export type JudgeRow = (table: string, row: object) => 'wrong' | 'newer' | undefined;

interface Home {
  readonly card: Card;
  readonly note: NoteId;
  readonly page: EntityRow;
  readonly own?: true;
}

/** What the sound rows tell of each other. */
interface Known {
  readonly groups: Map<DeckId, NotebookRow['groups']>;
  readonly pages: Map<EntityId, EntityRow>;
  readonly archived: Set<CardId>;
  readonly overlays: Map<CardId, OverlayRow>;
  readonly schedules: Map<CardId, Pick<ScheduleRow, 'entity' | 'archived'>>;
  /** When the first card of each page came. */
  readonly added: Map<EntityId, Instant>;
  /** Damaged ones, by the text of their key. */
  readonly badSchedules: Map<string, Bad>;
  readonly presets: Set<PresetId>;
  /** That notebooks show, and that the undo of an import needs. */
  readonly pictures: Set<string>;
  readonly quarantined: QuarantineRow[];
  /** Cards that may have an entry twice. */
  readonly suspects: Set<CardId>;
  readonly seenEntries: Set<number>;
}

/** Looks at every row, by itself and beside the others. Nothing is changed: what would mend it is handed back as a plan. */
export async function findDamage(
  db: CardwrightDatabase,
  judge: JudgeRow,
  now: number,
  sequence: number,
  other?: OtherStore,
  onRows: (of: 'rows' | 'copies', done: number) => void = () => undefined,
): Promise<DamageFound> {
  const known: Known = {
    groups: new Map(),
    pages: new Map(),
    archived: new Set(),
    overlays: new Map(),
    schedules: new Map(),
    added: new Map(),
    badSchedules: new Map(),
    presets: new Set(),
    pictures: new Set(),
    quarantined: [],
    suspects: new Set(),
    seenEntries: new Set(),
  };
  const bad = new Map<string, Bad>();
  let done = 0;
  for (const table of [...backedUp, 'handles']) {
    const { keyPath } = db.table(table).schema.primKey;
    for await (const rows of pagesOf(db, table)) {
      onRows('rows', (done += rows.length));
      for (const row of rows) {
        const fault = table === 'handles' ? judgeHandle(row) : judge(table, row);
        if (fault === undefined) note(known, table, row);
        else {
          const key = keyOf(row, keyPath!);
          bad.set(`${table} ${keyText(key)}`, { table, key, row, fault });
        }
      }
    }
  }
  const copies: Copies = other
    ? await findCopies(
        db,
        other,
        (table, key) => bad.has(`${table} ${key}`),
        sequence,
        (rows) => onRows('copies', rows),
      )
    : new Map<string, ReadonlyMap<string, object>>();
  const plan = new Plan(db, now);
  putCopies(plan, copies, bad, known, judge);
  for (const one of bad.values()) setAside(plan, one, known);
  putBack(plan, known, judge, bad);
  if (!known.presets.has(defaultPreset.id) && (await isNamed(db, defaultPreset.id))) {
    plan.put('presets', defaultPreset, 'missing', 'copied');
  }
  const homes = homesOf(plan, known);
  compareCards(plan, homes, known);
  await findStrays(plan, db, homes, known);
  await findDoubles(plan, db, known, bad);
  findMissing(plan, known);
  return plan.found();
}

interface Bad {
  readonly table: string;
  readonly key: unknown;
  readonly row: object;
  readonly fault: 'wrong' | 'newer';
}

class Plan {
  readonly damages: Damage[] = [];
  private readonly puts = new Map<string, object[]>();
  private readonly deletes = new Map<string, unknown[]>();
  private readonly db: CardwrightDatabase;
  private readonly now: number;

  constructor(db: CardwrightDatabase, now: number) {
    this.db = db;
    this.now = now;
  }

  keyOf(table: string, row: object): unknown {
    return keyOf(row, this.db.table(table).schema.primKey.keyPath!);
  }

  put(table: string, row: object, what: Damage['what'], becomes: Damage['becomes']): void {
    addTo(this.puts, table, row);
    this.tell(table, this.keyOf(table, row), what, becomes);
  }

  aside(table: string, row: object, why: QuarantineRow['why'], key: unknown = this.keyOf(table, row)): void {
    addTo(this.deletes, table, key);
    addTo(this.puts, 'quarantine', quarantineRow(table, row, why, key, this.now));
    this.tell(table, key, why, 'aside');
  }

  drop(table: string, key: unknown): void {
    addTo(this.deletes, table, key);
  }

  tell(table: string, key: unknown, what: Damage['what'], becomes: Damage['becomes']): void {
    this.damages.push({ table, key: keyText(key), what, becomes });
  }

  /** What is taken out first: a row may be put at a place that has just been made free. */
  found(): DamageFound {
    return {
      damages: this.damages,
      changes: [
        ...[...this.deletes].map(([table, keys]) => ({ table, delete: keys })),
        ...[...this.puts].map(([table, rows]) => ({ table, put: rows })),
      ],
    };
  }
}

function addTo<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}

function judgeHandle(row: object): 'wrong' | undefined {
  const { folder } = row as Partial<HandleRow>;
  return typeof folder === 'object' && folder !== null ? undefined : 'wrong';
}

function note(known: Known, table: string, row: object): void {
  switch (table) {
    case 'notebooks': {
      const { id, groups, mediaIds = [] } = row as NotebookRow;
      known.groups.set(id, groups);
      for (const picture of mediaIds) known.pictures.add(picture);
      return;
    }
    case 'imports':
      for (const picture of (row as ImportRow).mediaIds ?? []) known.pictures.add(picture);
      return;
    case 'entities':
      known.pages.set((row as EntityRow).id, row as EntityRow);
      return;
    case 'archive':
      for (const each of (row as ArchiveRow).notes) for (const card of each.cards) known.archived.add(card.id);
      return;
    case 'overlays':
      known.overlays.set((row as OverlayRow).id, row as OverlayRow);
      return;
    case 'presets':
      known.presets.add((row as PresetRow).id);
      return;
    case 'schedules': {
      const { card, entity, archived, addedAt } = row as ScheduleRow;
      known.schedules.set(card, { entity, ...(archived && { archived }) });
      if (addedAt !== undefined) known.added.set(entity, Math.min(addedAt, known.added.get(entity) ?? addedAt) as Instant);
      return;
    }
    case 'log': {
      const { card, instant } = row as LogRow;
      // A fingerprint: of a million entries their texts would fill the memory. Whoever shares one is looked at closely.
      const print = hash32(`${card} ${instant}`);
      if (known.seenEntries.has(print)) known.suspects.add(card);
      known.seenEntries.add(print);
      return;
    }
    case 'quarantine':
      known.quarantined.push(row as QuarantineRow);
  }
}

function putCopies(plan: Plan, copies: Copies, bad: Map<string, Bad>, known: Known, judge: JudgeRow): void {
  for (const [table, rows] of copies) {
    for (const [key, row] of rows) {
      const place = `${table} ${key}`;
      const damaged = bad.get(place);
      // Of pictures, only what is still shown is missing.
      if (judge(table, row) !== undefined || (table === 'media' && !known.pictures.has(key))) continue;
      if (damaged === undefined && table === 'quarantine') continue;
      plan.put(table, row, damaged?.fault ?? 'missing', 'copied');
      bad.delete(place);
      note(known, table, row);
    }
  }
}

function setAside(plan: Plan, { table, key, row, fault }: Bad, known: Known): void {
  switch (table) {
    case 'days':
      plan.drop(table, key);
      return plan.tell(table, key, fault, 'counted');
    case 'handles':
      plan.drop(table, key);
      return plan.tell(table, key, fault, 'dropped');
    case 'schedules':
      // Made again below, where its card is in a deck.
      known.badSchedules.set(keyText(key), { table, key, row, fault });
      return;
    case 'presets':
      if (key === defaultPreset.id) {
        known.presets.add(defaultPreset.id);
        return plan.put(table, defaultPreset, fault, 'copied');
      }
  }
  plan.aside(table, row, fault, key);
}

/** What an earlier version set aside and this one can read. */
function putBack(plan: Plan, known: Known, judge: JudgeRow, bad: ReadonlyMap<string, Bad>): void {
  for (const aside of known.quarantined) {
    if (aside.why !== 'newer' && aside.why !== 'wrong') continue;
    const row = rowOf(aside);
    if (row === undefined || aside.table === 'schedules' || judge(aside.table, row) !== undefined) continue;
    if (keyText(plan.keyOf(aside.table, row)) !== aside.key || bad.has(`${aside.table} ${aside.key}`)) continue;
    plan.drop('quarantine', aside.id);
    plan.put(aside.table, row, 'readable', 'back');
    note(known, aside.table, row);
  }
}

async function isNamed(db: CardwrightDatabase, preset: PresetId): Promise<boolean> {
  const settings = await db.settings.toArray();
  if (settings.some(({ key, value }) => key.startsWith('preset') && value === preset)) return true;
  return (
    (await db.log
      .filter((entry) => 'preset' in entry && entry.preset === preset)
      .limit(1)
      .count()) > 0
  );
}

/** Where each card is. Of two pages that have the same cards, the one that the schedules name is the right one. */
function homesOf(plan: Plan, known: Known): Map<CardId, Home> {
  const homes = new Map<CardId, Home>();
  const own = new Map<EntityId, OverlayRow[]>();
  for (const overlay of known.overlays.values()) {
    if (overlay.own === undefined) continue;
    const list = own.get(overlay.entity);
    if (list) list.push(overlay);
    else own.set(overlay.entity, [overlay]);
  }
  const pages = [...known.pages.values()];
  const owners = new Map<CardId, EntityRow[]>();
  for (const page of pages) {
    for (const { cards } of page.notes) {
      for (const { id } of cards) {
        const list = owners.get(id);
        if (list) list.push(page);
        else owners.set(id, [page]);
      }
    }
  }
  const isDouble = (page: EntityRow) => {
    const cards = page.notes.flatMap((each) => each.cards);
    return (
      cards.length > 0 &&
      cards.every(({ id }) => {
        const named = known.schedules.get(id)?.entity;
        return named !== page.id && owners.get(id)!.some((each) => each.id === named);
      })
    );
  };
  for (const page of pages) {
    if (isDouble(page)) {
      plan.aside('entities', page, 'double');
      continue;
    }
    for (const { id: noteId, cards } of page.notes) for (const card of cards) homes.set(card.id, { card, note: noteId, page });
    for (const { id: noteId, cards } of (own.get(page.id) ?? []).flatMap(ownNote)) {
      for (const card of cards) homes.set(card.id, { card, note: noteId, page, own: true });
    }
  }
  return homes;
}

/** Every card of a deck has a schedule: a new one, until the log is replayed over it. */
function compareCards(plan: Plan, homes: ReadonlyMap<CardId, Home>, known: Known): void {
  for (const [id, { card, note: noteId, page }] of homes) {
    if (known.schedules.has(id)) continue;
    const about = aboutCard(card, page, known.groups.get(page.deck) ?? []);
    // One that was compiled most likely came with the others of its page.
    const addedAt = known.overlays.get(id)?.own?.addedAt ?? known.added.get(page.id);
    const row = restingRow(
      {
        card: id,
        note: noteId,
        entity: page.id,
        deck: page.deck,
        position: card.position,
        ...(addedAt !== undefined && { addedAt }),
        about,
        revision: 0,
        state: { kind: 'new' },
        reps: 0,
        lapses: 0,
      },
      { archived: false, withheld: isWithheld(known.overlays.get(id)) },
    );
    plan.put('schedules', row, known.badSchedules.get(id)?.fault ?? 'missing', 'replayed');
  }
}

/** A schedule that is asked for, of a card that is nowhere: a screen would find nothing to show. Its answers stay in the log. */
async function findStrays(plan: Plan, db: CardwrightDatabase, homes: ReadonlyMap<CardId, Home>, known: Known): Promise<void> {
  const strays = [...known.schedules].flatMap(([card, { archived }]) => (archived || homes.has(card) ? [] : [card]));
  const rows = await db.schedules.bulkGet(strays);
  for (const row of rows) if (row !== undefined) plan.aside('schedules', row, 'homeless');
  for (const [card, { key, row, fault }] of known.badSchedules) {
    if (!homes.has(card as CardId)) plan.aside('schedules', row, fault, key);
  }
}

/** An entry under two ids: one answer counted twice. What was taken back and answered again is none. */
async function findDoubles(plan: Plan, db: CardwrightDatabase, known: Known, bad: ReadonlyMap<string, Bad>): Promise<void> {
  for (const card of known.suspects) {
    const entries = await db.log.where('card').equals(card).toArray();
    const whole = entries.filter(({ id }) => !bad.has(`log ${id}`));
    const voided = voidedBy(whole);
    const seen = new Set<string>();
    for (const entry of whole) {
      if (entry.kind === 'undo' || voided.has(entry.id)) continue;
      const text = withoutId(entry);
      if (seen.has(text)) plan.aside('log', entry, 'double');
      seen.add(text);
    }
  }
}

function withoutId({ id: _id, ...entry }: LogEntry): string {
  return JSON.stringify(Object.entries(entry).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What nothing here can make again; importing the notes, or a backup in a file, can. */
function findMissing(plan: Plan, known: Known): void {
  const decks = new Set([...known.pages.values()].map(({ deck }) => deck));
  for (const deck of decks) if (!known.groups.has(deck)) plan.tell('notebooks', deck, 'missing', 'told');
}
