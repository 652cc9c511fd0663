import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { buildQueue } from '#core/scheduling/queue.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { scheduleOf as rowSchedule } from '#storage/rows.ts';
import type { DayRow } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { chose, quizOn } from '#tests/support/quizzes.ts';
import { recountDays } from '#tests/support/recount.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const deck = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue', { name: 'EMR', cards: 1 }] });
const cards = cardsOf(deck).map(({ id }) => id);

type Step =
  | { readonly kind: 'answer'; readonly card: number; readonly rating: Rating; readonly takenMs: number }
  | { readonly kind: 'answer the next'; readonly rating: Rating }
  | { readonly kind: 'undo' | 'redo' | 'hand in' }
  | { readonly kind: 'reset' | 'bury' | 'suspend' | 'resume'; readonly card: number }
  | { readonly kind: 'due'; readonly card: number; readonly days: number }
  | { readonly kind: 'quiz'; readonly chosen: number }
  | { readonly kind: 'wait'; readonly hours: number };

const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer the next' as const), rating: anyRating }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      card: fc.nat(cards.length - 1),
      rating: anyRating,
      takenMs: fc.nat(70_000),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom({ kind: 'undo' as const }, { kind: 'redo' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('reset' as const, 'bury' as const, 'suspend' as const, 'resume' as const),
      card: fc.nat(cards.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('due' as const), card: fc.nat(cards.length - 1), days: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('quiz' as const), chosen: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'hand in' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(0.1, 5, 24, 100) }) },
);

/** Lives through the steps, and looks after each. */
async function live(steps: readonly Step[], look: (storage: Storage, hours: number, origin: IDBFactory) => Promise<void>) {
  const origin = anOrigin();
  const storage = await aStorage(origin);
  await storage.installDeck(deck, '', aMoment());
  let quiz = quizOn(deck, cards);
  await storage.startQuiz(quiz);
  let asked = 0;
  let hours = 0;
  for (const step of steps) {
    const moment = momentAfter(hours);
    switch (step.kind) {
      case 'answer':
        // A suspended card is not asked.
        if ((await storage.gatherCards([cards[step.card]!])).length > 0)
          await answer(storage, cards[step.card]!, step.rating, { moment, takenMs: step.takenMs });
        break;
      case 'answer the next': {
        const next = buildQueue(await storage.gather(moment), moment, storage.options).main[0];
        if (next !== undefined) await answer(storage, next.card, step.rating, { moment });
        break;
      }
      case 'undo':
      case 'redo':
        expect((await storage[step.kind](moment)).kind).not.toBe('moved');
        break;
      case 'reset':
        await storage.resetCard(cards[step.card]!, moment);
        break;
      case 'due':
        await storage.setDueDay(cards[step.card]!, (moment.day + step.days) as StudyDay, moment);
        break;
      case 'bury':
        await storage.buryCard(cards[step.card]!, moment);
        break;
      case 'suspend':
        await storage.suspendCard(cards[step.card]!);
        break;
      case 'resume':
        await storage.unsuspendCard(cards[step.card]!);
        break;
      case 'quiz':
        if (asked < quiz.questions.length) await storage.answerQuestion(quiz.id, asked++, chose(step.chosen), 2000, moment);
        break;
      case 'hand in':
        await storage.endQuiz(quiz.id, moment);
        quiz = quizOn(deck, cards, `after ${quiz.id}`);
        await storage.startQuiz(quiz);
        asked = 0;
        break;
      case 'wait':
        hours += step.hours;
    }
    await look(storage, hours, origin);
  }
  storage.close();
}

function momentAfter(hours: number) {
  return aMoment({ day: monday + Math.floor(hours / 24), hour: 9, minute: Math.floor((hours % 24) * 60) });
}

test('after any answers and undos, replaying the log gives every schedule', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
      await live([...steps, { kind: 'wait', hours: 0 }], async (storage) => {
        const log = await storage.db.log.toArray();
        for (const card of cards) {
          const stored = await storage.db.schedules.get(card);
          if (stored === undefined) throw new Error(`no schedule of ${card}`);
          const { buriedOn: _buriedOn, ...schedule } = rowSchedule(stored);
          const entries = log.filter((entry) => entry.card === card);
          const replayed = replayCard(entries, new Map([[storage.preset.id, storage.preset]]));
          expect(schedule).toEqual({ ...schedule, ...replayed });
          expect(compareSchedule(schedule, replayed)).toEqual([]);
        }
      });
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('the figures of the days are what a recount from the log and the schedules gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
      await live(steps, async (storage) => {
        const days = (await storage.db.days.toArray()).filter(isNotEmpty);
        expect(days).toEqual(recountDays(await storage.db.log.toArray(), await storage.db.schedules.toArray()));
      });
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('the first look sees the queue that the database gives, and no two siblings in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), async (steps) => {
      await live(steps, async (storage, hours, origin) => {
        const moment = momentAfter(hours);
        const queue = buildQueue(await storage.gather(moment), moment, storage.options);
        const look = await takeFirstLook(() => moment, origin);
        if (look.kind !== 'ready') throw new Error(`the first look is ${look.kind}`);
        expect(look.queue).toEqual(queue);
        const notes = queue.main.map(({ note }) => note);
        expect(new Set(notes).size).toBe(notes.length);
      });
    }),
    { numRuns: 20 },
  );
}, 60_000);

function isNotEmpty({ answers, quizAnswers, due }: DayRow): boolean {
  return answers + quizAnswers + due > 0;
}
