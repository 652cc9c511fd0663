import { leechTag } from '#core/deed.ts';
import type { EntryId } from '#core/ids.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import { becomesLeech } from '#core/scheduling/leech.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { rateCard } from '#core/scheduling/review.ts';
import { again } from '#core/scheduling/schedule.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { buriedRow, changedRow, isResting, scheduleOf, scheduleRow } from '../rows.ts';
import type { ScheduleRow, UndoStep } from '../rows.ts';
import type { Answer, Answered } from '../storage.ts';
import { changeDays, dueMoved, readDays } from './change-days.ts';
import type { DayChange } from './change-days.ts';
import { changeOverlay, tagged } from './change-overlay.ts';
import { lastDeed, recordDeed } from './record-deed.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Anki's cap: whoever looks longer has left the room. */
const longestMs = 60_000;

/** Adds to the log, puts the schedule, buries siblings, adds to the days, tags a leech; or nothing, if the card was moved elsewhere. */
export function answerCard(writing: Writing, answer: Answer): Promise<Answered> {
  const { db } = writing;
  const options = writing.options();
  const { card, moment, rating, load } = answer;
  // What the learner saw tells which rows the answer will need: each round trip to the database is felt between the key
  // and the next card. Whether it is still so is found out inside the transaction.
  const guess = answer.seen && rateCard(answer.seen, rating, moment, presetFor(options, answer.seen.deck), load);
  const days = guess && [moment.day, dueDayOf(answer.seen), dueDayOf(guess)].filter((day) => day !== undefined);
  return inTransaction(writing, [db.log, db.schedules, db.days, db.undo, db.overlays, db.entities], async () => {
    const [row, id, last, siblings, known] = await Promise.all([
      db.schedules.get(card),
      nextEntryId(writing, moment.instant),
      lastDeed(db),
      guess && db.schedules.where('note').equals(guess.note).toArray(),
      days && guess && readDays(db, guess.deck, days),
    ]);
    if (row === undefined) return { kind: 'gone' };
    const seen = scheduleOf(row);
    if (seen.revision !== answer.seenRevision) return moved(writing, seen);

    const preset = presetFor(options, seen.deck);
    const schedule = answered(rateCard(seen, rating, moment, preset, load), answer);
    const entry = entryOf(writing, preset, id, answer, seen, schedule);
    const put = { ...changedRow(row, schedule), ...toldBy(id, seen, schedule) };
    const leech = schedule.lapses > seen.lapses && becomesLeech(schedule.lapses, preset.leechLapses);
    const tag = leech ? await changeOverlay(db, card, (overlay) => tagged(overlay, leechTag, true)) : [];
    const changes = [...figuresOf(entry, schedule, 1), ...dueMoved(schedule.deck, row.dueDay, put.dueDay)];
    const others = siblings ?? (await db.schedules.where('note').equals(seen.note).toArray());
    const buried =
      preset.buryKind === 'none' ? [] : others.filter((other) => other.card !== card && mayComeToday(other, moment.day));
    // All at once, and nothing is read any more.
    await Promise.all([
      db.schedules.bulkPut([put, ...buried.map((sibling) => buriedRow(sibling, moment.day))]),
      db.log.add(entry),
      changeDays(db, changes, known),
      recordDeed(writing, { kind: 'answer', card, rating }, stepsOf(id, seen, buried, moment.day, tag), last),
    ]);
    return { kind: 'answered', schedule, entry, buried: buried.map((sibling) => sibling.card), ...(leech && { leech }) };
  });
}

/** In the order in which they are done again. */
function stepsOf(
  entry: EntryId,
  seen: Schedule,
  siblings: readonly ScheduleRow[],
  today: StudyDay,
  tag: readonly UndoStep[],
): UndoStep[] {
  const own: UndoStep[] = seen.buriedOn === undefined ? [] : [{ kind: 'buried', card: seen.card, before: seen.buriedOn }];
  const buried = siblings.map(({ card, buriedOn }): UndoStep => ({
    kind: 'buried',
    card,
    after: today,
    ...(buriedOn !== undefined && { before: buriedOn }),
  }));
  return [{ kind: 'entry', entry }, ...own, ...buried, ...tag];
}

function dueDayOf(schedule: Schedule | undefined): StudyDay | undefined {
  return schedule && scheduleRow(schedule).dueDay;
}

/** Asked for all the same, a buried card is buried no longer. The new wording of a card has been answered, unless the old one was still on the screen when it came. */
function answered({ buriedOn: _asked, ...schedule }: Schedule, { moment, takenMs }: Answer): Schedule {
  const { changedFrom, ...rest } = schedule;
  return changedFrom !== undefined && moment.instant - takenMs < changedFrom.at ? schedule : rest;
}

export function toldBy(entry: EntryId, { changedFrom }: Schedule, after: Schedule): Pick<ScheduleRow, 'told'> {
  return changedFrom === undefined || after.changedFrom !== undefined ? {} : { told: { ...changedFrom, entry } };
}

/** What an answer adds to its day, or takes from it when it is taken back. */
export function figuresOf(entry: AnswerEntry, { deck }: Pick<Schedule, 'deck'>, times: 1 | -1): DayChange[] {
  return [
    {
      day: entry.day,
      deck,
      answers: times,
      passed: entry.rating === again ? 0 : times,
      takenMs: times * entry.takenMs,
      newCards: entry.before === 'new' ? times : 0,
      reviews: entry.before === 'review' ? times : 0,
    },
  ];
}

/** A learning card is never hidden; what is due later needs no hiding, nor does what is hidden already. */
function mayComeToday(row: ScheduleRow, today: StudyDay): boolean {
  const { state, dueDay, buriedOn } = row;
  if (isResting(row) || buriedOn === today) return false;
  return state.kind === 'new' || (state.kind === 'review' && dueDay !== undefined && dueDay <= today);
}

function entryOf(
  { device }: Writing,
  preset: Preset,
  id: EntryId,
  answer: Answer,
  seen: Schedule,
  schedule: Schedule,
): AnswerEntry {
  const { card, rating, moment, takenMs, early } = answer;
  return {
    id,
    card,
    instant: moment.instant,
    offsetMinutes: moment.offsetMinutes,
    day: moment.day,
    device,
    kind: kindOf(seen),
    rating,
    takenMs: Math.min(longestMs, Math.max(0, Math.round(takenMs))),
    preset: preset.id,
    model: preset.model,
    ...(early && { early }),
    before: seen.state.kind,
    after: schedule.state,
    reps: schedule.reps,
    lapses: schedule.lapses,
  };
}

function kindOf({ state }: Schedule): AnswerEntry['kind'] {
  switch (state.kind) {
    case 'new':
    case 'learning':
      return 'learn';
    case 'review':
      return 'review';
    case 'relearning':
      return 'relearn';
  }
}

/** With the rating of the card's last entry, if that was an answer: quizzes and cramming move nothing, an undo has none. */
async function moved({ db }: Writing, schedule: Schedule): Promise<Answered> {
  const entries = await db.log.where('card').equals(schedule.card).toArray();
  const last = entries.findLast(({ kind }) => kind !== 'quiz' && kind !== 'cram');
  return { kind: 'moved', schedule, ...(last && 'rating' in last && { rating: last.rating }) };
}
