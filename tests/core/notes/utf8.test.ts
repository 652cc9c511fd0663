import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstBadByte } from '#core/notes/utf8.ts';

const isGood = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

test('bytes are good exactly where the platform says so', () => {
  // Few values, those at the edges of the table, so that whole characters come about by chance.
  const byte = fc.constantFrom(
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
  );
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (bytes) => {
      const given = Uint8Array.from(bytes);
      expect(firstBadByte(given) === undefined).toBe(isGood(given));
    }),
    { numRuns: 2_000 },
  );
});

test('every text is good, and the bad byte after it is found', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const good = new TextEncoder().encode(text);
      expect(firstBadByte(good)).toBeUndefined();
      expect(firstBadByte(Uint8Array.from([...good, 0xff, 0x41]))).toBe(good.length);
    }),
  );
});

test.each([
  ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ['two bytes for what one says', [0xc0, 0x80]],
  ['three bytes for what two say', [0xe0, 0x9f, 0xbf]],
  ['four bytes for what three say', [0xf0, 0x8f, 0xbf, 0xbf]],
  ['beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
  ['a character that is cut off', [0xe2, 0x82]],
])('%s is no character', (_what, bytes) => {
  expect(firstBadByte(Uint8Array.from([0x41, ...bytes]))).toBe(1);
});
