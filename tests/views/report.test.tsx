import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Suspense } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { CardId, QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import { createNotices, type NoticesStore } from '#state/notices.ts';
import { ServicesContext } from '#state/services-context.ts';
import { StorageError, type Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { choicesOf, chose } from '#tests/support/quizzes.ts';
import { aServices } from '#tests/support/services.ts';
import { CardView } from '#views/card/CardView.tsx';
import { QuizResultView } from '#views/quiz/QuizResultView.tsx';
import { QuizView } from '#views/quiz/QuizView.tsx';
import { reportFile } from '#views/report/report-file.ts';
import { ReportsView } from '#views/report/ReportsView.tsx';

beforeEach(() => {
  location.hash = '#/quiz/q';
});
afterEach(cleanup);

/** A quiz of five that is going on, on a real database. */
async function open({ at = '#/quiz/q', storage }: { at?: string; storage?: (storage: Storage) => Storage } = {}) {
  const made = aServices(storage ? { storage } : {});
  const opened = await made.services.storage();
  await opened.installDeck(smallDeck, '# Notes', made.now());
  const { instant: startedAt, day } = made.now();
  const request = { id: 'q' as QuizId, count: 5, categories: [], seed: 3, startedAt, day };
  const drawn = drawQuiz(questionsOf(smallDeck), request);
  const quiz = { ...drawn, questions: choicesOf(drawn) };
  await opened.startQuiz(quiz);
  await opened.answerQuestion(quiz.id, 0, chose((quiz.questions[0]!.key + 1) % 4), 1_000, made.now());
  location.hash = at;
  const notices = createNotices();
  await act(async () => {
    render(
      <ServicesContext value={made.services}>
        <Router hook={useHashLocation}>
          <Suspense fallback="waiting">
            <Switch>
              <Route path="/quiz/:id">{({ id }) => <QuizView id={id} notices={notices} />}</Route>
              <Route path="/quiz/:id/result">{({ id }) => <QuizResultView id={id} notices={notices} />}</Route>
              <Route path="/card/:id">{({ id }) => <CardView id={decodeURIComponent(id) as CardId} notices={notices} />}</Route>
              <Route path="/reports">
                <ReportsView notices={notices} />
              </Route>
            </Switch>
          </Suspense>
        </Router>
      </ServicesContext>,
    );
  });
  return { ...made, storage: opened, quiz, notices, user: userEvent.setup() };
}

const said = async (storage: Storage) =>
  (await storage.readOverlays(smallDeck.id)).flatMap(({ reported }) => (reported === undefined ? [] : [reported]));

async function undo(notices: NoticesStore) {
  const notice = notices.getState().notices.find(({ kind }) => kind === 'undoable');
  if (notice?.kind !== 'undoable') throw new Error('nothing is offered to be taken back');
  await act(async () => notice.undo());
}

test('W and one tap say what is wrong with a question; it is offered to be taken back', async () => {
  const { user, storage, quiz, notices } = await open();
  await screen.findByRole('radiogroup');
  expect(screen.queryByRole('button', { name: 'This is wrong' })).toBeNull();
  await user.keyboard('abcd'[quiz.questions[1]!.key]!);
  await screen.findByRole('button', { name: /Next/ });
  await user.keyboard('w');
  const dialog = await screen.findByRole('dialog', { name: 'What is wrong?' });
  await user.click(within(dialog).getByRole('button', { name: 'It gives the answer away' }));
  expect(await screen.findByRole('link', { name: /You said what is wrong/ })).toHaveAttribute('href', '#/reports');
  expect(screen.queryByRole('dialog')).toBeNull();
  const given = quiz.questions[1]!.options[quiz.questions[1]!.key]!.text;
  expect(await said(storage)).toMatchObject([{ fault: 'gives-away', about: { kind: 'question', given } }]);
  // Said once, it is not asked for once more.
  await user.keyboard('w');
  expect(screen.queryByRole('dialog')).toBeNull();
  await undo(notices);
  expect(await screen.findByRole('button', { name: 'This is wrong' })).toBeVisible();
  expect(await said(storage)).toEqual([]);
});

test('words of one’s own go with the tap, or alone as something else', async () => {
  const { user, storage } = await open({ at: '#/quiz/q' });
  await screen.findByRole('radiogroup');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: 'This is wrong' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByRole('button', { name: 'Say this' })).toBeDisabled();
  // Letters are the field's own: none of them chooses, ends or goes on.
  await user.type(within(dialog).getByRole('textbox', { name: 'In your words' }), 'A week, not a day.');
  await user.click(within(dialog).getByRole('button', { name: 'Say this' }));
  await waitFor(async () => expect(await said(storage)).toMatchObject([{ fault: 'other', words: 'A week, not a day.' }]));
});

test('what could not be saved is said, and stays to be said again', async () => {
  let full = true;
  const { user, storage } = await open({
    storage: (real) => ({
      ...real,
      reportQuestion: (...given) => (full ? Promise.reject(new StorageError('quota')) : real.reportQuestion(...given)),
    }),
  });
  await screen.findByRole('radiogroup');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: 'This is wrong' }));
  await user.click(await screen.findByRole('button', { name: 'It is out of date' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/not saved.*disk is full/);
  full = false;
  await user.click(screen.getByRole('button', { name: 'It is out of date' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await said(storage)).toHaveLength(1);
});

test('on a result each question can be said to be wrong', async () => {
  const { user, storage, quiz, now } = await open({ at: '#/reports' });
  await storage.endQuiz(quiz.id, now());
  await act(async () => void (location.hash = '#/quiz/q/result'));
  const all = (await screen.findByRole('heading', { name: 'The question' })).closest('section') as HTMLElement;
  await user.click(within(all).getByText(quiz.questions[0]!.stem));
  await user.click(within(all).getByRole('button', { name: 'This is wrong' }));
  await user.click(await screen.findByRole('button', { name: 'What counts as right is wrong' }));
  expect(await within(all).findByRole('link', { name: /You said what is wrong/ })).toBeVisible();
  expect(await said(storage)).toMatchObject([{ fault: 'wrong', about: { question: { id: quiz.questions[0]!.id } } }]);
});

test('a card says on its page that it was reported, and is asked again from there', async () => {
  const card = smallDeck.entities[0]!.notes[0]!.cards[0]!;
  const { user, storage } = await open({ at: `#/card/${encodeURIComponent(card.id)}` });
  await user.click(await screen.findByRole('button', { name: /This is wrong/ }));
  const dialog = await screen.findByRole('dialog', { name: 'What is wrong?' });
  expect(within(dialog).queryByRole('button', { name: /Another answer/ })).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'The answer is wrong' }));
  expect(await screen.findByText(/You said that it is wrong: not asked until/)).toBeVisible();
  expect(await said(storage)).toMatchObject([{ fault: 'wrong', about: { kind: 'card', front: card.front, back: card.back } }]);
  expect(await storage.gatherCards([card.id])).toEqual([]);
  await user.click(screen.getByRole('button', { name: /Ask it again/ }));
  await waitFor(() => expect(screen.queryByText(/You said that it is wrong/)).toBeNull());
  expect(await storage.gatherCards([card.id])).toHaveLength(1);
});

test('all that was said is in one place, as a file for whoever writes the notes, and is taken back there', async () => {
  const { user, storage, quiz, now } = await open({ at: '#/reports' });
  expect(await screen.findByRole('heading', { name: 'You have said of nothing that it is wrong' })).toBeVisible();
  const [question] = quiz.questions;
  const words = 'First line.\n# Not a heading';
  await act(async () => {
    await storage.reportQuestion(smallDeck.id, { question: question!, given: 'Glue' }, { fault: 'second-right', words }, now());
  });
  expect(await screen.findByText('Another answer is right, too')).toBeVisible();
  expect(screen.getByText(/1 question or card is not asked/)).toBeVisible();
  await user.click(screen.getByText('As it was asked'));
  expect(screen.getByText('You answered: Glue')).toBeVisible();

  let saved: Blob | undefined;
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob: Blob) => {
    saved = blob;
    return make(blob);
  };
  try {
    await user.click(screen.getByRole('button', { name: /^Save as a file/ }));
  } finally {
    URL.createObjectURL = make;
  }
  const text = (await saved?.text()) ?? '';
  const { path } = smallDeck.notes;
  expect(text).toContain(`## ${path}:${question!.lines[0]}`);
  expect(text).toContain('**Another answer is right, too**');
  expect(text).toContain(`> ${question!.stem}`);
  expect(text).toContain(`. ${question!.options[question!.key]!.text} **(counts as right)**`);
  expect(text).toContain('You answered: Glue');
  expect(text).toContain('> First line.\n> # Not a heading');
  expect(text.match(/^# /gm)).toHaveLength(1);

  await user.click(screen.getByRole('button', { name: /^Ask it again/ }));
  expect(await screen.findByRole('heading', { name: 'You have said of nothing that it is wrong' })).toBeVisible();
  expect(await said(storage)).toEqual([]);
});

test('the file follows the notes from their first line on, whichever was said first', async () => {
  const { instant: at } = aServices().now();
  const report = (line: number) =>
    ({
      id: `c${line}` as CardId,
      deck: smallDeck.id,
      entity: smallDeck.entities[0]!.id,
      name: 'Kafka',
      kind: 'card',
      at,
      fault: 'unclear',
      lines: [line],
      asked: 'F',
      answer: 'B',
      options: [],
    }) as const;
  const files = [
    { path: 'a.md', above: 1 },
    { path: 'b.md', above: 20 },
  ];
  const text = reportFile({
    deck: smallDeck.id,
    title: 'T',
    notes: { path: 'x', files },
    reports: [report(25), report(4)],
  });
  expect(text.match(/^## .*$/gm)).toEqual(['## a.md:3: Kafka', '## b.md:5: Kafka']);
});
