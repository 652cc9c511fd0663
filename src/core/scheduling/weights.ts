/** How many numbers FSRS-6 has. */
const count = 21;
/** None of FSRS-6's bounds is higher. */
const most = 100;

/** Weights as Anki and FSRS's optimisers write them, with commas or blanks between; undefined where they are none. */
export function readWeights(text: string): readonly number[] | undefined {
  const words = text
    .replaceAll(/[[\]]/g, ' ')
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const weights = words.map(Number);
  const fits = weights.length === count && weights.every((weight) => weight >= 0 && weight <= most);
  // The first four are stabilities: a memory lasts some time.
  return fits && weights.slice(0, 4).every((weight) => weight > 0) ? weights : undefined;
}

export function writeWeights(weights: readonly number[]): string {
  return weights.join(', ');
}
