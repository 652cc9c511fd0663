import { doors, tryDoor } from '../hostile/doors.ts';
import { payloads, someOf } from '../hostile/payloads.ts';
import { expect, test } from './support/test.ts';

// One of every sixth family at a door, other families at the next; `npm run test:hostile` tries all at all.

const few = someOf(payloads(), 1);

test('there are more than five hundred hostile texts, no two alike', () => {
  expect(new Set(payloads().map(({ text }) => text)).size).toBeGreaterThanOrEqual(500);
});

for (const [nth, door] of Object.keys(doors).entries()) {
  test(`nothing hostile comes in by ${door}`, async ({ context, site }) => {
    test.slow();
    const { wrong, looks } = await tryDoor(
      context,
      site.url,
      door,
      few.filter((_, index) => index % 6 === nth % 6),
    );
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(0);
  });
}
