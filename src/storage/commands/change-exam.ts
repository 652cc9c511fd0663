import type { QuizId } from '#core/ids.ts';
import { getQuestion, isRight, mark } from '#core/quiz/mark.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { changeSheet, handIn, type SheetChange } from '#core/quiz/sheet.ts';
import type { QuizEntry } from '#core/scheduling/entry.ts';
import type { Moment } from '#core/time.ts';
import { quizOf, quizRow } from '../rows.ts';
import { changeDays } from './change-days.ts';
import { missCards, missTables } from './miss-cards.ts';
import { inTransaction, laterId, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** Stores what was done on a question of a mock exam, with the time since the last change. One that is handed in stands. */
export function changeExam(writing: Writing, id: QuizId, index: number, change: SheetChange, spentMs: number): Promise<Quiz> {
  const { db } = writing;
  return inTransaction(writing, [db.quizzes], async () => {
    const row = await db.quizzes.get(id);
    if (row === undefined) throw new Error(`no exam ${id}`);
    const quiz = quizOf(row);
    if (quiz.finishedAt !== undefined) return quiz;
    const changed = changeSheet(quiz, index, change, spentMs);
    await db.quizzes.put(quizRow(changed));
    return changed;
  });
}

/** A question left open for an hour says nothing about the learner's pace. */
const longestMs = 10 * 60_000;

/** Hands a mock exam in: only now its answers are logged, and what was missed in it comes again tomorrow. */
export function handInExam(writing: Writing, id: QuizId, moment: Moment): Promise<Quiz> {
  const { db, device } = writing;
  return inTransaction(writing, [db.quizzes, ...missTables(db)], async () => {
    const row = await db.quizzes.get(id);
    if (row === undefined) throw new Error(`no exam ${id}`);
    const quiz = quizOf(row);
    if (quiz.finishedAt !== undefined) return quiz;
    const ended = handIn(quiz, moment.instant);
    const given = ended.answers.flatMap((answer, index) => {
      if (answer.given.kind === 'none') return [];
      return [{ index, answer, ...mark(getQuestion(ended, index), answer.given) }];
    });
    const right = given.filter(({ outcome }) => outcome === 'right').length;
    const first = await nextEntryId(writing, moment.instant);
    const parts = given.flatMap(({ index, answer, parts: own }) =>
      own.flatMap((part) =>
        part.card === undefined || part.outcome === 'open' ? [] : [{ index, answer, part, card: part.card }],
      ),
    );
    const entries = parts.map(({ index, answer, part, card }, at): QuizEntry => ({
      id: laterId(writing, first, at),
      kind: 'quiz',
      card,
      instant: moment.instant,
      offsetMinutes: moment.offsetMinutes,
      day: moment.day,
      device,
      right: isRight(part),
      takenMs: Math.min(longestMs, answer.takenMs),
      quiz: id,
      question: index,
    }));
    await Promise.all([
      db.quizzes.put(quizRow(ended)),
      db.log.bulkAdd(entries),
      changeDays(db, [{ day: moment.day, deck: quiz.deck, quizAnswers: given.length, quizRight: right }]),
    ]);
    await missCards(writing, ended, moment);
    return ended;
  });
}
