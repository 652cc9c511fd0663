import type { CardId, EntryId } from '#core/ids.ts';
import type { AnswerEntry } from '#core/scheduling/entry.ts';
import { rateCard } from '#core/scheduling/review.ts';
import { again } from '#core/scheduling/schedule.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { buriedRow, changedRow, isResting, scheduleOf } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import type { Answer, Answered } from '../storage.ts';
import { changeDays, dueMoved } from './change-days.ts';
import type { DayChange } from './change-days.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Anki's cap: whoever looks longer has left the room. */
const longestMs = 60_000;

/** Adds to the log, puts the schedule, buries siblings, adds to the days; or nothing, if the card was moved elsewhere. */
export function answerCard(writing: Writing, answer: Answer): Promise<Answered> {
  const { db, preset } = writing;
  const { card, moment, rating } = answer;
  return inTransaction(writing, [db.log, db.schedules, db.days], async () => {
    const [row, id] = await Promise.all([db.schedules.get(card), nextEntryId(writing, moment.instant)]);
    if (row === undefined) throw new Error(`no schedule of card ${card}`);
    const seen = scheduleOf(row);
    if (seen.revision !== answer.seenRevision) return moved(writing, seen);

    const schedule = answered(rateCard(seen, rating, moment, preset), answer);
    const entry = entryOf(writing, id, answer, seen, schedule);
    const put = { ...changedRow(row, schedule), ...toldBy(id, seen, schedule) };
    // All at once: each round trip to the database is felt between the key and the next card.
    const [buried] = await Promise.all([
      burySiblings(writing, seen, moment.day),
      db.schedules.put(put),
      db.log.add(entry),
      changeDays(db, [...figuresOf(entry, schedule, 1), ...dueMoved(schedule.deck, row.dueDay, put.dueDay)]),
    ]);
    return { kind: 'answered', schedule, entry, buried };
  });
}

/** The new wording of a card has been answered, unless the old one was still on the screen when the new one came. */
function answered(schedule: Schedule, { moment, takenMs }: Answer): Schedule {
  const { changedFrom, ...rest } = schedule;
  return changedFrom !== undefined && moment.instant - takenMs < changedFrom.at ? schedule : rest;
}

function toldBy(entry: EntryId, { changedFrom }: Schedule, after: Schedule): Pick<ScheduleRow, 'told'> {
  return changedFrom === undefined || after.changedFrom !== undefined ? {} : { told: { ...changedFrom, entry } };
}

async function burySiblings({ db, preset }: Writing, { card, note }: Schedule, today: StudyDay): Promise<CardId[]> {
  if (preset.buryKind === 'none') return [];
  const siblings = await db.schedules.where('note').equals(note).toArray();
  const buried = siblings.filter((sibling) => sibling.card !== card && mayComeToday(sibling, today));
  if (buried.length > 0) await db.schedules.bulkPut(buried.map((sibling) => buriedRow(sibling, today)));
  return buried.map((sibling) => sibling.card);
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

function entryOf({ preset, device }: Writing, id: EntryId, answer: Answer, seen: Schedule, schedule: Schedule): AnswerEntry {
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

/** With the rating of the card's last entry, if that was an answer: quiz answers move nothing, an undo has none. */
async function moved({ db }: Writing, schedule: Schedule): Promise<Answered> {
  const entries = await db.log.where('card').equals(schedule.card).toArray();
  const last = entries.findLast(({ kind }) => kind !== 'quiz');
  return { kind: 'moved', schedule, ...(last && 'rating' in last && { rating: last.rating }) };
}
