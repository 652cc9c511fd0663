import { liveQuery } from 'dexie';

import type { DeviceId } from '#core/ids.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { Options } from '#core/scheduling/options.ts';
import { answerCard } from './commands/answer-card.ts';
import {
  addCard,
  dropCard,
  editCard,
  flagCard,
  markCard,
  restoreCard,
  suspendCard,
  suspendNote,
  unsuspendCard,
  untagLeech,
  vetoDistractor,
} from './commands/change-overlay.ts';
import { buryCard, buryNote, resetCard, setDueDay, unburyAll, unburyCard } from './commands/move-card.ts';
import { lastDeed } from './commands/record-deed.ts';
import type { Undoing } from './commands/record-deed.ts';
import { cramCard } from './commands/cram-card.ts';
import { answerQuestion } from './commands/answer-question.ts';
import { endQuiz } from './commands/end-quiz.ts';
import { applyImports, installDeck, undoImports } from './commands/import-deck.ts';
import { removeDeck, undoRemoval } from './commands/remove-deck.ts';
import { changePreset, changeSettings, choosePreset } from './commands/change-settings.ts';
import { changeWeights, givePresetUp } from './commands/change-weights.ts';
import { reportCard, reportQuestion, takeReportBack } from './commands/report.ts';
import { moveDueDays } from './commands/move-due-days.ts';
import { remember } from './commands/remember.ts';
import { startQuiz } from './commands/start-quiz.ts';
import { redo, undo, undoable } from './commands/undo.ts';
import type { Writing } from './commands/writing.ts';
import { CardwrightDatabase } from './database.ts';
import type { IndexedDBSource } from './database.ts';
import { storageErrorOf } from './errors.ts';
import { getPosition, isPosition } from './journaling.ts';
import { dueByDay, dueDaysOf } from './queries/due-load.ts';
import { gather, gatherCards, readEntities } from './queries/gather.ts';
import { knownNotebook, readOverlays } from './queries/known-notebook.ts';
import { nextDue } from './queries/next-due.ts';
import { readOptions } from './queries/options.ts';
import { nativeVersion } from './schema.ts';
import { StorageError } from './storage.ts';
import type { Storage, StorageErrorCode } from './storage.ts';
import { unite } from './unite.ts';
import type { JournalStore, United } from './unite.ts';

export interface StorageOptions extends IndexedDBSource {
  /** Told once when the database was closed under us: `newer` by a later version in another tab, else `closed`. */
  readonly onClosed?: (code: StorageErrorCode) => void;
  /** Bytes of chance for ids; the browser's own unless a test hands in a fixed one. */
  readonly chance?: (bytes: number) => Uint8Array;
  /** After this long, opening or a write is given up. */
  readonly deadlineMs?: number;
  /** The journal beside the database; without one the database alone keeps the record. */
  readonly journal?: JournalStore;
  /** Told what the learner's options are, and again when they change, in whatever tab. */
  readonly onOptions?: (options: Options) => void;
  /** While a long journal is brought into the database. */
  readonly onUniting?: (done: number, of: number) => void;
}

/** Opens the database, makes what a first start needs, and binds every command to it. Rejects with a StorageError. */
export async function openStorage(options: StorageOptions = {}): Promise<Storage> {
  const { chance = randomBytes, deadlineMs = 10_000, onClosed, journal, onUniting, onOptions } = options;
  const db = new CardwrightDatabase(options);
  const life: Life = { ended: undefined };
  await translated('open', life, () => open(db, deadlineMs));
  watch(db, life, onClosed);
  const { device, united } = await translated('open', life, async () => {
    const made = await settle(db, chance);
    if (journal === undefined) return { ...made, united: { kind: 'alone' } satisfies United };
    const united = await unite(db, journal, onUniting);
    // What the journal brought may hold the learner's own device and preset.
    return { ...(await settle(db, chance)), united };
  });
  const { epoch } = await translated('open', life, () => getPosition(db));
  const undoing = await translated('open', life, () => findUndoing(db, chance));

  const known = await translated('open', life, () => followOptions(db, onOptions));
  let commits = 0;
  const writing: Writing = {
    db,
    options: known.options,
    device,
    chance,
    deadlineMs,
    epoch,
    undoing,
    commitId: () => `${undoing.page}-${(commits += 1)}`,
    ...(journal && { journal }),
  };
  const write = <Result>(command: () => Promise<Result>) => translated('use', life, command);
  const read = write;
  return {
    db,
    get options() {
      return known.options();
    },
    get preset() {
      return known.options().preset;
    },
    followOptions: known.follow,
    united,
    installDeck: (deck, notesText, moment, pictures) => write(() => installDeck(writing, deck, notesText, moment, pictures)),
    knownNotebook: (deck) => read(() => knownNotebook(db, deck)),
    applyImport: (plan, moment) => write(() => applyImports(writing, [plan], moment)),
    applyImports: (plans, moment) => write(() => applyImports(writing, plans, moment)),
    undoImport: (deck, moment, made) => write(() => undoImports(writing, [deck], moment, made)),
    undoImports: (decks, moment, made) => write(() => undoImports(writing, decks, moment, made)),
    removeDeck: (deck, moment) => write(() => removeDeck(writing, deck, moment)),
    undoRemoval: (deck, moment) => write(() => undoRemoval(writing, deck, moment)),
    editCard: (card, words) => write(() => editCard(writing, card, words)),
    addCard: (card, moment) => write(() => addCard(writing, card, moment)),
    suspendCard: (card) => write(() => suspendCard(writing, card)),
    unsuspendCard: (card) => write(() => unsuspendCard(writing, card)),
    dropCard: (card) => write(() => dropCard(writing, card)),
    restoreCard: (card) => write(() => restoreCard(writing, card)),
    vetoDistractor: (asked, alsoRight) => write(() => vetoDistractor(writing, asked, alsoRight)),
    reportCard: (card, said, moment) => write(() => reportCard(writing, card, said, moment)),
    reportQuestion: (of, asked, said, moment) => write(() => reportQuestion(writing, of, asked, said, moment)),
    takeReportBack: (id, at) => write(() => takeReportBack(writing, id, at)),
    suspendNote: (card) => write(() => suspendNote(writing, card)),
    flagCard: (card, flag) => write(() => flagCard(writing, card, flag)),
    markCard: (card, marked) => write(() => markCard(writing, card, marked)),
    untagLeech: (card) => write(() => untagLeech(writing, card)),
    buryCard: (card, moment) => write(() => buryCard(writing, card, moment)),
    buryNote: (card, moment) => write(() => buryNote(writing, card, moment)),
    unburyAll: (moment) => write(() => unburyAll(writing, moment)),
    unburyCard: (card) => write(() => unburyCard(writing, card)),
    resetCard: (card, moment) => write(() => resetCard(writing, card, moment)),
    setDueDay: (card, dueDay, moment) => write(() => setDueDay(writing, card, dueDay, moment)),
    undo: (moment, id) => write(() => known.after(undo(writing, moment, id))),
    undoable: () => undoable(writing),
    redo: (moment) => write(() => known.after(redo(writing, moment))),
    changeSettings: (change) => write(() => known.after(changeSettings(writing, change))),
    changePreset: (change, deck) => write(() => known.after(changePreset(writing, change, deck))),
    choosePreset: (deck, own) => write(() => known.after(choosePreset(writing, deck, own))),
    changeWeights: (weights, memories, moment, deck) =>
      write(() => known.after(changeWeights(writing, weights, memories, moment, deck))),
    givePresetUp: (deck, memories, moment) => write(() => known.after(givePresetUp(writing, deck, memories, moment))),
    moveDueDays: (moment) => write(() => moveDueDays(writing, moment)),
    mendRecord: (checked, onProgress) =>
      write(async () => {
        const { mendRecord } = await import('./commands/mend-record.ts');
        return mendRecord(writing, checked, onProgress);
      }),
    remember: (key, value) => write(() => remember(writing, key, value)),
    readOverlays: (deck) => read(() => readOverlays(db, deck)),
    gather: (moment, scope) => read(() => gather(db, moment, known.options(), scope)),
    gatherCards: (cards) => read(() => gatherCards(db, cards)),
    dueByDay: (moment) => read(() => dueByDay(db, moment)),
    dueDaysOf: (notes) => read(() => dueDaysOf(db, notes)),
    nextDue: (moment) => read(() => nextDue(db, moment, known.options())),
    readEntities: (ids) => read(() => readEntities(db, ids)),
    answerCard: (answer) => write(() => answerCard(writing, answer)),
    cramCard: (answer) => write(() => cramCard(writing, answer)),

    startQuiz: (quiz) => write(() => startQuiz(writing, quiz)),
    answerQuestion: (quiz, index, given, takenMs, moment, confidence) =>
      write(() => answerQuestion(writing, quiz, index, given, takenMs, moment, confidence)),
    endQuiz: (quiz, moment) => write(() => endQuiz(writing, quiz, moment)),
    changeExam: (exam, index, change, spentMs) =>
      write(async () => (await import('./commands/change-exam.ts')).changeExam(writing, exam, index, change, spentMs)),
    handInExam: (exam, moment) =>
      write(async () => (await import('./commands/change-exam.ts')).handInExam(writing, exam, moment)),
    close: () => {
      life.ended ??= 'closed';
      known.stop();
      db.close();
    },
  };
}

interface Life {
  /** Why nothing may be read or written any more. */
  ended: StorageErrorCode | undefined;
}

async function open(db: CardwrightDatabase, deadlineMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refused = new Promise<never>((_, reject) => {
    db.on('blocked', () => {
      reject(new StorageError('blocked'));
      return false; // or Dexie warns on the console
    });
    timer = setTimeout(() => reject(new StorageError('timeout')), deadlineMs);
  });
  try {
    await Promise.race([db.open(), refused]);
    // Where the database is of a later version, Dexie opens it all the same, old code on a new schema.
    if (db.backendDB().version > nativeVersion) throw new StorageError('newer');
  } catch (error) {
    db.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Another tab wants to upgrade or delete the database, or the browser closed it: nothing is written from then on. */
function watch(db: CardwrightDatabase, life: Life, onClosed: StorageOptions['onClosed']): void {
  const end = (code: StorageErrorCode) => {
    if (life.ended !== undefined) return;
    life.ended = code;
    onClosed?.(code);
  };
  db.on('versionchange', ({ newVersion }) => {
    end(newVersion === null ? 'closed' : 'newer');
    db.close();
    return false; // the database is closed, so this holds nobody up; otherwise Dexie would warn on the console
  });
  // Called while Dexie closes: closing it here again would never end.
  db.on('close', () => end('closed'));
}

interface KnownOptions {
  options(): Options;
  /** Reads them anew once something was done that may have changed them. */
  after<Result>(done: Promise<Result>): Promise<Result>;
  follow(hear: () => void): () => void;
  stop(): void;
}

/** What this page goes by: as it is stored, also after another tab changed it. */
async function followOptions(db: CardwrightDatabase, tell: StorageOptions['onOptions']): Promise<KnownOptions> {
  const read = async () => {
    const options = await readOptions(db);
    if (options === undefined) throw new Error('the settings name no preset');
    return options;
  };
  const ears = new Set<() => void>();
  if (tell) ears.add(() => tell(options));
  let options = await read();
  const know = (next: Options) => {
    if (isSame(options, next)) return;
    options = next;
    for (const hear of ears) hear();
  };
  tell?.(options);
  // A database that was closed under us says so where it is used.
  const { unsubscribe } = liveQuery(() => readOptions(db)).subscribe({
    next: (next) => next && know(next),
    error: () => undefined,
  });
  return {
    options: () => options,
    async after(done) {
      const result = await done;
      know(await read());
      return result;
    },
    follow(hear) {
      ears.add(hear);
      return () => ears.delete(hear);
    },
    stop: unsubscribe,
  };
}

/** Presets are never changed, so that their ids tell. */
function isSame(a: Options, b: Options): boolean {
  const told = ({ preset, deckPresets, ...rest }: Options) =>
    JSON.stringify([preset.id, [...deckPresets].map(([deck, { id }]) => [deck, id]), rest]);
  return told(a) === told(b);
}

/** A page takes back what was done before it was opened, and what it does itself. */
async function findUndoing(db: CardwrightDatabase, chance: Writing['chance']): Promise<Undoing> {
  return { page: hexOf(chance(8)), since: await lastDeed(db), mayRedo: true };
}

/** The settings that a first start lacks: who this device is, and the preset. */
async function settle(db: CardwrightDatabase, chance: Writing['chance']): Promise<{ device: DeviceId }> {
  return db.transaction('rw', [db.settings, db.presets, db.journal, db.notebooks, db.log], async () => {
    const [device, presetId, position] = await Promise.all([
      db.settings.get('device'),
      db.settings.get('preset'),
      db.journal.get('position'),
    ]);
    if (!isPosition(position) || typeof position.epoch !== 'string' || !Number.isSafeInteger(position.sequence)) {
      const [notebooks, entries] = await Promise.all([db.notebooks.count(), db.log.limit(1).count()]);
      await db.journal.clear();
      // A record that has lost its place begins another journal, which needs a backup to stand on: as if one command were missing.
      await db.journal.put({ id: 'position', epoch: hexOf(chance(8)), sequence: notebooks + entries === 0 ? 0 : 1 });
    }
    const preset = presetId && (await db.presets.where('id').equals(presetId.value).first());
    if (device !== undefined && preset !== undefined) return { device: device.value as DeviceId };
    const made = device?.value ?? hexOf(chance(8));
    await db.presets.put(defaultPreset);
    await db.settings.bulkPut([
      { key: 'device', value: made },
      { key: 'preset', value: defaultPreset.id },
    ]);
    return { device: made as DeviceId };
  });
}

async function translated<Result>(during: 'open' | 'use', life: Life, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (life.ended !== undefined) throw new StorageError(life.ended, error);
    throw storageErrorOf(error, during) ?? error;
  }
}

function randomBytes(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
