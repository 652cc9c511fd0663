import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { Deck } from '#core/decks/deck.ts';
import type { ExamId, QuizId } from '#core/ids.ts';
import { drawExam } from '#core/quiz/exam.ts';
import { questionsOf } from '#core/quiz/generate.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { readCode } from '#core/quiz/share.ts';
import { createNotices } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import type { Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { chose } from '#tests/support/quizzes.ts';
import { aServices } from '#tests/support/services.ts';
import { ExamResultView } from '#views/exam/ExamResultView.tsx';
import { ExamReviewView } from '#views/exam/ExamReviewView.tsx';
import { ExamStartView } from '#views/exam/ExamStartView.tsx';
import { ExamView } from '#views/exam/ExamView.tsx';
import { PrintQuizView } from '#views/quiz/PrintQuizView.tsx';
import { ReportsView } from '#views/report/ReportsView.tsx';
import { SharedQuizView } from '#views/quiz/SharedQuizView.tsx';

beforeEach(() => {
  location.hash = '#/exam';
});
afterEach(cleanup);

const blueprint = { name: 'Practice', questions: 4, minutes: 8, kinds: ['choice'], domains: [] } as const;

type Made = ReturnType<typeof aServices>;

function anExam({ now }: Made, id = 'x', minutes = 8): Quiz {
  const { instant: startedAt, day } = now();
  return drawExam(questionsOf(smallDeck), { ...blueprint, minutes }, { id: id as QuizId, seed: 1, startedAt, day });
}

interface Setting {
  readonly at?: string;
  readonly deck?: Deck;
  readonly before?: (storage: Storage, made: Made) => Promise<void>;
  readonly wrapped?: (storage: Storage) => Storage;
}

/** The screens of mock exams on a real database in memory. */
const notices = createNotices();

async function open({ at = '#/exam', deck = smallDeck, before, wrapped }: Setting = {}) {
  const made = aServices(wrapped ? { storage: wrapped } : {});
  const storage = await made.services.storage();
  await storage.installDeck(deck, '# Notes', made.now());
  await before?.(storage, made);
  location.hash = at;
  await act(async () => {
    render(
      <ServicesContext value={made.services}>
        <Router hook={useHashLocation}>
          <Suspense fallback="waiting">
            <Switch>
              <Route path="/exam">
                <ExamStartView />
              </Route>
              <Route path="/exam/:id">{({ id }) => <ExamView id={id} notices={notices} />}</Route>
              <Route path="/exam/:id/result">{({ id }) => <ExamResultView id={id} />}</Route>
              <Route path="/exam/:id/review">{({ id }) => <ExamReviewView id={id} notices={notices} />}</Route>
              <Route path="/reports">
                <ReportsView notices={notices} />
              </Route>
              <Route path="/quiz/:id/print">{({ id }) => <PrintQuizView id={id} />}</Route>
              <Route path="/quiz/code/:code">{({ code }) => <SharedQuizView code={code} />}</Route>
            </Switch>
          </Suspense>
        </Router>
      </ServicesContext>,
    );
  });
  return { ...made, storage, user: userEvent.setup() };
}

/** Handed in with `right` of four right, the others left open. */
async function handedIn(storage: Storage, made: Made, right: number, id = 'x'): Promise<Quiz> {
  const exam = anExam(made, id);
  await storage.startQuiz(exam);
  for (const [index, question] of exam.questions.slice(0, right).entries()) {
    if (question.kind !== 'choice') throw new Error('asked otherwise');
    await storage.changeExam(exam.id, index, { kind: 'give', given: chose(question.key) }, 20_000);
  }
  return storage.handInExam(exam.id, made.now());
}

const sitting: Setting = { at: '#/exam/x', before: (storage, made) => storage.startQuiz(anExam(made)) };

describe('the exam at hand', () => {
  test('is a group of radios below its question, and tells nothing of what is right', async () => {
    const { user, storage } = await open(sitting);
    const [question] = anExam(aServices()).questions;
    const group = await screen.findByRole('radiogroup', { name: question!.stem });
    expect(within(group).getAllByRole('radio')).toHaveLength(4);
    await user.keyboard('b');
    await waitFor(() => expect(within(group).getAllByRole('radio')[1]).toBeChecked());
    expect(document.body.textContent).not.toMatch(/Correct|Wrong|not right/);
    await waitFor(async () => expect((await storage.db.quizzes.get('x' as QuizId))?.exam?.sheets[0]?.given).toEqual(chose(1)));
  });

  test('says the time once, when five minutes are left, and never while it runs', async () => {
    const { pass } = await open(sitting);
    await screen.findByRole('radiogroup');
    const clock = screen.getByText(/min left$/);
    expect(clock.closest('[aria-live], [role=status], [role=timer]')).toBeNull();
    const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
    const first = told();
    pass(2);
    await waitFor(() => expect(screen.getByText('6 min left')).toBeVisible(), { timeout: 3_000 });
    expect(told()).toEqual(first);
    pass(1);
    await waitFor(() => expect(told()).toContain('Five minutes left.'), { timeout: 3_000 });
  });

  test('of less than five minutes does not say that five are left', async () => {
    await open({ at: '#/exam/x', before: (storage, made) => storage.startQuiz(anExam(made, 'x', 4)) });
    await screen.findByRole('radiogroup');
    expect(screen.queryByText('Five minutes left.')).toBeNull();
  });

  test('W says what is wrong with a question before it is known what was said of others', async () => {
    const wrapped = (storage: Storage): Storage => {
      const { overlays } = storage.db;
      const { filter } = overlays;
      overlays.filter = (only) => {
        const found = filter.call(overlays, only);
        found.primaryKeys = (() => new Promise(() => undefined)) as typeof found.primaryKeys;
        return found;
      };
      return storage;
    };
    const { user } = await open({ ...sitting, wrapped });
    await screen.findByRole('radiogroup');
    expect(screen.queryByRole('button', { name: 'This is wrong' })).toBeNull();
    await user.keyboard('w');
    expect(await screen.findByRole('dialog', { name: 'What is wrong?' })).toBeVisible();
  });

  test('W says what is wrong with a question; nothing of its answer is told, here or where it is kept, until it is handed in', async () => {
    const { user, storage } = await open(sitting);
    const [question] = anExam(aServices()).questions;
    if (question?.kind !== 'choice') throw new Error('asked otherwise');
    const group = await screen.findByRole('radiogroup');
    expect(await screen.findByRole('button', { name: 'This is wrong' })).toBeVisible();
    await user.keyboard('w');
    const dialog = await screen.findByRole('dialog', { name: 'What is wrong?' });
    // What counts as right is not known yet.
    expect(within(dialog).queryByRole('button', { name: /counts as right/ })).toBeNull();
    // Letters are the dialog's: none of them chooses behind it.
    await user.keyboard('b');
    await user.click(within(dialog).getByRole('button', { name: 'More than one answer is right' }));
    expect(await screen.findByText(/It counts in this exam as it is/)).toBeVisible();
    for (const radio of within(group).getAllByRole('radio')) expect(radio).not.toBeChecked();
    expect(screen.queryByRole('link', { name: /You said/ })).toBeNull();
    await act(async () => void (location.hash = '#/reports'));
    expect(await screen.findByText(/Your mock exam asks it/)).toBeVisible();
    await user.click(screen.getByText('As it was asked'));
    expect(document.querySelector('.reports')).not.toHaveTextContent('counts as right');
    const others = question.options.map(({ text }) => text);
    for (const text of others) expect(screen.getAllByText(text)).toHaveLength(1);
    expect(screen.queryByRole('link', { name: question.options[question.key]!.name })).toBeNull();
    await act(async () => void (await storage.handInExam('x' as QuizId, aServices().now())));
    expect(await screen.findByText('counts as right')).toBeInTheDocument();
  });

  test('rests with P, hides its question, and goes on with P; no time has passed', async () => {
    const { user, pass } = await open(sitting);
    await screen.findByRole('radiogroup');
    await user.keyboard('p');
    expect(await screen.findByRole('heading', { name: 'Paused' })).toHaveFocus();
    expect(screen.queryByRole('radiogroup')).toBeNull();
    pass(60);
    await user.keyboard('b');
    await user.keyboard('P');
    expect(await screen.findByRole('radiogroup')).toBeVisible();
    expect(screen.getByText('8 min left')).toBeVisible();
    for (const radio of screen.getAllByRole('radio')) expect(radio).not.toBeChecked();
  });

  test('asks once, in words, before it is handed in with questions open', async () => {
    const { user } = await open(sitting);
    await screen.findByRole('radiogroup');
    await user.keyboard('am');
    await user.keyboard('{Escape}');
    const dialog = await screen.findByRole('dialog', { name: 'Hand in?' });
    expect(dialog).toHaveTextContent('3 open, 1 marked.');
    await user.click(within(dialog).getByRole('button', { name: 'Hand in' }));
    expect(await screen.findByRole('heading', { name: /% expected right/ })).toBeVisible();
  });

  test('handed in, leaves whoever has gone on from the result where they are', async () => {
    let told: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (told = resolve));
    const { user } = await open({
      ...sitting,
      wrapped: (real) => ({
        ...real,
        async handInExam(...given) {
          const ended = await real.handInExam(...given);
          await slow;
          return ended;
        },
      }),
    });
    await screen.findByRole('radiogroup');
    await user.keyboard('{Escape}');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Hand in' }));
    // Its row is told sooner than its command.
    await screen.findByRole('heading', { name: /% expected right/ });
    await act(async () => void (location.hash = '#/exam'));
    expect(await screen.findByRole('heading', { name: 'Earlier attempts' })).toBeVisible();
    await act(async () => {
      told();
      await slow;
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    expect(location.hash).toBe('#/exam');
  });

  test('is handed in by itself when the time is up', async () => {
    const { pass } = await open(sitting);
    await screen.findByRole('radiogroup');
    pass(9);
    expect(await screen.findByText(/The time was up\./, undefined, { timeout: 4_000 })).toBeVisible();
  });
});

describe('the result', () => {
  const result = (right: number, aim?: number): Setting => ({
    at: '#/exam/x/result',
    before: async (storage, made) => {
      await handedIn(storage, made, right);
      if (aim !== undefined) await storage.changeSettings({ aim });
    },
  });

  test('without an aim draws no line, and offers to choose one; no scaled score is told', async () => {
    await open(result(2));
    expect(await screen.findByRole('heading', { name: /^50.% expected right$/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Choose an aim of your own' })).toHaveAttribute('href', '#/settings');
    expect(document.querySelector('.aim')).toBeNull();
    expect(screen.getByText(/none is shown/)).toBeVisible();
    expect(screen.getByText(/2 of 4 right in .*\. Corrected for guessing: 1 known\./)).toBeVisible();
  });

  test.each([
    [0, 90, 'not reached yet'],
    [2, 50, 'lies within that range'],
    [4, 20, 'is reached'],
  ])('with %d right and an aim of %d says that it %s', async (right, aim, told) => {
    await open(result(right, aim));
    expect(await screen.findByText(new RegExp(`Your aim of ${aim}.% ${told}|Your aim of ${aim}.% is ${told}`))).toBeVisible();
  });

  test('the trend has the aim as a line, at its height, and each attempt', async () => {
    await open({
      at: '#/exam/y/result',
      before: async (storage, made) => {
        await handedIn(storage, made, 1);
        made.pass(60);
        await handedIn(storage, made, 3, 'y');
        await storage.changeSettings({ aim: 75 });
      },
    });
    expect(await screen.findByText('2 attempts, each with its likely range.')).toBeVisible();
    expect(screen.getByText('aim 75')).toBeInTheDocument();
    const lines = [...document.querySelectorAll('.att path.aim')].map((line) => line.getAttribute('d'));
    const tick = document.querySelectorAll('.att path.tick')[1]?.getAttribute('d');
    // Three of four are right, so that the mark of the last attempt lies on the line.
    expect(lines).toEqual(['M0 42.5H100', 'M0 42.5H100']);
    expect(tick).toBe('M0 42.5H24');
  });

  test('counts what was said to be wrong, and tells what comes out without it', async () => {
    await open({
      at: '#/exam/x/result',
      before: async (storage, made) => {
        const { questions } = await handedIn(storage, made, 3);
        await storage.reportQuestion(smallDeck.id, { question: questions[3]! }, { fault: 'unclear' }, made.now());
      },
    });
    expect(await screen.findByRole('heading', { name: /^75.% expected right$/ })).toBeVisible();
    expect(
      screen.getByText(/You said of one question that it is wrong\. It counts here all the same.*Without that: 100.%/),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'What you said' })).toHaveAttribute('href', '#/reports');
  });

  test('is passed on as a link, and a friend sits the very same exam with the same time', async () => {
    const { user, storage, now } = await open(result(2));
    await user.click(await screen.findByRole('button', { name: 'Share this exam' }));
    const link = (await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link to this mock exam' })).value;
    const code = link.split('/').at(-1) ?? '';
    expect(readCode(code)).toMatchObject({ kind: 'read', shared: { minutes: 8 } });
    await act(async () => void (location.hash = `#/quiz/code/${code}`));
    expect(await screen.findByText(/^A shared mock exam, 8 minutes:/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(await screen.findByText('8 min left')).toBeVisible();
    const taken = (await storage.db.quizzes.toArray()).find(({ id }) => id !== 'x');
    expect(taken?.questions).toEqual(anExam({ ...aServices(), now }).questions);
    expect(taken).toMatchObject({ open: 2, exam: { exam: { minutes: 8, domains: [] } } });
  });
});

describe('an exam to one’s own measure', () => {
  const exam = {
    id: 'dea' as ExamId,
    name: 'Data Engineer',
    source: 'https://example.org/',
    checked: '2026-11-01',
    domains: [
      { id: 'a', name: 'Ingestion', percent: 60 },
      { id: 'b', name: 'Operations', percent: 40 },
    ],
  };
  /** Every other entity serves the one domain, the others the other. */
  const deck: Deck = {
    ...smallDeck,
    exams: [exam],
    entities: smallDeck.entities.map((entity, at) => ({
      ...entity,
      exams: [{ exam: exam.id, domain: at % 2 === 0 ? 'a' : 'b' }],
    })),
  };

  test('has the kinds and the weights that are chosen', async () => {
    const { user, storage } = await open({ deck });
    await user.click(await screen.findByRole('radio', { name: /To my own measure/ }));
    await user.selectOptions(screen.getByRole('combobox', { name: /Weigh by the domains of/ }), 'Data Engineer');
    const [ingestion, operations] = [
      screen.getByRole('textbox', { name: /Ingestion, in percent/ }),
      screen.getByRole('textbox', { name: /Operations, in percent/ }),
    ];
    await user.clear(ingestion);
    await user.type(ingestion, '0');
    await user.clear(operations);
    await user.type(operations, '0');
    expect(screen.getByRole('button', { name: 'Start' })).toBeDisabled();
    await user.clear(operations);
    await user.type(operations, '25');
    await user.clear(screen.getByRole('textbox', { name: /^Questions/ }));
    await user.type(screen.getByRole('textbox', { name: /^Questions/ }), '3');
    await user.click(screen.getByRole('checkbox', { name: 'Select two' }));
    expect(screen.getByRole('checkbox', { name: 'One answer' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    await screen.findByText('Question 1 of 3');
    const [stored] = await storage.db.quizzes.toArray();
    expect(stored?.exam?.places).toEqual(['b', 'b', 'b']);
    expect(stored?.exam?.exam.domains.map(({ percent }) => percent)).toEqual([0, 100]);
    expect(new Set(stored?.questions.map(({ kind }) => kind))).toEqual(new Set(['choice']));
  });

  test('passed on, it is weighed for a friend as it was, and scored by domain; its name is not the friend’s own measure', async () => {
    const { user, storage } = await open({
      deck,
      at: '#/exam/x/result',
      before: async (opened, made) => {
        const { instant: startedAt, day } = made.now();
        const paper = { ...blueprint, id: exam.id, name: 'To my own measure', questions: 6, domains: exam.domains };
        const drawn = drawExam(questionsOf(deck), paper, { id: 'x' as QuizId, seed: 1, startedAt, day });
        await opened.startQuiz(drawn);
        await opened.handInExam(drawn.id, made.now());
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Share this exam' }));
    const link = (await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link to this mock exam' })).value;
    await act(async () => void (location.hash = `#/quiz/code/${link.split('/').at(-1)}`));
    expect(await screen.findByText(/^A shared mock exam, /)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    await screen.findByText('Question 1 of 6');
    const [own, taken] = (await storage.db.quizzes.toArray()).toSorted((one) => (one.id === 'x' ? -1 : 1));
    expect(new Set(own?.exam?.places)).toEqual(new Set(['a', 'b']));
    expect(taken?.exam?.places).toEqual(own?.exam?.places);
    expect(taken?.exam?.exam.domains).toEqual(own?.exam?.exam.domains);
    await user.keyboard('a{Escape}');
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Hand in' }));
    expect(await screen.findByText('Ingestion')).toBeVisible();
    expect(screen.getByText('Operations')).toBeVisible();
  });
});

describe('on paper', () => {
  test('an exam that goes on is not printed: its clock stands while it is read', async () => {
    await open({ ...sitting, at: '#/quiz/x/print' });
    await waitFor(() => expect(location.hash).toBe('#/exam/x'));
  });

  test('questions, a sheet to answer on and what is right are apart, each option with its letter', async () => {
    await open({ at: '#/quiz/x/print', before: (storage, made) => handedIn(storage, made, 2).then(() => undefined) });
    const { questions } = anExam(aServices());
    const paper = await screen.findByRole('region', { name: 'Practice' });
    const [sheet, right] = [
      screen.getByRole('region', { name: 'Answer sheet' }),
      screen.getByRole('region', { name: 'What is right' }),
    ];
    for (const question of questions) {
      if (question.kind !== 'choice') throw new Error('asked otherwise');
      const key = question.options[question.key]!.text;
      expect(within(paper).getByText(question.stem)).toBeVisible();
      expect(within(paper).getAllByText(key).length).toBeGreaterThan(0);
      expect(within(right).getByText(`${'ABCD'[question.key]} ${key}`)).toBeVisible();
      // The sheet must not tell.
      expect(sheet).not.toHaveTextContent(key);
    }
    expect(within(sheet).getAllByText(/^[ABCD]$/)).toHaveLength(16);
    expect(sheet).toHaveTextContent(/Name.*Date/);
  });

  test('of a quiz that goes on, nothing is told of what is right', async () => {
    await open({
      at: '#/quiz/q/print',
      before: async (storage, made) => {
        const { exam: _exam, ...quiz } = anExam(made, 'q');
        await storage.startQuiz(quiz);
      },
    });
    expect(await screen.findByRole('region', { name: 'Answer sheet' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'What is right' })).toBeNull();
  });
});
