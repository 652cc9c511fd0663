import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { uuidTimeMs, uuidV7 } from '#core/uuid.ts';

const chance = new Uint8Array([0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);

test('the example of RFC 9562 comes out as printed there', () => {
  expect(uuidV7(Date.parse('2022-02-22T14:22:22-05:00'), chance)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('the time can be read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (timeMs) => {
      expect(uuidTimeMs(uuidV7(timeMs, chance))).toBe(timeMs);
    }),
  );
});

test('text order is time order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), (timeMs) => {
      expect(uuidV7(timeMs, chance) < uuidV7(timeMs + 1, new Uint8Array(10))).toBe(true);
    }),
  );
});
