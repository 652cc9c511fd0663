import { rowKind } from './columns.ts';
import type { Asked, LogColumns } from './columns.ts';
import { shareOf } from './interval.ts';
import type { Share } from './interval.ts';
import type { Spans } from './spans.ts';

/** What was expected and what came of it. */
export interface Bin {
  /** Mean of the expected recall. */
  readonly expected: number;
  readonly actual: Share;
}

/** Expected against actual recall: the first answers of a day on cards with a memory. Quiz answers and cramming do not count. */
export interface CalibrationFigure {
  readonly all: Bin;
  /** By expected recall, twenty of a twentieth each; empty ones are left out. */
  readonly bins: readonly Bin[];
  /** Mean of -log of the probability that was given to what happened; undefined without answers. */
  readonly logLoss?: number;
  /** As srs-benchmark defines it. */
  readonly rmseBins?: number;
  /** What chance alone makes of it with so many answers. */
  readonly rmseFloor?: number;
  readonly parts: readonly Part[];
}

export interface Part extends Bin {
  readonly logLoss?: number;
}

const binCount = 20;
/** srs-benchmark's: no expectation is certain. */
const leastLikely = 0.0001;
/** Far from where numbers lose digits. */
const leastProduct = 1e-250;

export function calibrationFigure(log: LogColumns, { from, today, chosen }: Asked, spans: Spans): CalibrationFigure {
  const { day: days, kind: kinds, card, recall, rating, elapsed, nth, lapses, length } = log;
  const bins = new Float64Array(binCount * 3);
  const parts = new Float64Array(spans.starts.length * 4);
  // The logarithm of a product is the sum of the logarithms, and one is slow: it is taken when the product becomes small.
  const products = new Float64Array(spans.starts.length).fill(1);
  const memoryBins = new Float64Array(memoryBinCount * 3);
  for (let at = 0; at < length; at += 1) {
    const kind = kinds[at]!;
    const day = days[at]!;
    const expected = recall[at]!;
    if (kind < rowKind.first || kind > rowKind.relearning || day < from || day > today || Number.isNaN(expected)) continue;
    if (chosen[card[at]!] === 0) continue;
    const knew = rating[at]! > 1 ? 1 : 0;
    const bin = Math.min(binCount - 1, Math.floor(expected * binCount)) * 3;
    bins[bin]! += 1;
    bins[bin + 1]! += expected;
    bins[bin + 2]! += knew;
    const place = spans.partOf[day - spans.from]!;
    const part = place * 4;
    parts[part]! += 1;
    parts[part + 1]! += expected;
    parts[part + 2]! += knew;
    const product = products[place]! * Math.min(1 - leastLikely, Math.max(leastLikely, knew === 1 ? expected : 1 - expected));
    if (product > leastProduct) products[place] = product;
    else {
      parts[part + 3]! -= Math.log(product);
      products[place] = 1;
    }
    const memoryBin = memoryBinOf(elapsed[at]!, nth[at]!, lapses[at]!) * 3;
    memoryBins[memoryBin]! += 1;
    memoryBins[memoryBin + 1]! += expected;
    memoryBins[memoryBin + 2]! += knew;
  }
  for (const [place, product] of products.entries()) parts[place * 4 + 3]! -= Math.log(product);
  const sum = (offset: number) => spans.starts.reduce((total, _, index) => total + parts[index * 4 + offset]!, 0);
  const of = sum(0);
  const found = Array.from({ length: binCount }, (_, index) => binOf(bins, index * 3)).filter(({ actual }) => actual.of > 0);
  return {
    all: { expected: of === 0 ? 0 : sum(1) / of, actual: shareOf(sum(2), of) },
    bins: found,
    parts: spans.starts.map((_, index) => ({
      ...binOf(parts, index * 4),
      ...(parts[index * 4]! > 0 && { logLoss: parts[index * 4 + 3]! / parts[index * 4]! }),
    })),
    ...(of > 0 && { logLoss: sum(3) / of, rmseBins: rmseOf(memoryBins, of), rmseFloor: 1.9 / Math.sqrt(of) }),
  };
}

function binOf(sums: Float64Array, at: number): Bin {
  const [of = 0, expected = 0, known = 0] = sums.subarray(at, at + 3);
  return { expected: of === 0 ? 0 : expected / of, actual: shareOf(known, of) };
}

/** Days, answers and lapses that are alike: by the powers that srs-benchmark rounds to. One number for the three. */
function memoryBinOf(elapsed: number, nth: number, lapses: number): number {
  const byLapses = lapses === 0 ? 0 : 1 + powersOfLapses[lapses]!;
  return (byLapses * mostPowers + powersOfAnswers[nth]!) * mostPowers + powersOfDays[elapsed]!;
}

/** Columns hold no more than this. */
const most16 = 0xffff;
/** No power of these bases goes so far within it. */
const mostPowers = 24;
const memoryBinCount = mostPowers ** 3;

const powersOfDays = powersOf(3.62);
const powersOfAnswers = powersOf(1.89);
const powersOfLapses = powersOf(1.73);

/** For each value the power of the base that it reaches. To look them up takes a tenth of two logarithms. */
function powersOf(base: number): Uint8Array {
  const powers = new Uint8Array(most16 + 1);
  for (let power = 1; base ** power <= most16; power += 1) powers.fill(power, Math.ceil(base ** power));
  return powers;
}

function rmseOf(bins: Float64Array, of: number): number {
  let sum = 0;
  for (let at = 0; at < bins.length; at += 3) {
    const count = bins[at]!;
    if (count > 0) sum += count * ((bins[at + 1]! - bins[at + 2]!) / count) ** 2;
  }
  return Math.sqrt(sum / of);
}

/** The bin that most answers fell into: what is said in a sentence. */
export function mostAnswered(bins: readonly Bin[]): Bin | undefined {
  return bins.reduce<Bin | undefined>((most, bin) => (bin.actual.of > (most?.actual.of ?? 0) ? bin : most), undefined);
}

/** How expectation and outcome stand to each other; `few` answers say nothing. */
export type Verdict = 'few' | 'fits' | 'known more' | 'known less';

const enough = 50;

export function verdictOf({ expected, actual }: Bin): Verdict {
  if (actual.of < enough) return 'few';
  if (expected < actual.low) return 'known more';
  return expected > actual.high ? 'known less' : 'fits';
}
