/** A share with how far chance may have moved it. */
export interface Share {
  readonly of: number;
  readonly known: number;
  /** known / of; 0 where there is nothing. */
  readonly share: number;
  /** Wilson's interval at 95 %. */
  readonly low: number;
  readonly high: number;
}

const z = 1.959964;

/** Wilson's score interval: it stays within 0 and 1 and holds for few answers too. */
export function shareOf(known: number, of: number): Share {
  if (of === 0) return { of, known, share: 0, low: 0, high: 1 };
  const share = known / of;
  const z2 = z * z;
  const centre = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { of, known, share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
