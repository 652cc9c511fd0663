import type { Page } from '@playwright/test';
import { answer, cardOnScreen, installDeck, question } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/test.ts';

// 320 px is also what 200 % and 400 % of zoom make of wider windows.
const settings = [
  { name: 'light, wide', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { name: 'dark, 320 px', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

for (const { name, colorScheme, viewport } of settings) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing and nothing runs out of the screen, on the way through a day', async ({ page }) => {
      test.slow();
      await page.goto('./');
      await expect(page.getByRole('button', { name: /Use these/ })).toBeEnabled();
      await expectSound(page);
      await page.getByRole('button', { name: 'Show answer' }).click();
      await expectSound(page);

      await page.getByRole('button', { name: /Use these/ }).click();
      await expect(question(page)).toBeVisible();
      await expectSound(page);
      await page.keyboard.press('Space');
      await expect(answer(page)).toBeVisible();
      await expect(page.getByRole('button', { name: /Good 10 min/ })).toBeVisible();
      await expectSound(page);

      const first = await cardOnScreen(page);
      await page.keyboard.press('3');
      await expect(answer(page)).toBeHidden();
      await page.keyboard.press('Control+2');
      await expect(page.getByTestId('marks')).toHaveText('Orange flag');
      await page.keyboard.press('t');
      const field = page.getByRole('textbox', { name: 'Type the answer' });
      await expect(field).toBeFocused();
      await expectSound(page);
      await field.fill('Kinesis Data Streams');
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('typed')).toContainText(/suggested|compare/);
      await expectSound(page);
      await page.keyboard.press('m');
      await expect(page.getByRole('dialog').getByText('Nothing has been taken back since')).toBeAttached();
      await expectSound(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();

      await page.keyboard.press('Escape');
      await expect(page.getByRole('heading', { name: 'Areas' })).toBeVisible();
      await expectSound(page);

      // A card that was answered, buried on its own page: Today tells what waits, and brings it back.
      await page.goto(`./#/card/${encodeURIComponent(first)}`);
      await expect(page.getByRole('heading', { name: 'One answer' })).toBeVisible();
      await page.keyboard.press('-');
      await expect(page.getByText('Buried until tomorrow.', { exact: true })).toBeVisible();
      await expectSound(page);
      await page.goto('./#/');
      const waiting = page.locator('.band.buried');
      await expect(waiting).toContainText(/cards? waits? until tomorrow/);
      await expectSound(page);
      const isOne = (await waiting.innerText()).includes('1 card waits');
      await waiting.getByRole('button', { name: isOne ? 'Bring it back today' : 'Bring them back today' }).click();
      await expect(waiting).toContainText(/no longer held back\./);
      await expectSound(page);
      await waiting.getByRole('button', { name: 'Undo' }).click();
      await expect(waiting).toContainText(/cards? waits? until tomorrow/);

      await page.goto('./#/custom');
      await page.getByRole('radio', { name: 'Flagged' }).check({ force: true });
      await page.getByRole('combobox', { name: /^Flag/ }).selectOption({ label: 'orange' });
      await expect(page.getByText(/^(One|1) card\.$/)).toBeVisible();
      await expectSound(page);

      await page.goto('./#/notes');
      await expect(page.getByRole('link', { name: /notes\.md/ })).toBeVisible();
      await expectSound(page);
      await page.goto('./#/notes/aws-ml-ai-big-data/93,97');
      await expect(page.locator('li.on').first()).toBeInViewport();
      await expect(page.locator('.mg').first()).toBeAttached();
      await expectSound(page);
      await page.getByRole('searchbox').fill('no such words');
      await expect(page.getByText('No line holds these words.')).toBeVisible();
      await expectSound(page);

      await page.goto('./#/nothing/here');
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
      await expectSound(page);
    });

    test('axe finds nothing in a quiz', async ({ page }) => {
      test.slow();
      await installDeck(page);
      await page.goto('./#/quiz');
      await expect(page.getByRole('button', { name: /Start/ })).toBeEnabled();
      await page.getByRole('radio', { name: '5', exact: true }).check({ force: true });
      await expect(page.getByRole('heading', { name: /^Five questions/ })).toBeVisible();
      await expectSound(page);
      await page.getByRole('button', { name: /Start/ }).click();
      await expect(page.getByText('Question 1 of 5')).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\S/);
      await expectSound(page);
      await page.keyboard.press('a');
      await expect(page.getByRole('button', { name: /Next/ })).toBeVisible();
      await expectSound(page);
      await page.keyboard.press('w');
      await expect(page.getByRole('dialog', { name: 'What is wrong?' })).toBeVisible();
      await expectSound(page);
      await page.getByRole('button', { name: 'It is unclear' }).click();
      await expect(page.getByRole('link', { name: /You said what is wrong/ })).toBeVisible();
      await page.getByRole('button', { name: /Next/ }).click();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectSound(page);
      await page.getByRole('dialog').getByRole('button', { name: 'End quiz' }).click();
      await expect(page.getByRole('heading', { name: /of \d+ right/ })).toBeVisible();
      await expectSound(page);
      await page.getByRole('link', { name: 'Print with an answer sheet' }).click();
      await expect(page.getByRole('heading', { name: 'What is right' })).toBeVisible();
      await expectSound(page);
      await page.goto('./#/reports');
      await expect(page.getByRole('heading', { name: 'What you said is wrong' })).toBeVisible();
      await expectSound(page);
    });

    test('axe finds nothing where something is wrong', async ({ page }) => {
      await installDeck(page);
      await page.keyboard.press('Space');
      await expect(page.getByRole('button', { name: /Good 10 min/ })).toBeVisible();
      await page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('The disk is full.', 'QuotaExceededError');
        };
      });
      await page.keyboard.press('3');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectSound(page);

      await page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('Not in this window.', 'InvalidStateError');
        };
      });
      await page.goto('./#/');
      await page.reload();
      await expect(page.getByRole('heading', { name: /does not let Cardwright keep anything/ })).toBeVisible();
      await expectSound(page);
    });
  });
}

/** What axe finds, and what only a ruler does: nothing is wider than the window. */
async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  const { wide, window } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(wide, 'the page is wider than its window').toBeLessThanOrEqual(window);
}
