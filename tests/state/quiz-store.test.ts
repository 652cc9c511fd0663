import { describe, expect, test, vi } from 'vitest';
import type { Quiz } from '#core/quiz/question.ts';
import { createQuizStart, createQuizStore, type QuizChoice } from '#state/quiz-store.ts';
import type { QuizAsked } from '#storage/deck-questions.ts';
import { StorageError, type Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { aServices } from '#tests/support/services.ts';

/** A quiz of four questions that is going on, and its store. */
async function aSession(broken: (storage: Storage) => Storage = (storage) => storage) {
  const made = aServices({ storage: broken });
  const storage = await made.services.storage();
  await storage.installDeck(aDeck(), '# Notes', made.now());
  const quiz = aQuiz({ cards: ['deck/kafka/0.to-name', undefined, undefined, undefined] });
  await storage.startQuiz(quiz);
  const stored = async (): Promise<Quiz> => (await storage.db.quizzes.get(quiz.id)) as Quiz;
  return { ...made, storage, quiz, stored, store: createQuizStore(made.services, quiz) };
}

/** Fails in one command until it is mended. */
function failing(command: 'answerQuestion' | 'endQuiz' | 'startQuiz') {
  const fault = { code: 'quota' as 'quota' | 'none' };
  const breakIt = (storage: Storage): Storage => ({
    ...storage,
    [command]: async (...given: never[]) => {
      if (fault.code !== 'none') throw new StorageError(fault.code);
      return (storage[command] as (...all: never[]) => Promise<unknown>)(...given);
    },
  });
  return { fault, breakIt };
}

describe('an answer', () => {
  test('is on disk when it counts as given, with the time that it took', async () => {
    const { store, stored, pass } = await aSession();
    pass(0.25);
    await store.getState().answer(chose(2));
    expect(store.getState().giving).toEqual({ kind: 'given', given: chose(2) });
    expect((await stored()).answers).toMatchObject([{ given: chose(2), takenMs: 15_000 }]);
  });

  test('is given once: what is pressed while it is being written, or after, changes nothing', async () => {
    const { store, stored } = await aSession();
    await Promise.all([store.getState().answer(chose(1)), store.getState().answer(chose(0))]);
    await store.getState().answer(chose(3));
    expect(store.getState().giving).toEqual({ kind: 'given', given: chose(1) });
    expect((await stored()).answers.map(({ given }) => given)).toEqual([chose(1)]);
  });

  test('that the journal takes late settles nothing of the question that the learner is at by then', async () => {
    let release: () => void = () => undefined;
    const journalHasIt = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { store, stored } = await aSession((storage) => ({
      ...storage,
      async answerQuestion(...given) {
        const quiz = await storage.answerQuestion(...given);
        if (given[1] === 0) await journalHasIt;
        return quiz;
      },
    }));
    const first = store.getState().answer(chose(2));
    await vi.waitFor(async () => expect((await stored()).answers).toHaveLength(1));
    store.getState().next();
    release();
    await first;
    expect(store.getState().giving).toEqual({ kind: 'none' });
    await store.getState().answer(chose(1));
    expect((await stored()).answers.map(({ given }) => given)).toEqual([chose(2), chose(1)]);
  });

  test('that cannot be written waits with its reason, and is saved as it was given', async () => {
    const { fault, breakIt } = failing('answerQuestion');
    const { store, stored, pass } = await aSession(breakIt);
    pass(0.1);
    await store.getState().answer(chose(1));
    expect(store.getState().giving).toEqual({ kind: 'unsaved', given: chose(1), takenMs: 6_000, code: 'quota' });
    expect((await stored()).answers).toEqual([]);

    pass(5);
    await store.getState().saveAgain();
    expect(store.getState().giving.kind).toBe('unsaved');
    fault.code = 'none';
    await store.getState().saveAgain();
    expect(store.getState().giving).toEqual({ kind: 'given', given: chose(1) });
    expect((await stored()).answers).toMatchObject([{ given: chose(1), takenMs: 6_000 }]);
  });

  test('that could not be written may be changed', async () => {
    const { fault, breakIt } = failing('answerQuestion');
    const { store, stored } = await aSession(breakIt);
    await store.getState().answer(chose(1));
    fault.code = 'none';
    await store.getState().answer(chose(3));
    expect((await stored()).answers).toMatchObject([{ given: chose(3) }]);
  });

  test('given first in another tab stands', async () => {
    const { store, stored, storage, quiz, now } = await aSession();
    await storage.answerQuestion(quiz.id, 0, chose(3), 1_000, now());
    await store.getState().answer(chose(1));
    expect((await stored()).answers.map(({ given }) => given)).toEqual([chose(3)]);
  });
});

describe('a quiz', () => {
  test('goes to the next question, and its time begins anew', async () => {
    const { store, stored, pass } = await aSession();
    pass(1);
    await store.getState().answer(chose(0));
    pass(1);
    store.getState().next();
    expect(store.getState()).toMatchObject({ index: 1, giving: { kind: 'none' } });
    pass(0.5);
    await store.getState().answer(chose(1));
    expect((await stored()).answers.map(({ takenMs }) => takenMs)).toEqual([60_000, 30_000]);
  });

  test('goes on where it was after a reload in the middle', async () => {
    const { store, stored, services } = await aSession();
    await store.getState().answer(chose(0));
    store.getState().next();
    await store.getState().answer(chose(1));
    expect(createQuizStore(services, await stored()).getState()).toMatchObject({ index: 2, giving: { kind: 'none' } });
  });

  test('all answered but not ended shows its last question', async () => {
    const { store, stored, services } = await aSession();
    for (const chosen of [0, 1, 2, 3]) {
      await store.getState().answer(chose(chosen));
      store.getState().next();
    }
    expect(store.getState().index).toBe(3);
    expect(createQuizStore(services, await stored()).getState().index).toBe(3);
  });

  test('ends with the answers that it has', async () => {
    const { store, stored, pass, now } = await aSession();
    await store.getState().answer(chose(0));
    pass(1);
    expect(await store.getState().end()).toBe(true);
    expect(await stored()).toMatchObject({ finishedAt: now().instant, answers: [{ given: chose(0) }] });
  });

  test('that cannot be ended says why, and ends when it can', async () => {
    const { fault, breakIt } = failing('endQuiz');
    const { store } = await aSession(breakIt);
    expect(await store.getState().end()).toBe(false);
    expect(store.getState().ending).toEqual({ kind: 'unsaved', code: 'quota' });
    fault.code = 'none';
    expect(await store.getState().end()).toBe(true);
  });
});

describe('starting', () => {
  const choice: QuizChoice = { deck: smallDeck.id, state: '', limits: { leaveOutRetired: false }, count: 5, categories: [] };
  const withDeck = async (broken?: (storage: Storage) => Storage) => {
    const made = aServices(broken ? { storage: broken } : {});
    const opened = await made.services.storage();
    await opened.installDeck(smallDeck, '# Notes', made.now());
    return { ...made, opened };
  };

  test('stores what will be asked before the first question is shown', async () => {
    const { services, now, opened: storage } = await withDeck();
    const id = await createQuizStart(services).getState().start(choice);
    const row = id && (await storage.db.quizzes.get(id));
    expect(row).toMatchObject({ open: 1, seed: 1, startedAt: now().instant, day: now().day, answers: [] });
    expect(row && row.questions).toHaveLength(5);
  });

  test('ends a quiz that was going on', async () => {
    const { services, pass, opened: storage } = await withDeck();
    const { start } = createQuizStart(services).getState();
    const first = await start(choice);
    pass(1);
    const second = await start(choice);
    const open = await storage.db.quizzes.where('open').equals(1).toArray();
    expect(open.map(({ id }) => id)).toEqual([second]);
    expect(first).not.toBe(second);
  });

  test('that fails says why and starts nothing', async () => {
    const { fault, breakIt } = failing('startQuiz');
    const { services } = await withDeck(breakIt);
    const store = createQuizStart(services);
    expect(await store.getState().start(choice)).toBeUndefined();
    expect(store.getState().starting).toEqual({ kind: 'unsaved', code: 'quota' });
    fault.code = 'none';
    expect(await store.getState().start(choice)).toBeDefined();
  });

  test('takes what was composed ahead for the same choice, once, and nothing that was composed for another', async () => {
    const { services, pass, opened: storage } = await withDeck();
    const drawn: number[] = [];
    let seed = 10;
    const questions = async () => {
      const { drawQuiz, ...others } = await services.questions();
      return {
        ...others,
        drawQuiz: (asked: QuizAsked) => {
          drawn.push(asked.request.count);
          return drawQuiz(asked);
        },
      };
    };
    const store = createQuizStart({ ...services, questions, seed: () => (seed += 1) });
    const { prepare, start } = store.getState();
    prepare(choice);
    await vi.waitFor(() => expect(drawn).toEqual([5]));
    const first = await start(choice);
    expect(drawn).toEqual([5]);
    pass(1);
    const second = await start(choice);
    expect(drawn).toEqual([5, 5]);
    const [a, b] = await storage.db.quizzes.bulkGet([first!, second!]);
    expect([a?.seed, b?.seed]).toEqual([11, 12]);
    pass(1);
    prepare({ ...choice, count: 4 });
    await vi.waitFor(() => expect(drawn).toEqual([5, 5, 4]));
    const third = await start({ ...choice, count: 3 });
    expect((await storage.db.quizzes.get(third!))?.questions).toHaveLength(3);
  });

  test('composes ahead only the last of what was chosen meanwhile', async () => {
    const { services } = await withDeck();
    const drawn: number[] = [];
    const questions = async () => ({
      ...(await services.questions()),
      drawQuiz: async ({ request }: QuizAsked) => {
        drawn.push(request.count);
        return undefined;
      },
    });
    const { prepare } = createQuizStart({ ...services, questions }).getState();
    for (const count of [1, 2, 3, 4, 5]) prepare({ ...choice, count });
    await vi.waitFor(() => expect(drawn.at(-1)).toBe(5));
    expect(drawn).toEqual([1, 5]);
  });
});
