/** Steps as a learner writes them: `1m 10m`, `30s 2h 1d`. */
export type StepsRead =
  | { readonly kind: 'steps'; readonly minutes: readonly number[] }
  /** This word is no step. */
  | { readonly kind: 'unreadable'; readonly word: string }
  /** Each step is at least as long as the one before. */
  | { readonly kind: 'descending'; readonly word: string };

const minutesOf: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1_440 };
/** A month: what is longer is no step but an interval. */
const longest = 30 * 1_440;

/** Nothing written is no steps: a card then goes to review with its first answer. A number without a unit is minutes. */
export function readSteps(text: string): StepsRead {
  const minutes: number[] = [];
  for (const word of text.split(/[\s,]+/u).filter(Boolean)) {
    const [, digits = '', unit = 'm'] = /^(\d+(?:\.\d+)?)(s|m|min|h|d)?$/iu.exec(word) ?? [];
    const step = Number(digits) * (minutesOf[unit.toLowerCase().slice(0, 1)] ?? Number.NaN);
    if (digits === '' || !(step > 0) || step > longest) return { kind: 'unreadable', word };
    if (step < (minutes.at(-1) ?? 0)) return { kind: 'descending', word };
    minutes.push(step);
  }
  return { kind: 'steps', minutes };
}

/** As `readSteps` reads them. */
export function writeSteps(minutes: readonly number[]): string {
  return minutes.map(writeStep).join(' ');
}

function writeStep(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)}s`;
  if (minutes % 1_440 === 0) return `${minutes / 1_440}d`;
  if (minutes % 60 === 0) return `${minutes / 60}h`;
  return Number.isInteger(minutes) ? `${minutes}m` : `${Math.round(minutes * 60)}s`;
}
