import { answerByKeys, installDeck, question } from './support/app.ts';
import { expect, test } from './support/test.ts';

test.use({ keptOffline: true });

test('on a train: with the server stopped, a reload, a card, and screens that were never opened', async ({ page, site }) => {
  await installDeck(page);
  const first = await answerByKeys(page, 3);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await site.stop();

  await page.reload();
  await expect(question(page)).toBeVisible();
  await expect(question(page)).not.toHaveAttribute('data-card', first);
  await answerByKeys(page, 3);
  await page.goto('./#/quiz');
  await page.getByRole('button', { name: /Start/ }).click();
  await expect(page.getByText(/^Question 1 of/)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(4);
  await page.goto('./#/notes/aws-ml-ai-big-data/93');
  await expect(page.locator('li.on')).toBeInViewport();
  await page.goto('./');
  await expect(page.getByTestId('done-today')).toContainText('2 answers');
  await expect(page.getByRole('heading', { name: 'Areas' })).toBeVisible();
});
