import type { Page } from '@playwright/test';
import type { ChoiceQuestion, Quiz } from '#core/quiz/question.ts';
import type { ScheduleRow } from '#storage/rows.ts';
import { choicesOf } from '#tests/support/quizzes.ts';
import { answerByKeys, installDeck, question, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

const hourMs = 3_600_000;

async function lastQuiz(page: Page): Promise<Quiz & { readonly choices: readonly ChoiceQuestion[] }> {
  const quizzes = await rowsOf<Quiz>(page, 'quizzes');
  const last = quizzes.toSorted((a, b) => a.startedAt - b.startedAt).at(-1);
  if (last === undefined) throw new Error('no quiz is stored');
  return { ...last, choices: choicesOf(last) };
}

async function beginQuiz(page: Page): Promise<void> {
  await page.goto('./#/quiz');
  await page.getByRole('radio', { name: '5', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByText(/^Question 1 of/)).toBeVisible();
}

/** Answers what is left, by the option that is chosen for each question, and goes to the result. */
async function answerAll(page: Page, choose: (asked: ChoiceQuestion) => number): Promise<void> {
  const { choices, answers } = await lastQuiz(page);
  for (const [index, asked] of choices.entries()) {
    if (index < answers.length) continue;
    await expect(page.getByText(`Question ${index + 1} of ${choices.length}`)).toBeVisible();
    // Pressed once more where the question was not listening yet; one that is answered hears no letter.
    await expect(async () => {
      await page.keyboard.press('abcd'[choose(asked)] ?? 'a');
      await expect(page.getByText('Correct', { exact: true })).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 20_000 });
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: /\d of \d right/ })).toBeVisible();
}

const wrong = ({ key }: ChoiceQuestion) => (key + 1) % 4;

test('what a quiz shows to be forgotten comes on the next study day and can be taken back; what is mixed up twice is drilled', async ({
  page,
}) => {
  test.slow();
  const now = Date.parse('2026-03-03T09:00Z');
  await page.clock.install({ time: now });
  await installDeck(page);

  // A quiz is begun, and the cards that ask for the same are learnt before it is answered.
  await beginQuiz(page);
  const first = await lastQuiz(page);
  const cards = [...new Set(first.choices.flatMap(({ card }) => card ?? []))];
  expect(cards.length).toBeGreaterThan(2);
  await page.goto(`./#/study/${encodeURIComponent(cards.join(','))}`);
  for (const _ of cards) {
    await expect(question(page)).toBeVisible();
    await answerByKeys(page, 4);
  }
  const review = async () => (await rowsOf<ScheduleRow>(page, 'schedules')).filter(({ state }) => state.kind === 'review');
  await expect.poll(async () => (await review()).length).toBe(cards.length);
  const dueBefore = new Map((await review()).map(({ card, dueDay }) => [card, dueDay]));

  await page.goto(`./#/quiz/${first.id}`);
  await answerAll(page, wrong);
  const told = page.getByText(/come(s)? again on the next study day/);
  await expect(told).toBeVisible();
  await expect(page.getByText(/taken for/).first()).toBeVisible();
  await expectAccessible(page);
  const moved = (await review()).filter(({ card, dueDay }) => dueDay !== dueBefore.get(card));
  expect(moved.length).toBeGreaterThan(0);
  for (const { lapses, reps, state } of moved) {
    expect({ lapses, reps, kind: state.kind }).toEqual({ lapses: 0, reps: 1, kind: 'review' });
  }

  // The next study day: they are due, until it is taken back.
  await page.clock.setSystemTime(now + 24 * hourMs);
  await page.goto('./#/');
  await page.reload();
  const due = page.getByRole('heading', { level: 1 });
  await expect(due).toHaveText(new RegExp(`^${moved.length} review`));
  await page.goto(`./#/quiz/${first.id}/result`);
  await page.getByRole('button', { name: 'Leave my cards as they were' }).click();
  await expect(page.getByText(/Taken back: your cards are as they were/)).toBeVisible();
  await expect.poll(async () => new Map((await review()).map(({ card, dueDay }) => [card, dueDay]))).toEqual(dueBefore);
  await page.goto('./#/');
  await expect(due).not.toHaveText(/review/);

  // The second quiz asks again for what was mixed up, beside what it was taken for; chosen again, it is worth a drill.
  const taken = new Map(first.choices.map((one) => [one.entity, one.options[wrong(one)]?.entity]));
  let again: readonly ChoiceQuestion[] = [];
  // It is asked for with more weight, not for certain: five questions of a deck of dozens may leave it out.
  for (let quizzes = 0; quizzes < 10 && again.length === 0; quizzes += 1) {
    if (quizzes > 0) await answerAll(page, ({ key }) => key);
    await beginQuiz(page);
    const { choices } = await lastQuiz(page);
    again = choices.filter(({ entity, options }) => options.some((one) => one.entity === taken.get(entity)));
  }
  expect(again.length).toBeGreaterThan(0);
  await answerAll(page, (asked) => {
    const at = asked.options.findIndex((option) => option.entity === taken.get(asked.entity));
    return at < 0 || at === asked.key ? asked.key : at;
  });
  await page.goto('./#/confusions');
  await expect(page.getByRole('heading', { name: /one above all|pairs/ })).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
  // What separates them has its source at the foot.
  await expect(
    page
      .locator('.contrast .from')
      .getByRole('link', { name: /^notes\.md, line/ })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  const drill = page.getByRole('button', { name: /^Drill .+ and / }).first();
  await drill.click();
  await expect(page.getByText(/^Question 1 of/)).toBeVisible();
  const { choices } = await lastQuiz(page);
  const mixedUp = again.flatMap(({ entity }) => [entity, taken.get(entity)]);
  expect(choices.some(({ entity }) => mixedUp.includes(entity))).toBe(true);
});

test('several answers, matching and typing, each by keys, with how sure it was', async ({ page }) => {
  test.slow();
  await installDeck(page);
  await page.goto('./#/quiz');
  // Stored first, so that it is not checked at once.
  const sure = page.getByRole('checkbox', { name: /How sure I am/ });
  await sure.click();
  await expect(sure).toBeChecked();
  for (const name of ['Select two', 'Matching', 'Type the name']) {
    await page.goto('./#/quiz');
    await page.getByRole('radio', { name: '5', exact: true }).check({ force: true });
    await page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await page.getByRole('checkbox', { name: /One answer/ }).uncheck();
    await page.getByRole('button', { name: /^Start/ }).click();
    await expect(page.getByText(/^Question 1 of/)).toBeVisible();
    const answer = page.getByRole('button', { name: 'Answer' });
    await expect(answer).toBeDisabled();
    if (name === 'Select two') {
      await page.keyboard.press('a');
      await expect(page.getByText('One of two chosen.')).toBeVisible();
      await page.keyboard.press('c');
      await expectAccessible(page);
      await page.keyboard.press('1');
    } else if (name === 'Matching') {
      const selects = page.getByRole('combobox');
      const count = await selects.count();
      for (let at = 0; at < count; at += 1) await selects.nth(at).selectOption(String(at));
      await expect(page.getByText('All matched.')).toBeVisible();
      await expectAccessible(page);
      await answer.click();
    } else {
      await page.getByRole('textbox').fill('No such thing');
      await expectAccessible(page);
      await page.keyboard.press('Enter');
    }
    await expect(page.getByRole('button', { name: /^(Next|See the result)/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').getByRole('button', { name: 'End quiz' }).click();
    await expect(page.getByRole('heading', { name: /of 1 right/ })).toBeVisible();
    await expectAccessible(page);
  }
});
