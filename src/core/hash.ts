/**
 * A 64-bit fingerprint of a text as 14 characters of base 36, the same on every platform. Ids are made from it, so it may
 * never change; it is no protection against someone who wants a collision.
 */
export function hash(text: string): string {
  // Two FNV-1a lanes over UTF-16 units; the second also turns its bits, so that the lanes do not fail on the same texts.
  let a = 0x811c9dc5;
  let b = 0x2f0b4a87;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(((b << 7) | (b >>> 25)) ^ unit, 0x5bd1e995);
  }
  return word(scatter(a ^ text.length)) + word(scatter(b));
}

function word(value: number): string {
  return (value >>> 0).toString(36).padStart(7, '0');
}

/** FNV leaves its last unit in the low bits; every bit of the answer should depend on every unit. */
function scatter(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 15), 0x2c1b3c6d);
  v = Math.imul(v ^ (v >>> 12), 0x297a2d39);
  return v ^ (v >>> 15);
}
