import { letterWidth } from './letters.ts';

export const letterSize = 13;
export const lineHeight = 14.5;
const mostLines = 3;

/** A text on so many lines, as wide as its widest. */
export interface SetName {
  readonly lines: readonly string[];
  readonly width: number;
}

/** One setting for each number of lines, from one up: broken where its widest line is narrowest. */
export function settingsOf(name: string, factor = 1): readonly SetName[] {
  // A word may be broken behind its own hyphen too.
  const words = name.split(/\s+|(?<=\p{L}{2}-)(?=\p{L}{2})/u).filter(Boolean);
  const joined = (from: number, to: number) =>
    words.slice(from, to).reduce((line, word) => (line === '' || line.endsWith('-') ? line + word : `${line} ${word}`), '');
  const widthOf = (text: string) => letterWidth(text) * letterSize * factor;
  const settings: SetName[] = [];
  for (let count = 1; count <= Math.min(mostLines, words.length); count += 1) {
    let best: SetName | undefined;
    for (const breaks of breaksOf(words.length, count)) {
      const lines = [...breaks, words.length].map((to, index) => joined(breaks[index - 1] ?? 0, to));
      const width = Math.max(...lines.map(widthOf));
      if (best === undefined || width < best.width) best = { lines, width };
    }
    if (best !== undefined) settings.push(best);
  }
  return settings;
}

/** The ways to break `words` words into `lines` lines, each as the places of its breaks. */
function breaksOf(words: number, lines: number): readonly (readonly number[])[] {
  if (lines === 1) return [[]];
  // Names with so many words are cut anyway.
  const last = Math.min(words, 14);
  const found: number[][] = [];
  for (let first = 1; first < last; first += 1) {
    if (lines === 2) found.push([first]);
    else for (let second = first + 1; second < last; second += 1) found.push([first, second]);
  }
  return found;
}

/** As much of a name as a line of this width holds. */
export function cutName(name: string, width: number, factor = 1): string {
  const letters = Array.from(name);
  for (let count = letters.length - 1; count > 0; count -= 1) {
    const text = `${letters.slice(0, count).join('').trimEnd()}…`;
    if (letterWidth(text) * letterSize * factor <= width) return text;
  }
  return '';
}
