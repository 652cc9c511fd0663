import type { QuizId } from '#core/ids.ts';
import { isRight, mark } from '#core/quiz/mark.ts';
import type { Confidence, Given, Quiz } from '#core/quiz/question.ts';
import type { QuizEntry } from '#core/scheduling/entry.ts';
import type { Moment } from '#core/time.ts';
import { quizOf, quizRow } from '../rows.ts';
import { changeDays } from './change-days.ts';
import { inTransaction, nextEntryId } from './writing.ts';
import type { Writing } from './writing.ts';

/** A question left open for an hour says nothing about the learner's pace. */
const longestMs = 10 * 60_000;

/** Stores an answer as it is given; one that is there already stands. It changes no schedule. */
export function answerQuestion(
  writing: Writing,
  id: QuizId,
  index: number,
  given: Given,
  takenMs: number,
  moment: Moment,
  confidence?: Confidence,
): Promise<Quiz> {
  const { db, device } = writing;
  return inTransaction(writing, [db.quizzes, db.log, db.days], async () => {
    const row = await db.quizzes.get(id);
    if (row === undefined) throw new Error(`no quiz ${id}`);
    const quiz = quizOf(row);
    if (index < quiz.answers.length || quiz.finishedAt !== undefined) return quiz;
    const question = quiz.questions[index];
    if (question === undefined || index > quiz.answers.length) throw new Error(`question ${index} is not the next of ${id}`);

    const taken = Math.min(longestMs, Math.max(0, Math.round(takenMs)));
    const { outcome, parts } = mark(question, given);
    const answered: Quiz = {
      ...quiz,
      answers: [...quiz.answers, { given, instant: moment.instant, takenMs: taken, ...(confidence && { confidence }) }],
    };
    await db.quizzes.put(quizRow(answered));
    await changeDays(db, [{ day: moment.day, deck: quiz.deck, quizAnswers: 1, quizRight: outcome === 'right' ? 1 : 0 }]);
    for (const part of parts) {
      if (part.card === undefined) continue;
      const entry: QuizEntry = {
        id: await nextEntryId(writing, moment.instant),
        kind: 'quiz',
        card: part.card,
        instant: moment.instant,
        offsetMinutes: moment.offsetMinutes,
        day: moment.day,
        device,
        right: isRight(part),
        takenMs: taken,
        quiz: id,
        question: index,
      };
      await db.log.add(entry);
    }
    return answered;
  });
}
