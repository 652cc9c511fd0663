import type { Page } from '@playwright/test';
import { answerByKeys, installDeck, rowsOf } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

async function openSettings(page: Page): Promise<void> {
  await installDeck(page);
  await page.goto('./#/settings');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(page.getByText(/About \d+ reviews? a day/)).toBeVisible();
}

const setting = async (page: Page, key: string) =>
  (await rowsOf<{ key: string; value: string }>(page, 'settings')).find((row) => row.key === key)?.value;

test('minutes a day let fewer new cards in; said before, done by keys, and taken back', async ({ page }) => {
  await openSettings(page);
  await page.getByLabel('Minutes a day').fill('5');
  await expect(page.getByText('Today: 0 reviews, 10 new, instead of 0 reviews, 20 new.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Minutes a day is changed.')).toBeVisible();
  expect(await setting(page, 'minutesPerDay')).toBe('5');

  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByRole('heading', { name: '10 new cards' })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Not set: only the limits of a day hold.')).toBeVisible();
  expect(await setting(page, 'minutesPerDay')).toBeUndefined();
});

test('what does not fit is said, and nothing is stored until it does', async ({ page }) => {
  await openSettings(page);
  await page.getByText('more settings').click();
  await page.getByRole('button', { name: /^Learning steps:/ }).click();
  const steps = page.getByRole('textbox', { name: 'Learning steps' });
  await steps.fill('1m 10x');
  await expect(page.getByText('“10x” is no step. Write a number with s, m, h or d, as in 1m 10m.')).toBeVisible();
  await expect(page.getByRole('listitem').getByRole('button', { name: 'Save' })).toBeDisabled();
  await steps.fill('1m 15m');
  const told = page.getByRole('listitem').getByText(/^A new card would come back:/);
  await expect(told).toContainText('Again 1 min, Hard 8 min, Good 15 min, Easy 8 days.');
  await steps.press('Enter');
  await expect(page.getByRole('button', { name: 'Learning steps: 1m 15m. Change' })).toBeVisible();
  await expect(page.getByText('one differs from its default')).toBeVisible();
  // The way back, too, is told before it is taken.
  await page.getByRole('button', { name: 'Learning steps: Back to default, 1m 10m' }).click();
  await expect(told).toContainText('Again 1 min, Hard 6 min, Good 10 min, Easy 8 days.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('all as at first')).toBeVisible();
  // Changed back, it is the revision that it was.
  expect((await rowsOf(page, 'presets')).length).toBeLessThanOrEqual(3);
});

test('desired retention tells its price while it is moved, and an exam date its pace', async ({ page }) => {
  await openSettings(page);
  const priceOf = async () => Number(/About (\d+)/.exec((await page.locator('.live').textContent()) ?? '')?.[1]);
  const before = await priceOf();
  await page.getByLabel('Desired retention').focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('95 %', { exact: true })).toBeVisible();
  expect(await priceOf()).toBeGreaterThan(before);
  expect(await setting(page, 'preset')).toBe('default-1');
  await page.getByRole('button', { name: 'Cancel' }).click();

  const date = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Exam date').fill(date);
  await expect(page.getByText(/The last new card falls on/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Exam date is changed.')).toBeVisible();
  expect(await setting(page, 'examDate')).toBe(String(Date.parse(`${date}T00:00Z`) / 86_400_000));
});

test('FSRS parameters: what they do to every memory is told first, done as one, and taken back', async ({ page }) => {
  await installDeck(page);
  const card = await answerByKeys(page, 4);
  const memoryOf = async () => {
    const rows = await rowsOf<{ card: string; dueDay: number; state: { memory: { stability: number } } }>(page, 'schedules');
    const row = rows.find((each) => each.card === card);
    return { stability: row?.state.memory.stability, dueDay: row?.dueDay };
  };
  const before = await memoryOf();
  await page.goto('./#/settings');
  await page.getByText('more settings').click();
  await page.getByRole('button', { name: /^FSRS parameters:/ }).click();
  const field = page.getByRole('textbox', { name: 'FSRS parameters' });
  const usual = await field.inputValue();
  await field.fill(usual.replace(/^[^,]+, /, ''));
  await expect(page.getByText(/^Write 21 numbers/)).toBeVisible();
  await field.fill(usual.replace('8.2956', '16.5'));
  await expect(page.getByText(/^1 of 1 memory changes: 1 would last longer than was thought/)).toBeVisible();
  await expectAccessible(page);
  expect(await memoryOf()).toEqual(before);
  await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('FSRS parameters is changed.')).toBeVisible();
  expect(await memoryOf()).toEqual({ stability: 16.5, dueDay: before.dueDay });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'FSRS parameters: FSRS’s own. Change' })).toBeVisible();
  expect(await memoryOf()).toEqual(before);

  // A deck's own, and given up again: told, done and taken back in the same way.
  await page.getByLabel('These hold for').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Give it settings of its own' }).click();
  await page.getByRole('button', { name: /^Desired retention: 90/ }).click();
  await page.getByRole('textbox', { name: 'Desired retention' }).fill('95');
  await expect(page.getByRole('listitem').getByText(/^About \d+ reviews? a day\. Existing due dates stay/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Desired retention: 95/ })).toBeVisible();
  await page.getByRole('button', { name: /^FSRS parameters:/ }).click();
  await field.fill(usual.replace('8.2956', '16.5'));
  await expect(page.getByText(/^1 of 1 memory changes/)).toBeVisible();
  await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
  await expect.poll(memoryOf).toEqual({ stability: 16.5, dueDay: before.dueDay });
  await page.getByRole('button', { name: 'Let it go by those of all decks again' }).click();
  const told = page.locator('.whose').getByRole('status');
  await expect(told).toContainText('What was chosen for this deck alone no longer holds.');
  await expect(told).toContainText('1 of 1 memory changes: 0 would last longer than was thought, 1 less long.');
  await expect(told).toContainText(/Today stays at/);
  await expectAccessible(page);
  await page.locator('.whose').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Settings of a deck is changed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Give it settings of its own' })).toBeFocused();
  await expect.poll(memoryOf).toEqual(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'FSRS parameters: Your own. Change' })).toBeVisible();
  expect(await memoryOf()).toEqual({ stability: 16.5, dueDay: before.dueDay });

  // Its own settings may also be those of the beginning, in the same way.
  await page.getByRole('button', { name: 'FSRS parameters: Back to default, FSRS’s own' }).click();
  await expect(field).toHaveValue(usual);
  await expect(page.getByText(/^1 of 1 memory changes: 0 would last longer/)).toBeVisible();
  await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
  await expect.poll(memoryOf).toEqual(before);
});

test('an exam is chosen once: Today says it and asks only what it asks', async ({ page }) => {
  await openSettings(page);
  await page.getByText('more settings').click();
  await page.getByRole('button', { name: /^Exam:/ }).click();
  await page.getByRole('combobox', { name: 'Exam' }).selectOption({ label: 'AWS Certified AI Practitioner (AIF-C01)' });
  await page.getByRole('listitem').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Exam is changed.')).toBeVisible();
  expect(await setting(page, 'exam')).toBe('aif-c01');

  await page.getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText('Studying for AIF-C01')).toBeVisible();
  const total = async () => Number(/\d+/.exec((await page.locator('.decks .nm small').first().textContent()) ?? '')?.[0]);
  await expect.poll(total).toBeGreaterThan(0);
  const ofExam = await total();
  const all = (await rowsOf<{ entity: string; about?: { exams?: string[] } }>(page, 'schedules')).filter(
    ({ about }) => about !== undefined,
  );
  expect(ofExam).toBe(all.filter(({ about }) => about?.exams?.includes('aif-c01')).length);
  expect(ofExam).toBeLessThan(all.length);

  // One area for one session.
  await page.locator('.areas .one').first().click();
  await expect(page.getByTestId('question')).toBeVisible();

  // Progress is of it, until something else is asked for.
  await page.goto('#/atlas');
  await expect(page.getByText('Studying for AIF-C01')).toBeVisible();
  await page.goto('#/figures');
  await expect(page.getByRole('combobox', { name: 'Of' })).toHaveValue('exam:aif-c01');
  await page.getByRole('combobox', { name: 'Of' }).selectOption('all');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Of' })).toHaveValue('all');

  // A quiz asks nothing else.
  await page.goto('#/quiz');
  await page.getByRole('button', { name: /Start/ }).click();
  await expect(page.getByText(/Question 1 of/)).toBeVisible();
  const [quiz] = await rowsOf<{ questions: readonly { entity: string; exams?: { exam: string }[] }[] }>(page, 'quizzes');
  const ofExams = new Set(all.flatMap(({ about, entity }) => (about?.exams?.includes('aif-c01') ? [entity] : [])));
  const isOfExam = ({ entity, exams }: { entity: string; exams?: { exam: string }[] }) =>
    ofExams.has(entity) || exams?.some((tag) => tag.exam === 'aif-c01') === true;
  expect(quiz?.questions.filter((question) => !isOfExam(question))).toEqual([]);
});

for (const { name, colorScheme, viewport } of [
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing in the settings and nothing runs out of the screen', async ({ page }) => {
      test.slow();
      await openSettings(page);
      await expectSound(page);
      await page.getByText('more settings').click();
      await page.getByRole('button', { name: /^New cards a day:/ }).click();
      await page.getByRole('textbox', { name: 'New cards a day' }).fill('ten');
      await page.getByRole('button', { name: /^Easy days:/ }).click();
      await page.getByLabel('Sunday').selectOption('Least');
      await expect(page.getByText(/^Sun: a review only where/)).toBeVisible();
      await expectSound(page);
    });

    test('the exam and the aim stand on Today, and in the atlas', async ({ page }) => {
      await openSettings(page);
      await page.getByLabel('Exam date').fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText('Exam date is changed.')).toBeVisible();
      await page.getByText('more settings').click();
      await page.getByRole('button', { name: /^Aim:/ }).click();
      await page.getByRole('textbox', { name: 'Aim' }).fill('75');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: /^Aim: 75.%/ })).toBeVisible();
      await page.getByRole('link', { name: 'Today' }).click();
      await expect(page.getByRole('heading', { name: /^The exam/ })).toBeVisible();
      await expect(page.getByRole('img', { name: /^From today to the exam on .* The last new card falls on/ })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'New cards on track' })).toBeVisible();
      await expect(page.getByText(/expected right on the day.* Your aim is 75.%\./)).toBeVisible();
      await expect(page.getByRole('heading', { name: /^Most is missing in/ })).toBeVisible();
      await expectSound(page);
      await page.goto('./#/study');
      await expect(page.getByTestId('question')).toBeVisible();
      await answerByKeys(page, 3);
      await page.goto('./#/atlas');
      await expect(page.getByText(/^Your aim of 75.% is not reached yet/)).toBeVisible();
    });
  });
}

async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(width).toBeLessThanOrEqual(0);
}
