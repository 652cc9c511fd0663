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

export function calibrationFigure(log: LogColumns, { from, today, chosen }: Asked, spans: Spans): CalibrationFigure {
  const bins = new Float64Array(binCount * 3);
  const parts = new Float64Array(spans.starts.length * 4);
  const memoryBins = new Map<number, { count: number; expected: number; known: number }>();
  for (let at = 0; at < log.length; at += 1) {
    const kind = log.kind[at]!;
    const day = log.day[at]!;
    const expected = log.recall[at]!;
    if (kind < rowKind.first || kind > rowKind.relearning || day < from || day > today || Number.isNaN(expected)) continue;
    if (chosen[log.card[at]!] === 0) continue;
    const knew = log.rating[at]! > 1 ? 1 : 0;
    const bin = Math.min(binCount - 1, Math.floor(expected * binCount)) * 3;
    bins[bin]! += 1;
    bins[bin + 1]! += expected;
    bins[bin + 2]! += knew;
    const likely = Math.min(1 - leastLikely, Math.max(leastLikely, knew === 1 ? expected : 1 - expected));
    const part = spans.partOf[day - spans.from]! * 4;
    parts[part]! += 1;
    parts[part + 1]! += expected;
    parts[part + 2]! += knew;
    parts[part + 3]! -= Math.log(likely);
    const key = memoryBinOf(log.elapsed[at]!, log.nth[at]!, log.lapses[at]!);
    const known = memoryBins.get(key);
    if (known === undefined) memoryBins.set(key, { count: 1, expected, known: knew });
    else {
      known.count += 1;
      known.expected += expected;
      known.known += knew;
    }
  }
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
  const byDays = Math.min(63, powerOf(elapsed, logDays));
  const byAnswers = Math.min(63, powerOf(nth, logAnswers));
  const byLapses = lapses === 0 ? 0 : 1 + Math.min(62, powerOf(lapses, logLapses));
  return (byDays * 64 + byAnswers) * 64 + byLapses;
}

const logDays = Math.log(3.62);
const logAnswers = Math.log(1.89);
const logLapses = Math.log(1.73);

function powerOf(value: number, log: number): number {
  return Math.max(0, Math.floor(Math.log(Math.max(1, value)) / log));
}

function rmseOf(
  bins: ReadonlyMap<number, { readonly count: number; readonly expected: number; readonly known: number }>,
  of: number,
): number {
  let sum = 0;
  for (const { count, expected, known } of bins.values()) sum += count * ((expected - known) / count) ** 2;
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
