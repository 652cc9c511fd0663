import { isWithheld } from '#core/decks/overlay.ts';
import type { DeckId, EntryId, ExamId } from '#core/ids.ts';
import { hash32 } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { recallCurve, retrievability } from '#core/scheduling/fsrs.ts';
import { presetFor } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Preset } from '#core/scheduling/schedule.ts';
import { emptyCards, emptyLog, grownCards, grownLog, isSameLogRow, putCardRow, putLogRow, resting } from '#core/stats/columns.ts';
import type { CardColumns, LogColumns } from '#core/stats/columns.ts';
import { newTrace, packCard, packEntry, packSchedule } from '#core/stats/pack.ts';
import type { CardTrace, RecallAfter } from '#core/stats/pack.ts';
import { noNames } from '#core/stats/parts.ts';
import type { PartNames } from '#core/stats/parts.ts';
import { dayMs } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { getPosition } from '../journaling.ts';
import { isResting } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import { readOptions } from '../queries/options.ts';
import { chunkRows, emptyHead, keep, loadIds, loadKept } from './kept.ts';
import type { Loaded } from './kept.ts';

/** Told while columns are made: entries and cards that were read, of how many. */
export type OnProgress = (done: number, of: number) => void;

/**
 * The log and the schedules as columns, for figures. Derived: kept between visits in a table that only workers write, brought
 * up to date with what came since, and made anew where it is missing or not what was kept.
 */
export interface Ledger {
  readonly log: LogColumns;
  readonly cards: CardColumns;
  readonly names: PartNames;
  /** How far the learner's commands had come when it was last brought up to date. */
  readonly sequence: number;
  /** Of the database that it was made from. */
  readonly epoch: string;
  /** How often it was made from the whole log since it was opened. */
  readonly built: number;
  /** Brings it up to date; false where nothing had changed. */
  refresh(onProgress?: OnProgress): Promise<boolean>;
  /** Recall of each card on a day, under its deck's weights. */
  recallOn(day: number, options: Options): Float32Array;
  /** Counts the log; where it is not what these columns are of, they are made anew. For when nothing else is to be done. */
  verify(onProgress?: OnProgress): Promise<boolean>;
}

/** Entries that are taken up in one transaction: it may not hold up an answer for long. */
const entriesAtOnce = 200;
/** From so many on, the whole log is read in order, which is quicker than card by card. */
const manyEntries = 20_000;
const pageSize = 4_000;
const cardsAtOnce = 100;
/** Fewer entries than these are taken up again at the next visit, rather than writing a chunk for each answer. */
const entriesUnkept = 256;

export function openLedger(db: CardwrightDatabase): Ledger {
  let loaded: Loaded = { head: emptyHead('', noNames), log: emptyLog(0), cards: emptyCards(0) };
  let ids: string[] | undefined = [];
  let places: Map<string, number> | undefined = new Map();
  let presets = new Map<string, Preset>();
  let usual: Preset | undefined;
  let opened = false;
  let built = 0;
  let rowsKept = 0;
  const changed = new Set<number>();

  const recallAfter: RecallAfter = (memory, elapsed, preset) => {
    const { weights } = (preset === undefined ? usual : presets.get(preset)) ?? usual!;
    return retrievability(memory, elapsed, weights);
  };

  return {
    get log() {
      return { ...loaded.log, length: loaded.head.rows };
    },
    get cards() {
      return { ...loaded.cards, length: loaded.head.cards };
    },
    get names() {
      return loaded.head.names;
    },
    get sequence() {
      return loaded.head.sequence;
    },
    get epoch() {
      return loaded.head.epoch;
    },
    get built() {
      return built;
    },
    refresh,
    recallOn(day, options) {
      const { cards, head } = loaded;
      const curves = head.names.decks.map((deck) => recallCurve(presetFor(options, deck as DeckId).weights));
      const recall = new Float32Array(head.cards);
      for (let at = 0; at < head.cards; at += 1) {
        const stability = cards.stability[at]!;
        if (stability === 0) continue;
        recall[at] = curves[cards.deck[at]!]!(stability, day - cards.lastDay[at]!);
      }
      return recall;
    },
    async verify(onProgress) {
      const before = await getPosition(db);
      const count = await db.log.count();
      const after = await getPosition(db);
      if (before.sequence !== after.sequence || after.sequence !== loaded.head.sequence) return true;
      if (count === loaded.head.rows) return true;
      await build(after.epoch, onProgress);
      return false;
    },
  };

  async function refresh(onProgress: OnProgress = () => undefined): Promise<boolean> {
    const position = await getPosition(db);
    if (!opened) {
      const kept = await loadKept(db);
      if (kept !== undefined && kept.head.epoch === position.epoch) {
        loaded = kept;
        [ids, places] = [undefined, undefined];
        rowsKept = kept.head.rows;
      }
      opened = true;
    }
    const { head } = loaded;
    if (head.epoch !== position.epoch || head.sequence < 0) {
      await build(position.epoch, onProgress);
      return true;
    }
    if (head.sequence === position.sequence) return false;
    const came = await db.log.where('id').above(head.lastId).limit(manyEntries).primaryKeys();
    if (came.length >= manyEntries || !(await lookUp())) {
      await build(position.epoch, onProgress);
      return true;
    }
    await readPresets();
    for (let done = 0; done < came.length; done += entriesAtOnce) {
      if (!(await extend(came.slice(done, done + entriesAtOnce)))) {
        await build(position.epoch, onProgress);
        return true;
      }
      onProgress(Math.min(came.length, done + entriesAtOnce), came.length);
    }
    const { decided, names, addedOn } = await readDecided();
    if (decided !== loaded.head.decided) await readSchedules(names, addedOn, onProgress);
    loaded.head = { ...loaded.head, sequence: position.sequence, decided, names };
    if (loaded.head.rows - rowsKept >= entriesUnkept || decided !== head.decided) await put();
    return true;
  }

  /** All of it from the log and the schedules, page by page: nobody who studies meanwhile has to wait. */
  async function build(epoch: string, onProgress: OnProgress = () => undefined): Promise<void> {
    const { sequence } = await getPosition(db);
    const of = (await db.log.count()) + (await db.schedules.count());
    loaded = { head: emptyHead(epoch, noNames), log: emptyLog(chunkRows), cards: emptyCards(pageSize) };
    [ids, places] = [[], new Map()];
    changed.clear();
    rowsKept = 0;
    built += 1;
    await readPresets();
    const traces: CardTrace[] = [];
    const dirty = new Set<string>();
    for (;;) {
      const page = await db.log.where('id').above(loaded.head.lastId).limit(pageSize).toArray();
      let at = loaded.head.rows;
      room(at + page.length);
      for (const entry of page) {
        const card = placeOf(entry.card);
        // What an undo took back is known to its card alone, and is seen to below.
        if (entry.kind === 'undo') dirty.add(entry.card);
        const trace = (traces[card] ??= newTrace());
        putLogRow(loaded.log, at, packEntry(trace, entry, card, false, recallAfter));
        at += 1;
      }
      loaded.head = { ...loaded.head, rows: at, lastId: page.at(-1)?.id ?? loaded.head.lastId };
      onProgress(at, of);
      if (page.length < pageSize) break;
    }
    const again = [...dirty];
    for (let done = 0; done < again.length; done += cardsAtOnce) {
      const own = await entriesOf(again.slice(done, done + cardsAtOnce));
      for (const [card, entries] of own) repack(card, entries);
    }
    const { decided, names, addedOn } = await readDecided();
    await readSchedules(names, addedOn, (done) => onProgress(loaded.head.rows + done, of));
    loaded.head = { ...loaded.head, sequence, decided, names };
    await put();
  }

  /** Takes up some of the newest entries: their cards are packed anew. False where the columns turn out not to be of this log. */
  async function extend(keys: readonly EntryId[]): Promise<boolean> {
    const last = keys.at(-1)!;
    const { entries, own, rows, cards } = await db.transaction('r', [db.log, db.schedules], async () => {
      const found = (await db.log.bulkGet([...keys])).filter((entry) => entry !== undefined);
      const answered = [...new Set(found.map(({ card }) => card))];
      return {
        entries: found,
        cards: answered,
        own: await Promise.all(answered.map((card) => db.log.where('card').equals(card).sortBy('id'))),
        rows: await db.schedules.bulkGet(answered),
      };
    });
    room(loaded.head.rows + entries.length);
    for (const [index, entry] of entries.entries()) {
      // Its place first; what it says is packed with its card.
      loaded.log.card[loaded.head.rows + index] = placeOf(entry.card);
    }
    loaded.head = { ...loaded.head, rows: loaded.head.rows + entries.length, lastId: last };
    for (const [index, card] of cards.entries()) {
      if (!repack(card, own[index]!)) return false;
      putSchedule(rows[index], placeOf(card), loaded.head.names);
    }
    return true;
  }

  /** Packs a card anew, in the places of its rows; false where they are not as many as its entries. */
  function repack(card: string, all: readonly LogEntry[]): boolean {
    const place = placeOf(card);
    // One may have come since: it is taken up with the next refresh.
    const entries = all.filter(({ id }) => id <= loaded.head.lastId);
    const column = loaded.log.card;
    const rows: number[] = [];
    for (let at = column.indexOf(place); at >= 0 && at < loaded.head.rows; at = column.indexOf(place, at + 1)) rows.push(at);
    if (rows.length !== entries.length) return false;
    for (const [index, row] of packCard(entries, place, recallAfter).entries()) {
      const at = rows[index]!;
      if (at < rowsKept && isSameLogRow(loaded.log, at, row)) continue;
      putLogRow(loaded.log, at, row);
      changed.add(Math.floor(at / chunkRows));
    }
    return true;
  }

  async function entriesOf(cards: readonly string[]): Promise<[string, LogEntry[]][]> {
    return db.transaction('r', [db.log], async () =>
      Promise.all(
        cards.map(async (card): Promise<[string, LogEntry[]]> => [card, await db.log.where('card').equals(card).sortBy('id')]),
      ),
    );
  }

  async function readSchedules(names: PartNames, addedOn: ReadonlyMap<string, number>, onProgress: OnProgress): Promise<void> {
    loaded.cards.resting.fill(resting.gone);
    loaded.cards.deck.fill(0);
    let after = '';
    let done = 0;
    for (;;) {
      const page = await db.schedules.where('card').above(after).limit(pageSize).toArray();
      for (const row of page) putSchedule(row, placeOf(row.card), names, addedOn);
      done += page.length;
      onProgress(done, done);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return;
      after = last.card;
    }
  }

  function putSchedule(
    row: ScheduleRow | undefined,
    at: number,
    { decks, categories, exams }: PartNames,
    addedOn?: ReadonlyMap<string, number>,
  ): void {
    if (row === undefined) {
      loaded.cards.resting[at] = resting.gone;
      return;
    }
    const { deck, about, addedAt } = row;
    const place = {
      deck: Math.max(0, decks.indexOf(deck)),
      category: about === undefined ? 0 : Math.max(0, categories.indexOf(`${deck}/${about.category}`)),
      exams: bitsOf(about?.exams ?? [], exams),
      added: addedAt === undefined ? (addedOn?.get(deck) ?? loaded.cards.added[at]!) : Math.floor(addedAt / dayMs),
      resting: isResting(row) ? resting.aside : resting.no,
    };
    putCardRow(loaded.cards, at, packSchedule(row, place));
  }

  function placeOf(card: string): number {
    const known = places!.get(card);
    if (known !== undefined) return known;
    const at = ids!.length;
    if (at >= loaded.cards.state.length) loaded.cards = grownCards(loaded.cards, Math.ceil(at * 1.25) + 1_000);
    // Until its schedule is read: a card that an undone import took along has none.
    loaded.cards.resting[at] = resting.gone;
    ids!.push(card);
    places!.set(card, at);
    loaded.head = { ...loaded.head, cards: ids!.length };
    return at;
  }

  function room(rows: number): void {
    const { length } = loaded.log.kind;
    if (rows > length) loaded.log = grownLog(loaded.log, Math.max(rows + chunkRows, Math.ceil(length * 1.25)));
  }

  async function lookUp(): Promise<boolean> {
    ids ??= await loadIds(db, loaded.head.cards);
    if (ids !== undefined) places ??= new Map(ids.map((id, at) => [id, at]));
    return ids !== undefined;
  }

  async function readPresets(): Promise<void> {
    presets = new Map((await db.presets.toArray()).map((preset) => [preset.id, preset]));
    usual = (await readOptions(db))?.preset;
  }

  /** What makes schedules differ without an entry of the log: decks, what the learner put aside, a record that was mended. */
  async function readDecided() {
    return db.transaction('r', [db.notebooks, db.overlays, db.settings], async () => {
      const [notebooks, overlays, checked] = await Promise.all([
        db.notebooks.toArray(),
        db.overlays.toArray(),
        db.settings.get('checkedAt'),
      ]);
      const put = overlays.filter(isWithheld).map(({ id }) => id);
      const own = overlays.filter(({ own: written }) => written !== undefined).map(({ id }) => id);
      const decks = notebooks.map(({ id, revision = 0, installedAt }) => `${id} ${revision} ${installedAt}`);
      const names: PartNames = {
        decks: ['', ...notebooks.map(({ id }) => id)],
        categories: ['', ...notebooks.flatMap(({ id, categories }) => categories.map((category) => `${id}/${category.id}`))],
        exams: [...new Set(notebooks.flatMap(({ exams = [] }) => exams.map(({ id }) => id)))].slice(0, 32),
      };
      const told = [...decks, ...put, '', ...own, checked?.value ?? ''].join('\n');
      const addedOn = new Map(notebooks.map(({ id, installedAt }) => [id as string, Math.floor(installedAt / dayMs)]));
      return { decided: `${told.length} ${hash32(told)} ${hash32(`.${told}`)}`, names, addedOn };
    });
  }

  async function put(): Promise<void> {
    loaded.head = await keep(db, loaded, changed, ids);
    rowsKept = loaded.head.rows;
    changed.clear();
  }
}

/** A bit for each exam; those that are not known, or beyond the 32nd, have none. */
function bitsOf(served: readonly ExamId[], exams: readonly string[]): number {
  return served.reduce((bits, exam) => (exams.includes(exam) ? bits | (1 << exams.indexOf(exam)) : bits), 0) >>> 0;
}
