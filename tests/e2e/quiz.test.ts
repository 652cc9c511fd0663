import type { Page } from '@playwright/test';
import type { ChoiceQuestion, Quiz } from '#core/quiz/question.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { choicesOf } from '#tests/support/quizzes.ts';
import { answer, cardOnScreen, installDeck, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

async function startQuiz(page: Page, length?: '5' | '20'): Promise<void> {
  await page.goto('./#/quiz');
  // The radio is drawn as a segment, and lies unseen under it.
  if (length !== undefined) await page.getByRole('radio', { name: length, exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Start' }).click();
  // The lengths to choose from are four radios too.
  await expect(page.getByText(/^Question 1 of/)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(4);
}

async function lastQuiz(page: Page): Promise<Quiz & { questions: readonly ChoiceQuestion[] }> {
  const quizzes = await rowsOf<Quiz>(page, 'quizzes');
  const last = quizzes.toSorted((a, b) => a.startedAt - b.startedAt).at(-1);
  if (last === undefined) throw new Error('no quiz is stored');
  return { ...last, questions: choicesOf(last) };
}

/** Answers what is on screen by its key, right or wrong, and waits for the feedback. */
async function answerQuestion(page: Page, right: boolean): Promise<void> {
  const { questions, answers } = await lastQuiz(page);
  const key = questions[answers.length]?.key ?? 0;
  await page.keyboard.press('abcd'[right ? key : (key + 1) % 4] ?? 'a');
  await expect(page.getByText('Correct', { exact: true })).toBeVisible();
}

test('ten questions by the keyboard, the result, and the missed ones studied at once', async ({ page }) => {
  await installDeck(page);
  await startQuiz(page);
  const schedules = await rowsOf<ScheduleRow>(page, 'schedules');
  for (let index = 0; index < 10; index += 1) {
    await expect(page.getByText(`Question ${index + 1} of 10`)).toBeVisible();
    await answerQuestion(page, index % 4 !== 3);
    // Stored as it is given, before anything else is pressed.
    expect((await lastQuiz(page)).answers).toHaveLength(index + 1);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: '8 of 10 right' })).toBeVisible();
  await expect(page.getByText('Guessing alone would have brought about one of these, so you knew about seven.')).toBeVisible();

  const quiz = await lastQuiz(page);
  expect(quiz.finishedAt).toBeDefined();
  const log = await rowsOf<LogEntry>(page, 'log');
  expect(log.map((entry) => entry.kind === 'quiz' && entry.right)).toEqual(quiz.questions.map((_, index) => index % 4 !== 3));
  // A quiz changes no schedule.
  expect(await rowsOf<ScheduleRow>(page, 'schedules')).toEqual(schedules);

  await page.getByRole('link', { name: 'Study these 2 now' }).click();
  await expect(question(page)).toBeVisible();
  const missed = [quiz.questions[3]?.card, quiz.questions[7]?.card];
  const studied: string[] = [];
  for (const _ of missed) {
    studied.push(await cardOnScreen(page));
    await page.keyboard.press('Space');
    await expect(answer(page)).toBeVisible();
    await page.keyboard.press('4');
    await expect(answer(page)).toBeHidden();
  }
  expect(new Set(studied)).toEqual(new Set(missed));
  const after = await rowsOf<LogEntry>(page, 'log');
  expect(after.slice(10).map(({ kind, card }) => [kind, card])).toEqual(studied.map((card) => ['learn', card]));
});

test('a reload in the middle goes on with the next question, and so does the start screen', async ({ page }) => {
  await installDeck(page);
  await startQuiz(page, '5');
  await answerQuestion(page, true);
  await page.keyboard.press('Enter');
  await answerQuestion(page, false);
  await page.reload();
  await expect(page.getByText('Question 3 of 5')).toBeVisible();
  await expect(page.getByText('1 of 2 right')).toBeVisible();
  const stem = await page.getByRole('heading', { level: 1 }).textContent();

  await page.goto('./#/quiz');
  await page.getByRole('link', { name: 'Go on with question 3 of 5' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(stem ?? '');
});

test('every option says what it really is, with the way to its lines', async ({ page }) => {
  await installDeck(page);
  await startQuiz(page, '5');
  await answerQuestion(page, false);
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(4);
  const [asked] = (await lastQuiz(page)).questions;
  const links = await rows
    .getByRole('link', { name: /, lines? / })
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual(asked?.options.map(({ lines }) => `#/notes/aws-ml-ai-big-data/${lines.join(',')}`));
  await rows
    .getByRole('link', { name: /, lines? / })
    .first()
    .click();
  await expect(page.locator('li.on').first()).toBeInViewport();
  await page.goBack();
  await expect(page.getByText('Question 2 of 5')).toBeVisible();
});

test('nothing moves when the answer is told', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await installDeck(page);
  await startQuiz(page, '5');
  const places = () =>
    page.locator('h1, .opt').evaluateAll((all) =>
      all.map((one) => {
        const { top, height } = one.getBoundingClientRect();
        return [top + scrollY, height];
      }),
    );
  for (let index = 0; index < 5; index += 1) {
    await page.evaluate(() => document.fonts.ready);
    const before = await places();
    await answerQuestion(page, index > 2);
    expect(await places()).toEqual(before);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: '2 of 5 right' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 700 }, hasTouch: true });

  test('the ways on are at the foot of the screen, whatever is above', async ({ page }) => {
    await installDeck(page);
    await page.goto('./#/quiz');
    await expect(page.getByRole('button', { name: 'Start' })).toBeInViewport({ ratio: 1 });
    await page.getByRole('button', { name: 'Start' }).tap();
    for (const next of ['Next', 'Next', 'Next']) {
      await page.getByRole('radio').nth(1).tap();
      await expect(page.getByRole('button', { name: next })).toBeInViewport({ ratio: 1 });
      await page.getByRole('button', { name: next }).tap();
    }
    await expect(page.getByText('Question 4 of 10')).toBeVisible();
  });
});

test('a quiz that is ended early counts what was answered', async ({ page }) => {
  await installDeck(page);
  await startQuiz(page);
  await answerQuestion(page, true);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'End quiz' }).click();
  await expect(page.getByRole('heading', { name: '1 of 1 right' })).toBeVisible();
  await page.goto('./#/quiz');
  await expect(page.getByRole('link', { name: 'Last quiz: 1 of 1, about 1 known, today.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled();
});

test('an answer that cannot be written stays with what went wrong, and is saved when it can be', async ({ page }) => {
  await installDeck(page);
  await startQuiz(page, '5');
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room left', 'QuotaExceededError');
    };
    document.addEventListener('room', () => Object.assign(IDBObjectStore.prototype, { put }), { once: true });
  });
  await page.keyboard.press('b');
  await expect(page.getByRole('alert')).toContainText('This answer is not saved');
  await expect(page.getByText('Correct', { exact: true })).toBeHidden();
  expect((await lastQuiz(page)).answers).toEqual([]);
  await expectAccessible(page);

  await page.evaluate(() => document.dispatchEvent(new Event('room')));
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByText('Correct', { exact: true })).toBeVisible();
  expect((await lastQuiz(page)).answers).toMatchObject([{ given: { kind: 'choice', chosen: 1 } }]);
});

for (const colorScheme of ['dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 700, height: 800 } });

    test('axe finds nothing on the screens beside the way', async ({ page }) => {
      test.slow();
      await page.goto('./#/quiz');
      await expect(page.getByRole('heading', { name: 'No questions yet' })).toBeVisible();
      await expectAccessible(page);
      await installDeck(page);
      await page.goto('./#/quiz/none');
      await expect(page.getByRole('heading', { name: 'There is no such quiz' })).toBeVisible();
      await expectAccessible(page);
      await startQuiz(page, '5');
      await answerQuestion(page, false);
      await page.goto('./#/quiz');
      await expect(page.getByRole('link', { name: /Go on with/ })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'None' }).click();
      await expect(page.getByRole('button', { name: 'Start a new one' })).toBeDisabled();
      await expectAccessible(page);
      await page.getByRole('link', { name: /Go on with/ }).click();
      await page.getByRole('button', { name: 'End quiz' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'End quiz' }).click();
      await page.locator('.asked summary').first().click();
      await expect(page.locator('.asked').getByText(/^Correct: /)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
