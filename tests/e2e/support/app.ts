import { expect, type Locator, type Page } from '@playwright/test';

export const question = (page: Page): Locator => page.getByTestId('question');
export const answer = (page: Page): Locator => page.getByTestId('answer');

/** A first visit, up to the first card. */
export async function installDeck(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: /Use these/ }).click();
  await expect(question(page)).toBeVisible();
}

/** Shows the answer and rates it by keys, and waits for what follows the rating. Gives the card's id. */
export async function answerByKeys(page: Page, rating: 1 | 2 | 3 | 4): Promise<string> {
  const card = await cardOnScreen(page);
  await page.keyboard.press('Space');
  await expect(answer(page)).toBeVisible();
  await page.keyboard.press(String(rating));
  await expect(answer(page)).toBeHidden();
  return card;
}

export async function cardOnScreen(page: Page): Promise<string> {
  return (await question(page).getAttribute('data-card')) ?? '';
}

/** Every row of a table, as the browser has it on disk. */
export async function rowsOf<Row>(page: Page, table: string): Promise<Row[]> {
  return page.evaluate(async (name) => {
    const opening = indexedDB.open('cardwright');
    await new Promise((resolve, reject) => {
      opening.addEventListener('success', resolve);
      opening.addEventListener('error', reject);
    });
    const db = opening.result;
    const reading = db.transaction(name).objectStore(name).getAll();
    await new Promise((resolve) => {
      reading.addEventListener('success', resolve);
    });
    db.close();
    return reading.result;
  }, table);
}
