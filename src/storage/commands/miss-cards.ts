import { forgottenIn } from '#core/quiz/evidence.ts';
import { askedOf } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { MissedEntry } from '#core/scheduling/entry.ts';
import { missCard } from '#core/scheduling/missed.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { voidedBy } from '#core/scheduling/replay.ts';
import type { Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { changedRow, entityOf, isResting, scheduleOf } from '../rows.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { recordDeed } from './record-deed.ts';
import { laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** What a command that hands in a quiz or an exam writes besides its row. */
export function missTables(db: CardwrightDatabase) {
  return [db.entities, db.schedules, db.log, db.days, db.undo];
}

/**
 * What wrong answers do when a quiz is handed in, in the command's own transaction: each review card that was missed gets the
 * memory of Again and is due on the next study day, at most once a day. One deed, so that one undo takes all of it back.
 */
export async function missCards(writing: Writing, quiz: Quiz, moment: Moment): Promise<void> {
  const { db, device } = writing;
  const options = writing.options();
  const ids = [...new Set(quiz.questions.flatMap((question) => askedOf(question).map(({ entity }) => entity)))];
  const entities = (await db.entities.bulkGet(ids)).flatMap((row) => (row === undefined ? [] : [entityOf(row)]));
  const cards = forgottenIn(quiz, entities);
  if (cards.length === 0) return;

  const [rows, earlier, first] = await Promise.all([
    db.schedules.bulkGet(cards),
    db.log.where('card').anyOf(cards).toArray(),
    nextEntryId(writing, moment.instant),
  ]);
  const voided = voidedBy(earlier);
  const isMissedToday = (card: string) =>
    earlier.some((entry) => entry.kind === 'missed' && entry.card === card && entry.day === moment.day && !voided.has(entry.id));
  const moves = rows.flatMap((row) => {
    if (row === undefined || isResting(row) || isMissedToday(row.card)) return [];
    const preset = presetFor(options, row.deck);
    const schedule = missCard(scheduleOf(row), moment, preset);
    return schedule === undefined ? [] : [{ row, preset, schedule, put: changedRow(row, schedule) }];
  });
  if (moves.length === 0) return;

  const entries = moves.map(({ row, preset, schedule }, index): MissedEntry => ({
    id: laterId(writing, first, index),
    kind: 'missed',
    card: row.card,
    instant: moment.instant,
    offsetMinutes: moment.offsetMinutes,
    day: moment.day,
    device,
    quiz: quiz.id,
    preset: preset.id,
    model: preset.model,
    after: schedule.state,
    reps: schedule.reps,
    lapses: schedule.lapses,
  }));
  await Promise.all([
    db.schedules.bulkPut(moves.map(({ put }) => put)),
    db.log.bulkAdd(entries),
    changeDays(
      db,
      moves.flatMap(({ row, put }) => dueMoved(row.deck, row.dueDay, put.dueDay)),
    ),
    recordDeed(
      writing,
      { kind: 'quiz', quiz: quiz.id, cards: entries.map(({ card }) => card) },
      entries.map(({ id }) => ({ kind: 'entry', entry: id })),
    ),
  ]);
}
