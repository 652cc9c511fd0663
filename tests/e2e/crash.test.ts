import { crash } from '../crash/crash.ts';
import { expect, test } from './support/test.ts';

test('an answer that the screen accepted survives whatever ends the app', async ({ site: _site }) => {
  test.setTimeout(240_000);
  const { accepted, deleted, ...report } = await crash({ endings: 4, seed: 9, tearEvery: 2 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, unequal: 0, unjournaled: 0 });
  expect(accepted).toBeGreaterThan(3);
  expect(deleted, 'the browser deleted its database, which the harness brought about').toBeGreaterThan(0);
});
