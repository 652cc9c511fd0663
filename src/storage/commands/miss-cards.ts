import { confusionsIn, mixedUpAgain, rememberedDays } from '#core/quiz/confusions.ts';
import { forgottenIn } from '#core/quiz/evidence.ts';
import { askedOf } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { withoutReported } from '#core/quiz/reported.ts';
import type { DueEntry, MissedEntry } from '#core/scheduling/entry.ts';
import { bringForward } from '#core/scheduling/forward.ts';
import { missCard } from '#core/scheduling/missed.ts';
import { presetFor } from '#core/scheduling/options.ts';
import { voidedBy } from '#core/scheduling/replay.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { dayMs } from '#core/time.ts';
import type { Instant, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { changedRow, entityOf, isResting, quizOf, scheduleOf } from '../rows.ts';
import type { OverlayRow, ScheduleRow, UndoStep } from '../rows.ts';
import { changeDays, dueMoved } from './change-days.ts';
import { recordDeed } from './record-deed.ts';
import { laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** What a command that hands in a quiz or an exam writes besides its row. */
export function missTables(db: CardwrightDatabase) {
  return [db.entities, db.overlays, db.schedules, db.log, db.days, db.undo];
}

/**
 * What wrong answers do when a quiz is handed in, in the command's own transaction: each review card that was missed gets the
 * memory of Again and is due on the next study day, at most once a day; and the contrast card of each pair that was mixed up
 * again is brought forward. One deed, so that one undo takes all of it back. What the learner has reported counts for nothing.
 */
export async function missCards(writing: Writing, whole: Quiz, moment: Moment): Promise<void> {
  const { db, device } = writing;
  const overlays = await db.overlays.where('deck').equals(whole.deck).toArray();
  const quiz = withoutReported(whole, overlays);
  const options = writing.options();
  const ids = [...new Set(quiz.questions.flatMap((question) => askedOf(question).map(({ entity }) => entity)))];
  const entities = (await db.entities.bulkGet(ids)).flatMap((row) => (row === undefined ? [] : [entityOf(row)]));
  const cards = forgottenIn(quiz, entities);
  const contrasts = (await contrastsOf(db, quiz, overlays, moment)).filter(({ card }) => !cards.includes(card));
  if (cards.length + contrasts.length === 0) return;

  const [rows, earlier, first] = await Promise.all([
    db.schedules.bulkGet(cards),
    db.log.where('card').anyOf(cards).toArray(),
    nextEntryId(writing, moment.instant),
  ]);
  const voided = voidedBy(earlier);
  const isMissedToday = (card: string) =>
    earlier.some((entry) => entry.kind === 'missed' && entry.card === card && entry.day === moment.day && !voided.has(entry.id));
  const missed = rows.flatMap((row): Move[] => {
    if (row === undefined || isResting(row) || isMissedToday(row.card)) return [];
    const schedule = missCard(scheduleOf(row), moment, presetFor(options, row.deck));
    return schedule === undefined ? [] : [{ row, schedule, entry: { kind: 'missed', quiz: quiz.id, after: schedule.state } }];
  });
  const brought = contrasts.flatMap((row): Move[] => {
    const forward = bringForward(scheduleOf(row), moment, presetFor(options, row.deck));
    if (forward === undefined) return [];
    const { schedule } = forward;
    if (forward.kind === 'first') return [{ row, schedule }];
    return [{ row, schedule, entry: { kind: 'manual', action: 'due', after: forward.schedule.state } }];
  });
  const moves = [...missed, ...brought].map((move) => ({ ...move, put: changedRow(move.row, move.schedule) }));
  if (moves.length === 0) return;

  const entries = moves.flatMap(({ row, schedule: { reps, lapses }, entry }, index): (MissedEntry | DueEntry)[] => {
    if (entry === undefined) return [];
    const { instant, offsetMinutes, day } = moment;
    const { id: preset, model } = presetFor(options, row.deck);
    return [
      {
        id: laterId(writing, first, index),
        card: row.card,
        instant,
        offsetMinutes,
        day,
        device,
        preset,
        model,
        reps,
        lapses,
        ...entry,
      },
    ];
  });
  const firsts = moves.filter(({ entry }) => entry === undefined);
  await Promise.all([
    db.schedules.bulkPut(moves.map(({ put }) => put)),
    db.log.bulkAdd(entries),
    changeDays(
      db,
      moves.flatMap(({ row, put }) => dueMoved(row.deck, row.dueDay, put.dueDay)),
    ),
    recordDeed(writing, { kind: 'quiz', quiz: quiz.id, cards: moves.map(({ row }) => row.card) }, [
      ...entries.map(({ id }): UndoStep => ({ kind: 'entry', entry: id })),
      ...firsts.map(({ row }): UndoStep => ({ kind: 'forward', card: row.card })),
    ]),
  ]);
}

interface Move {
  readonly row: ScheduleRow;
  readonly schedule: Schedule;
  /** What the log says of it; nothing where a new card stays new. */
  readonly entry?: Pick<MissedEntry, 'kind' | 'quiz' | 'after'> | Pick<DueEntry, 'kind' | 'action' | 'after'>;
}

/** The cards that set side by side what this quiz has mixed up once more. */
async function contrastsOf(
  db: CardwrightDatabase,
  quiz: Quiz,
  overlays: readonly OverlayRow[],
  { instant }: Moment,
): Promise<ScheduleRow[]> {
  // Whoever has mixed up nothing here need not be looked up.
  if (confusionsIn([quiz], instant).pairs.length === 0) return [];
  const since = (instant - 2 * rememberedDays * dayMs) as Instant;
  const recent = await db.quizzes.where('startedAt').above(since).toArray();
  const own = recent.filter(({ deck }) => deck === quiz.deck).map((row) => withoutReported(quizOf(row), overlays));
  const pairs = mixedUpAgain(quiz, own, instant);
  const things = [...new Set(pairs.flatMap(({ pair }) => pair))];
  const rows = await db.schedules.where('entity').anyOf(things).toArray();
  return rows.filter((row) => {
    const needs = row.about?.needs;
    return !isResting(row) && needs !== undefined && pairs.some(({ pair }) => pair.every((one) => needs.includes(one)));
  });
}
