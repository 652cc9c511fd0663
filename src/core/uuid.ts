/** Bytes of chance that a UUIDv7 needs. */
export const uuidChanceBytes = 10;

/** A UUIDv7 (RFC 9562): 48 bits of time, then chance. Compared as text, ids sort by their time. */
export function uuidV7(timeMs: number, chance: Uint8Array): string {
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs >= 2 ** 48) throw new RangeError(`no time of a UUIDv7: ${timeMs}`);
  if (chance.length < uuidChanceBytes) throw new RangeError(`a UUIDv7 needs ${uuidChanceBytes} bytes of chance`);
  const time = timeMs.toString(16).padStart(12, '0');
  const rest = Array.from(chance.subarray(0, uuidChanceBytes));
  rest[0] = 0x70 | (rest[0]! & 0x0f); // version 7
  rest[2] = 0x80 | (rest[2]! & 0x3f); // the variant of RFC 9562
  const hex = rest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`;
}

/** Milliseconds since 1970 that a UUIDv7 was given; later than the clock if the clock went back. */
export function uuidTimeMs(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
