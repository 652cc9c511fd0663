/** Whether a lapse makes a card a leech, the first time or again: at the threshold, then every half of it (8, 12, 16 ...). 0 is never. */
export function becomesLeech(lapses: number, threshold: number): boolean {
  if (threshold <= 0 || lapses < threshold) return false;
  return (lapses - threshold) % Math.max(1, Math.ceil(threshold / 2)) === 0;
}
