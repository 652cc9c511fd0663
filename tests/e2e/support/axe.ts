import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * Nothing that axe finds, best practices included. It is put in by the debugger, so the page's policy stays as it is, and once a
 * document. Our pages have no frames, so axe works in the page alone; a notebook's first lines stand for the rest, which are made
 * by the same code.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // A colour on its way to another is neither. What goes on for ever is not waited for.
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(moving.map((each) => each.finished.catch(() => undefined)));
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    // Of what is in order only one example each is worked out, of what is not, all.
    const { violations } = await inPage.run({ exclude: ['.rd > li:nth-of-type(n + 80)'] }, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  });
  expect(found, 'what axe found').toEqual([]);
}
