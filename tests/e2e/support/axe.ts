import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Nothing that axe finds, best practices included. It is put in by the debugger, so the page's policy stays as it is. Our pages have
 * no frames, so axe works in the page alone; a notebook's first lines stand for the rest, which are made by the same code.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .exclude('.rd > li:nth-of-type(n + 80)')
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  }));
  expect(found, 'what axe found').toEqual([]);
}
