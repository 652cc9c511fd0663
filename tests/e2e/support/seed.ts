import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Deck, DeckEntity } from '#core/decks/deck.ts';
import type { CardId, DeckId, DeviceId, EntityId, EntryId, NoteId } from '#core/ids.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { CardState, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs, momentAt, type Instant, type Moment, type StudyDay } from '#core/time.ts';
import { dayRow, emptyDay, entityRow, notebookRow, scheduleRow, type DayRow } from '#storage/rows.ts';
import { databaseName, nativeVersion, schemaVersion1 } from '#storage/schema.ts';

export interface Collection {
  readonly cards: number;
  /** Of the review log, spread over the cards and the last year. */
  readonly entries: number;
  /** Cards due by today; the others are due on one of the next 100 days or, one in ten, new. */
  readonly due: number;
}

/** Fills the database of the app at `url` with copies of the shipped deck, as the app would have written them, without it. */
export async function seed(page: Page, url: string, collection: Collection): Promise<void> {
  const moment = await begin(page, url);
  const { deck, notes } = shippedDeck();
  await putFirst(page, deck, notes, moment.instant);
  const days = new Map<StudyDay, DayRow>();
  const cards: CardId[] = [];
  const decks: Deck[] = [];
  for (let copy = 0; cards.length < collection.cards;) {
    const entities: DeckEntity[] = [];
    const schedules: Schedule[] = [];
    // Several copies at once: handing over is what takes the time.
    while (schedules.length < 10_000 && cards.length + schedules.length < collection.cards) {
      const own = decks[Math.floor(copy / copiesInDeck)] ?? (await anotherDeck(page, deck, notes, decks, moment.instant));
      const copies = deck.entities.map((entity) => copyOf(entity, copy, own.id));
      entities.push(...copies);
      schedules.push(...schedulesOf(copies, cards.length + schedules.length, collection, moment));
      copy += 1;
    }
    await put(
      page,
      'entities',
      entities.map((entity) =>
        entityRow(
          entity,
          decks.find(({ id }) => id === entity.deck)!,
        ),
      ),
    );
    await put(page, 'schedules', schedules.map(scheduleRow));
    for (const { card, state } of schedules) {
      cards.push(card);
      if (state.kind === 'review') change(days, state.dueDay, deck, ({ due }) => ({ due: due + 1 }));
    }
  }
  const perDay = Math.round(collection.entries / 365);
  for (let day = moment.day - 365; day < moment.day; day += 1) {
    change(days, day as StudyDay, deck, () => ({ answers: perDay, passed: perDay, reviews: perDay, takenMs: perDay * 8000 }));
  }
  await put(page, 'days', [...days.values()].map(dayRow));
  await page.evaluate(addEntries, {
    name: databaseName,
    count: collection.entries,
    cards,
    template: entry(moment),
    now: moment.instant,
  });
}

/** A deck of more than 2,000 entities is nobody's. */
const copiesInDeck = 25;

async function anotherDeck(page: Page, first: Deck, notes: string, decks: Deck[], installedAt: Instant): Promise<Deck> {
  const number = decks.length;
  const deck = number === 0 ? first : { ...first, id: `${first.id}-${number}` as DeckId, title: `${first.title} ${number + 1}` };
  if (number > 0) await put(page, 'notebooks', [notebookRow(deck, notes, installedAt)]);
  decks.push(deck);
  return deck;
}

/** Empty tables at the app's origin, made without the app; the moment is the page's own. */
export async function begin(page: Page, url: string): Promise<Moment> {
  const empty = new URL('empty', url).href;
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }));
  await page.goto(empty);
  const clock = await page.evaluate(() => ({ instant: Date.now(), offset: -new Date().getTimezoneOffset() }));
  await page.evaluate(create, { name: databaseName, version: nativeVersion, stores: schemaVersion1 });
  return momentAt(clock.instant as Instant, () => clock.offset, defaultPreset.rolloverHour);
}

export function shippedDeck(): { readonly deck: Deck; readonly notes: string } {
  const deck = JSON.parse(readFileSync(`decks/${deckName}/deck.json`, 'utf8')) as Deck;
  return { deck, notes: readFileSync(`decks/${deckName}/${deck.notes.path}`, 'utf8') };
}

/** What every database of the app has, and the deck. */
export async function putFirst(page: Page, deck: Deck, notes: string, installedAt: Instant): Promise<void> {
  await put(page, 'settings', [
    { key: 'preset', value: defaultPreset.id },
    { key: 'device', value: device },
  ]);
  await put(page, 'presets', [defaultPreset]);
  await put(page, 'notebooks', [notebookRow(deck, notes, installedAt)]);
}

const deckName = 'aws-ml-ai-big-data';
export const device = '01932f00-0000-7000-8000-000000000001';

/** Another entity with the same words; the front says which, so that no two cards look alike. */
function copyOf(entity: DeckEntity, copy: number, deck: DeckId): DeckEntity {
  if (copy === 0) return entity;
  return {
    ...entity,
    deck,
    id: `${entity.id}~${copy}` as EntityId,
    notes: entity.notes.map((note) => ({
      ...note,
      id: `${note.id}~${copy}` as NoteId,
      cards: note.cards.map((card) => ({ ...card, id: `${card.id}~${copy}` as CardId, front: `${card.front} (${copy})` })),
    })),
  };
}

function schedulesOf(entities: readonly DeckEntity[], before: number, { cards, due }: Collection, moment: Moment): Schedule[] {
  const places = entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card }))));
  return places.slice(0, cards - before).map(({ entity, note, card }, index) => {
    const place = before + index;
    // Spread, so that what is due today is not side by side in the database.
    const isDue = Math.floor((place * due) / cards) !== Math.floor(((place + 1) * due) / cards);
    const isNew = !isDue && place % 10 === 0;
    return {
      card: card.id,
      note: note.id,
      entity: entity.id,
      deck: entity.deck,
      revision: isNew ? 0 : 4,
      position: place,
      state: isNew ? { kind: 'new' } : review(isDue ? moment.day : ((moment.day + 1 + (place % 100)) as StudyDay), moment),
      reps: isNew ? 0 : 4,
      lapses: 0,
    };
  });
}

function review(dueDay: StudyDay, moment: Moment): CardState {
  const intervalDays = 120;
  const day = (dueDay - intervalDays) as StudyDay;
  const instant = (moment.instant - (moment.day - day) * dayMs) as Instant;
  return {
    kind: 'review',
    dueDay,
    intervalDays,
    memory: { stability: intervalDays, difficulty: 5 },
    lastAnswer: { instant, day },
  };
}

function entry(moment: Moment): AnswerEntry {
  return {
    id: '' as EntryId,
    card: '' as CardId,
    instant: moment.instant,
    offsetMinutes: moment.offsetMinutes,
    day: moment.day,
    device: device as DeviceId,
    kind: 'review',
    rating: 3,
    takenMs: 8000,
    preset: defaultPreset.id,
    model: 'FSRS-6',
    before: 'review',
    after: review(moment.day, moment),
    reps: 4,
    lapses: 0,
  };
}

function change(days: Map<StudyDay, DayRow>, day: StudyDay, deck: Deck, figures: (row: DayRow) => Partial<DayRow>): void {
  const row = days.get(day) ?? emptyDay(day, deck.id);
  days.set(day, { ...row, ...figures(row) });
}

export async function put(page: Page, store: string, rows: readonly unknown[]): Promise<void> {
  // As text: an object is taken apart and put together piece by piece.
  await page.evaluate(putRows, { name: databaseName, store, text: JSON.stringify(rows) });
}

// In the page:

/** The tables as Dexie makes them from its notation. */
async function create({
  name,
  version,
  stores,
}: {
  name: string;
  version: number;
  stores: Record<string, string>;
}): Promise<void> {
  const request = indexedDB.open(name, version);
  const path = (text: string) => (text.startsWith('[') ? text.slice(1, -1).split('+') : text.replace('*', ''));
  request.addEventListener('upgradeneeded', () => {
    for (const [store, notation] of Object.entries(stores)) {
      const [key = '', ...indexes] = notation.split(', ');
      const made = request.result.createObjectStore(store, { keyPath: path(key) });
      for (const index of indexes) made.createIndex(index.replace('*', ''), path(index), { multiEntry: index.startsWith('*') });
    }
  });
  await new Promise((resolve, reject) => {
    request.addEventListener('success', resolve);
    request.addEventListener('error', () => reject(request.error));
  });
  request.result.close();
}

async function putRows({ name, store, text }: { name: string; store: string; text: string }): Promise<void> {
  const request = indexedDB.open(name);
  await new Promise((resolve) => {
    request.addEventListener('success', resolve);
  });
  const db = request.result;
  const transaction = db.transaction(store, 'readwrite', { durability: 'relaxed' });
  for (const row of JSON.parse(text) as unknown[]) transaction.objectStore(store).put(row);
  transaction.commit();
  await new Promise((resolve, reject) => {
    transaction.addEventListener('complete', resolve);
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
  db.close();
}

interface Entries {
  readonly name: string;
  readonly count: number;
  readonly cards: readonly CardId[];
  readonly template: AnswerEntry;
  readonly now: number;
}

/** Made where they are stored: a million of them are 400 MB to hand over. */
async function addEntries({ name, count, cards, template, now }: Entries): Promise<void> {
  const request = indexedDB.open(name);
  await new Promise((resolve) => {
    request.addEventListener('success', resolve);
  });
  const db = request.result;
  const step = Math.floor((365 * 86_400_000) / count);
  const counting = db.transaction('log').objectStore('log').count();
  await new Promise((resolve) => {
    counting.addEventListener('success', resolve);
  });
  const atOnce = 25_000;
  // What an earlier run put there before it was ended stays.
  for (let first = counting.result; first < count; first += atOnce) {
    const transaction = db.transaction('log', 'readwrite', { durability: 'relaxed' });
    const log = transaction.objectStore('log');
    for (let index = first; index < Math.min(count, first + atOnce); index += 1) {
      const instant = now - (count - index) * step;
      const time = instant.toString(16).padStart(12, '0');
      const tail = index.toString(16).padStart(12, '0');
      const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${tail}`;
      log.add({ ...template, id, instant, day: Math.floor(instant / 86_400_000), card: cards[index % cards.length] });
    }
    transaction.commit();
    await new Promise((resolve, reject) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  }
  db.close();
}
