import { describe, expect, test, vi } from 'vitest';
import { findBegun } from '#state/begun-exam.ts';
import { createExamStart, createExamStore, type ExamChoice } from '#state/exam-store.ts';
import type { ExamAsked } from '#storage/deck-questions.ts';
import { StorageError, type Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aServices } from '#tests/support/services.ts';

const choice: ExamChoice = {
  deck: smallDeck.id,
  state: '',
  limits: { leaveOutRetired: false },
  blueprint: { name: 'Own', questions: 5, minutes: 10, kinds: ['choice'], domains: [] },
};

/** An exam that was begun, with a disk that takes nothing until it is told to. */
async function begun() {
  const disk = { code: 'quota' as 'quota' | 'none' };
  const made = aServices({
    storage: (storage: Storage) => ({
      ...storage,
      async startQuiz(quiz) {
        if (disk.code !== 'none') throw new StorageError(disk.code);
        return storage.startQuiz(quiz);
      },
    }),
  });
  const { db, installDeck } = await made.services.storage();
  await installDeck(smallDeck, '# Notes', made.now());
  const id = await createExamStart(made.services).getState().start(choice);
  const exam = id && findBegun(made.services, id);
  if (!exam) throw new Error('nothing was begun');
  return { disk, db, exam, store: createExamStore(made.services, exam.quiz) };
}

test('an exam is there before it is written, and is written before whatever is done on it', async () => {
  const { disk, db, exam, store } = await begun();
  expect(exam.quiz.questions).toHaveLength(5);
  expect(await db.quizzes.get(exam.quiz.id)).toBeUndefined();
  disk.code = 'none';
  store.getState().give({ kind: 'choice', chosen: 2 });
  await vi.waitFor(() => expect(store.getState().keeping).toEqual({ kind: 'kept' }));
  expect((await db.quizzes.get(exam.quiz.id))?.exam?.sheets[0]?.given).toEqual({ kind: 'choice', chosen: 2 });
});

test('an exam that cannot be written says so on its first question, keeps what is answered, and is written at the next try', async () => {
  const { disk, db, exam, store } = await begun();
  await store.getState().saveAgain();
  expect(store.getState().keeping).toEqual({ kind: 'unsaved', code: 'quota' });
  store.getState().give({ kind: 'choice', chosen: 1 });
  await vi.waitFor(() => expect(store.getState().keeping).toEqual({ kind: 'unsaved', code: 'quota' }));
  disk.code = 'none';
  await store.getState().saveAgain();
  expect(store.getState().keeping).toEqual({ kind: 'kept' });
  expect((await db.quizzes.get(exam.quiz.id))?.exam?.sheets[0]?.given).toEqual({ kind: 'choice', chosen: 1 });
});

describe('an exam that was likely', () => {
  /** With a seed of its own for each that is drawn. */
  async function withSeeds() {
    const made = aServices();
    let seeds = 0;
    const services = { ...made.services, seed: () => (seeds += 1) };
    const { installDeck } = await services.storage();
    await installDeck(smallDeck, '# Notes', made.now());
    const { offer } = await services.questions();
    const { state } = (await offer({ deck: smallDeck.id, limits: choice.limits, parts: [] }))!;
    const of = (questions: number) => ({ ...choice, state, blueprint: { ...choice.blueprint, questions } });
    async function start(questions: number) {
      const id = await createExamStart(services).getState().start(of(questions));
      return findBegun(services, id!)!.quiz.questions.map((question) => question.id);
    }
    return { services, of, start };
  }

  test('is there in the moment in which it is started', async () => {
    const { services, of } = await withSeeds();
    const { prepare, start } = createExamStart(services).getState();
    prepare([of(3)]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { storage, questions } = services;
    const never = () => new Promise<never>(() => undefined);
    Object.assign(services, { storage: never, questions: never });
    const id = await start(of(3));
    Object.assign(services, { storage, questions });
    expect(findBegun(services, id!)?.quiz.questions).toHaveLength(3);
  });

  test('keeps its first questions when more are wished for; the next exam has others', async () => {
    const { services, of, start } = await withSeeds();
    const drawn = vi.fn<(request: ExamAsked) => void>();
    const { questions } = services;
    services.questions = async () => {
      const those = await questions();
      return {
        ...those,
        drawExam: (asked) => {
          drawn(asked);
          return those.drawExam(asked);
        },
      };
    };
    createExamStart(services)
      .getState()
      .prepare([of(3)]);
    await vi.waitFor(() => expect(drawn).toHaveBeenCalled());
    await start(6);
    await start(6);
    expect(drawn.mock.calls.map(([{ blueprint, request }]) => [blueprint.questions, request.seed])).toEqual([
      [3, 1],
      [6, 1],
      [6, 2],
    ]);
  });
});
