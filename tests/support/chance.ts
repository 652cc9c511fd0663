import { randomFrom } from '#core/random.ts';

/** Bytes of seeded chance, in place of the browser's. */
export function chanceOf(seed: number): (bytes: number) => Uint8Array {
  const random = randomFrom(seed);
  return (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(random() * 256));
}
