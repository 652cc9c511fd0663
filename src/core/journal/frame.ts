import { crc32 } from '../crc32.ts';

/**
 * How records lie in a journal file: one frame after the other, each with a mark that no UTF-8 text contains, the length
 * of its text in bytes, and a checksum of both. All numbers are unsigned 32-bit, the lowest byte first.
 *
 * ```
 * FF 43 57 FF | length | CRC-32 of length and text | text (UTF-8)
 * ```
 *
 * Settled before the first backup was frozen: a file that was written once is read for ever.
 */

const mark = [0xff, 0x43, 0x57, 0xff] as const;
/** Before the text of each. */
export const frameHeadBytes = 12;

/** The bytes of a frame around a text, which must be UTF-8: only then can the mark not stand in it. */
export function frameOf(text: Uint8Array): Uint8Array {
  const frame = new Uint8Array(frameHeadBytes + text.length);
  frame.set(mark);
  putNumber(frame, 4, text.length);
  frame.set(text, frameHeadBytes);
  putNumber(frame, 8, checksum(frame, text.length));
  return frame;
}

export interface FramesRead {
  /** The texts of all whole frames, in their order. */
  readonly texts: readonly Uint8Array[];
  /** Where bytes are no frame, by offset; `to` is not part of it. */
  readonly damage: readonly FrameDamage[];
}

export interface FrameDamage {
  /** `torn` ends the file, as a write that was cut off; `broken` has whole frames behind it. */
  readonly kind: 'torn' | 'broken';
  readonly from: number;
  readonly to: number;
}

/** Every whole frame of a file, also behind damaged bytes. */
export function readFrames(bytes: Uint8Array): FramesRead {
  const texts: Uint8Array[] = [];
  const damage: FrameDamage[] = [];
  let at = 0;
  while (at < bytes.length) {
    const text = textAt(bytes, at);
    if (text !== undefined) {
      texts.push(text);
      at += frameHeadBytes + text.length;
      continue;
    }
    const next = nextFrame(bytes, at + 1);
    damage.push({ kind: next === undefined ? 'torn' : 'broken', from: at, to: next ?? bytes.length });
    at = next ?? bytes.length;
  }
  return { texts, damage };
}

function nextFrame(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(mark[0], from); at !== -1; at = bytes.indexOf(mark[0], at + 1)) {
    if (textAt(bytes, at) !== undefined) return at;
  }
  return undefined;
}

function textAt(bytes: Uint8Array, at: number): Uint8Array | undefined {
  if (mark.some((byte, index) => bytes[at + index] !== byte)) return undefined;
  if (at + frameHeadBytes > bytes.length) return undefined;
  const length = numberAt(bytes, at + 4);
  const end = at + frameHeadBytes + length;
  if (end > bytes.length) return undefined;
  if (numberAt(bytes, at + 8) !== checksum(bytes.subarray(at, end), length)) return undefined;
  return bytes.subarray(at + frameHeadBytes, end);
}

/** Over the length too: a bit of it that turned would otherwise take the next frames for text. */
function checksum(frame: Uint8Array, length: number): number {
  return crc32(frame.subarray(frameHeadBytes, frameHeadBytes + length), crc32(frame.subarray(4, 8)));
}

function putNumber(bytes: Uint8Array, at: number, value: number): void {
  for (let index = 0; index < 4; index += 1) bytes[at + index] = (value >>> (8 * index)) & 0xff;
}

function numberAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
