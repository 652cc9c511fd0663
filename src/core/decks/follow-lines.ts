import { tidy } from '../text.ts';
import { ALIKE, likeness, readWords } from './likeness.ts';

/** More pairs of lines than this between two known ones are not compared: such a stretch is another text. */
const MOST_PAIRS = 40_000;

/**
 * Where each line of a text (1-based) stands in a later edition of it: itself, wherever it was moved to, or what its author
 * made of it in the same place. undefined where it is gone.
 */
export function followLines(before: readonly string[], after: readonly string[]): (line: number) => number | undefined {
  const [olds, news] = [before.map(tidy), after.map(tidy)];
  /** By index from 0, for each old line its new one. */
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (old: number, now: number): boolean => {
    if (found.has(old) || taken.has(now) || olds[old] === undefined || olds[old] !== news[now]) return false;
    found.set(old, now);
    taken.add(now);
    return true;
  };

  // The same text at both ends, then whatever stands once in both editions: a section may have been moved as a whole.
  let top = 0;
  while (top < olds.length && pair(top, top)) top += 1;
  for (let up = 1; pair(olds.length - up, news.length - up); up += 1);
  const [once, onceNow] = [placesOf(olds), placesOf(news)];
  for (const [text, old] of once) {
    const now = onceNow.get(text);
    if (text !== '' && old >= 0 && now !== undefined && now >= 0) pair(old, now);
  }
  // What stands several times, such as `Key Features:`, goes with its neighbours.
  const alone = Array.from(found);
  for (const [old, now] of alone) {
    for (let n = 1; pair(old + n, now + n); n += 1);
    for (let n = 1; pair(old - n, now - n); n += 1);
  }
  for (const [from, to] of gapsOf(olds.length, found)) {
    const above = found.get(from - 1) ?? -1;
    const below = found.get(to + 1) ?? (above < 0 && to < olds.length - 1 ? -1 : news.length);
    // Between two that were moved apart lies nothing in particular.
    const [first, last] = below > above ? [above + 1, below - 1] : [above + 1, Math.min(news.length - 1, above + 1 + to - from)];
    const free = range(first, last).filter((now) => !taken.has(now) && news[now] !== '');
    const lost = range(from, to).filter((old) => olds[old] !== '');
    if (free.length * lost.length > MOST_PAIRS) continue;
    const read = free.map((now) => readWords(news[now] ?? ''));
    const pairs = lost.flatMap((old) => {
      const words = readWords(olds[old] ?? '');
      return free.map((now, at) => ({ old, now, like: likeness(words, read[at] ?? words) }));
    });
    for (const { old, now } of pairs.filter(({ like }) => like >= ALIKE).sort((a, b) => b.like - a.like)) {
      if (found.has(old) || taken.has(now)) continue;
      found.set(old, now);
      taken.add(now);
    }
  }
  return (line) => {
    const now = found.get(line - 1);
    return now === undefined ? undefined : now + 1;
  };
}

/** Each text by its place; -1 where it stands several times. */
function placesOf(texts: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  texts.forEach((text, at) => places.set(text, places.has(text) ? -1 : at));
  return places;
}

/** Stretches of which no line is known, first and last. */
function gapsOf(count: number, found: ReadonlyMap<number, number>): [number, number][] {
  const gaps: [number, number][] = [];
  for (let at = 0; at < count; at += 1) {
    if (found.has(at)) continue;
    const last = gaps.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else gaps.push([at, at]);
  }
  return gaps;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}
