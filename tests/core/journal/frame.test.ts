import { assert, property, string, array, nat, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { frameOf, readFrames } from '#core/journal/frame.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const fileOf = (texts: readonly string[]) => {
  const frames = texts.map((text) => frameOf(encoder.encode(text)));
  const file = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    file.set(frame, at);
    at += frame.length;
  }
  return file;
};
const textsIn = (file: Uint8Array) => readFrames(file).texts.map((text) => decoder.decode(text));
const anyTexts = array(string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 8 });

describe('frames of a journal', () => {
  it('a frame is laid out as its description says, for ever', () => {
    const frame = [...frameOf(encoder.encode('{"a":1}'))];
    // The checksum was computed with Python's zlib.crc32 over 07 00 00 00 and the text.
    expect(frame).toEqual([255, 67, 87, 255, 7, 0, 0, 0, 190, 215, 203, 137, 123, 34, 97, 34, 58, 49, 125]);
  });

  it('what was framed is read as it was, in its order', () => {
    assert(
      property(anyTexts, (texts) => {
        expect(readFrames(fileOf(texts)).damage).toEqual([]);
        expect(textsIn(fileOf(texts))).toEqual(texts);
      }),
    );
  });

  it('a file that was cut anywhere keeps every frame before the cut, and says that its end is torn', () => {
    assert(
      property(anyTexts, nat(), (texts, chance) => {
        const file = fileOf(texts);
        const cut = chance % file.length;
        const { damage } = readFrames(file.subarray(0, cut));
        const whole = textsIn(file.subarray(0, cut));
        expect(whole).toEqual(texts.slice(0, whole.length));
        const left = cut - fileOf(whole).length;
        expect(damage).toEqual(left === 0 ? [] : [{ kind: 'torn', from: cut - left, to: cut }]);
      }),
    );
  });

  it('a bit that turned costs one frame and no other', () => {
    assert(
      property(anyTexts, nat(), constantFrom(1, 2, 4, 8, 16, 32, 64, 128), (texts, chance, bit) => {
        const file = fileOf(texts);
        const at = chance % file.length;
        file[at]! ^= bit;
        const before = texts.findIndex((_, index) => fileOf(texts.slice(0, index + 1)).length > at);
        expect(textsIn(file)).toEqual(texts.filter((_, index) => index !== before));
        expect(readFrames(file).damage).toHaveLength(1);
      }),
    );
  });

  it('bytes of another program between two frames are stepped over and named', () => {
    const [one, two] = [fileOf(['one']), fileOf(['two'])];
    const file = new Uint8Array([...one, 1, 2, 3, 255, 67, 200, 0, 1, ...two]);
    expect(textsIn(file)).toEqual(['one', 'two']);
    expect(readFrames(file).damage).toEqual([{ kind: 'broken', from: one.length, to: one.length + 8 }]);
  });
});
