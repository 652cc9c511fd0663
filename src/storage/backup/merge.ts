import { unite } from '#core/decks/report.ts';
import type { CardId, DeckId, DeviceId, EntryId } from '#core/ids.ts';
import { markQuiz } from '#core/quiz/mark.ts';
import type { DueEntry } from '#core/scheduling/entry.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { replayCard } from '#core/scheduling/replay.ts';
import { dueFromMemory, isMoving } from '#core/scheduling/unite-logs.ts';
import type { Instant, Moment } from '#core/time.ts';
import { uuidTimeMs, uuidV7 } from '#core/uuid.ts';
import { putDeck, readRows } from '../commands/put-deck.ts';
import type { DeckRows } from '../commands/put-deck.ts';
import type { CardwrightDatabase } from '../database.ts';
import { readOptions } from '../queries/options.ts';
import { changedRow, quizOf, scheduleOf } from '../rows.ts';
import type { ArchiveRow, LogRow, MediaRow, QuizRow, ScheduleRow } from '../rows.ts';
import { pagesOf } from './read-parts.ts';

export interface Merged {
  /** Entries of the log that this device did not have. */
  readonly entriesAdded: number;
  /** Cards answered on both sides since they parted. */
  readonly cardsUnited: number;
}

/**
 * Brings what this device has into the staged backup, so that the staged database holds both. Logs are united by entry. Of a
 * deck that both have, the one that was put in later stands; cards that only the other had are kept in the archive with their
 * history. What the learner decided about a card, and the settings, are this device's where both have some; what was said to be
 * wrong is all kept.
 */
export async function mergeInto(
  staged: CardwrightDatabase,
  own: CardwrightDatabase,
  moment: Moment,
  chance: (bytes: number) => Uint8Array,
): Promise<Merged> {
  await staged.presets.bulkPut(await own.presets.toArray());
  await mergeSettings(staged, own);
  await addPictures(staged, own);
  await mergeOverlays(staged, own);
  await mergeQuizzes(staged, own);
  for await (const page of pagesOf<ScheduleRow>(own, 'schedules')) await putOwn(staged, page);
  await mergeDecks(staged, own, moment);
  // What could be taken back step by step belonged to the one or the other.
  await staged.undo.clear();
  return mergeLogs(staged, own, moment, chance);
}

/** What this device decided stands, but that something is wrong is said by both. */
async function mergeOverlays(staged: CardwrightDatabase, own: CardwrightDatabase): Promise<void> {
  const ours = await own.overlays.toArray();
  const theirs = await staged.overlays.bulkGet(ours.map(({ id }) => id));
  const rows = ours.map((row, index) => {
    const reported = unite(row.reported, theirs[index]?.reported);
    return reported === undefined ? row : { ...row, reported };
  });
  await staged.overlays.bulkPut(rows);
}

async function mergeSettings(staged: CardwrightDatabase, own: CardwrightDatabase): Promise<void> {
  const theirs = (await staged.settings.toArray()).filter(({ key }) => key.startsWith('preset:'));
  await staged.settings.clear();
  await staged.settings.bulkPut([...theirs, ...(await own.settings.toArray())]);
}

async function addPictures(staged: CardwrightDatabase, own: CardwrightDatabase): Promise<void> {
  const there = new Set(await staged.media.toCollection().primaryKeys());
  for await (const page of pagesOf<MediaRow>(own, 'media')) await staged.media.bulkPut(page.filter(({ id }) => !there.has(id)));
}

/** Their own schedules stand; a card came when it came to the first of the two. */
async function putOwn(staged: CardwrightDatabase, page: readonly ScheduleRow[]): Promise<void> {
  const there = await staged.schedules.bulkGet(page.map(({ card }) => card));
  const rows = page.map((row, index) => {
    const addedAt = Math.min(row.addedAt ?? Infinity, there[index]?.addedAt ?? Infinity);
    return addedAt === Infinity ? row : { ...row, addedAt: addedAt as Instant };
  });
  await staged.schedules.bulkPut(rows);
}

/** A quiz only grows: the one with more answers is the later. */
async function mergeQuizzes(staged: CardwrightDatabase, own: CardwrightDatabase): Promise<void> {
  const age = (quiz: QuizRow | undefined) =>
    quiz === undefined ? -1 : quiz.answers.length + (quizOf(quiz).finishedAt === undefined ? 0 : 0.5);
  const theirs = new Map((await staged.quizzes.toArray()).map((quiz) => [quiz.id, quiz]));
  const ours = await own.quizzes.toArray();
  await staged.quizzes.bulkPut(ours.filter((quiz) => age(quiz) >= age(theirs.get(quiz.id))));
  const ownDays = await own.days.toArray();
  const ourIds = new Set(ours.map(({ id }) => id));
  // Recounted afterwards from the log, all but the quizzes.
  await staged.days.bulkPut(ownDays);
  for (const quiz of theirs.values()) {
    if (ourIds.has(quiz.id) || !ownDays.some(({ day, deck }) => day === quiz.day && deck === quiz.deck)) continue;
    const { right } = markQuiz(quizOf(quiz));
    await staged.days
      .where('[day+deck]')
      .equals([quiz.day, quiz.deck])
      .modify((row) => {
        Object.assign(row, { quizAnswers: row.quizAnswers + quiz.answers.length, quizRight: row.quizRight + right });
      });
  }
}

async function mergeDecks(staged: CardwrightDatabase, own: CardwrightDatabase, { instant }: Moment): Promise<void> {
  const decks = new Set<DeckId>(await own.notebooks.toCollection().primaryKeys());
  await own.archive.orderBy('deck').eachUniqueKey((deck) => void decks.add(deck as DeckId));
  for (const deck of decks) {
    const [ours, theirs] = [await readRows(own, deck), await readRows(staged, deck)];
    const newer = later(ours, theirs);
    const older = newer === ours ? theirs : ours;
    if (newer === undefined) continue;
    const after = { ...newer, archive: withVanished(newer, older) };
    if (newer === ours) {
      const undo = await own.imports.get(deck);
      if (undo) await staged.imports.put(undo);
      else await staged.imports.delete(deck);
    }
    await staged.transaction('rw', staged.tables, async () => {
      await putDeck(staged, deck, theirs, after, { instant, undoing: false });
    });
  }
}

function later(a: DeckRows | undefined, b: DeckRows | undefined): DeckRows | undefined {
  if (a?.notebook === undefined) return b?.notebook === undefined ? (a ?? b) : b;
  if (b?.notebook === undefined) return a;
  return b.notebook.installedAt > a.notebook.installedAt ? b : a;
}

/** The archive of the one, and what only the other has. */
function withVanished(newer: DeckRows, older: DeckRows | undefined): ArchiveRow[] {
  const archive = new Map(newer.archive.map((row) => [row.id, row]));
  const all = [...newer.entities, ...newer.archive].flatMap(({ notes }) => notes.flatMap(({ cards }) => cards));
  const there = new Set<CardId>(all.map(({ id }) => id));
  for (const { id, deck, name, aliases, facts, notes } of [...(older?.archive ?? []), ...(older?.entities ?? [])]) {
    const gone = notes.flatMap((note) => {
      const cards = note.cards.filter((card) => !there.has(card.id));
      for (const card of cards) there.add(card.id);
      return cards.length === 0 ? [] : [{ ...note, cards }];
    });
    if (gone.length === 0) continue;
    const row = archive.get(id);
    const told = new Set(row?.facts.map((fact) => fact.id));
    const needed = new Set(gone.flatMap((note) => note.facts));
    const kept = facts.filter((fact) => needed.has(fact.id) && !told.has(fact.id));
    archive.set(id, {
      id,
      deck,
      name,
      aliases,
      facts: [...(row?.facts ?? []), ...kept],
      notes: [...(row?.notes ?? []), ...gone],
    });
  }
  return [...archive.values()];
}

async function mergeLogs(
  staged: CardwrightDatabase,
  own: CardwrightDatabase,
  moment: Moment,
  chance: (bytes: number) => Uint8Array,
): Promise<Merged> {
  const [ours, theirs] = [new Set<CardId>(), new Set<CardId>()];
  for await (const page of pagesOf<LogRow>(own, 'log')) {
    const there = await staged.log.bulkGet(page.map(({ id }) => id));
    const missing = page.filter((_, index) => there[index] === undefined);
    for (const entry of missing) if (isMoving(entry)) ours.add(entry.card);
    await staged.log.bulkPut(missing);
  }
  let added = 0;
  for await (const page of pagesOf<LogRow>(staged, 'log')) {
    const there = await own.log.bulkGet(page.map(({ id }) => id));
    const missing = page.filter((_, index) => there[index] === undefined);
    added += missing.length;
    for (const entry of missing) if (isMoving(entry)) theirs.add(entry.card);
  }
  const both = [...ours].filter((card) => theirs.has(card));
  const presets = new Map((await staged.presets.toArray()).map((preset) => [preset.id, preset]));
  const options = await readOptions(staged);
  const device = (await staged.settings.get('device'))?.value as DeviceId | undefined;
  const last = (await staged.log.toCollection().lastKey()) as EntryId | undefined;
  let timeMs = Math.max(moment.instant, last === undefined ? 0 : uuidTimeMs(last) + 1);
  let united = 0;
  for (const card of new Set([...ours, ...theirs])) {
    const row = await staged.schedules.get(card);
    if (row === undefined) continue;
    const entries = await staged.log.where('card').equals(card).toArray();
    let replayed = replayCard(entries, presets);
    const preset = options && presetFor(options, row.deck);
    const after = both.includes(card) && preset ? dueFromMemory(replayed, preset) : undefined;
    if (both.includes(card)) united += 1;
    if (after && preset && device) {
      const { instant, offsetMinutes, day } = moment;
      const entry: DueEntry = {
        id: uuidV7(timeMs++, chance(10)) as EntryId,
        card,
        instant,
        offsetMinutes,
        day,
        device,
        kind: 'manual',
        action: 'due',
        preset: preset.id,
        model: preset.model,
        after,
        reps: replayed.reps,
        lapses: replayed.lapses,
      };
      await staged.log.add(entry);
      replayed = replayCard([...entries, entry], presets);
    }
    await staged.schedules.put(changedRow(row, { ...scheduleOf(row), ...replayed }));
  }
  return { entriesAdded: added, cardsUnited: united };
}
