import { doors, tryDoor } from '../hostile/doors.ts';
import { payloads, someOf } from '../hostile/payloads.ts';
import { expect, test } from './support/test.ts';

// A few of each family at every door; `npm run test:hostile` tries all of them.

const few = someOf(payloads(), 1);

test('there are more than five hundred hostile texts, no two alike', () => {
  expect(new Set(payloads().map(({ text }) => text)).size).toBeGreaterThanOrEqual(500);
});

for (const door of Object.keys(doors)) {
  test(`nothing hostile comes in by ${door}`, async ({ context, site }) => {
    test.slow();
    const { wrong, looks } = await tryDoor(context, site.url, door, few);
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(0);
  });
}
