import { normalise, singular, tokens } from '../text.ts';

/** Alike enough to be the same statement in other words. tests/bench/reconcile-rates.ts shows what lies on either side. */
export const ALIKE = 0.56;

/** What a word that carries no meaning counts beside one that does: two statements are soon alike in those. */
const SMALL_WORD = 0.35;

/** What a word is worth that differs by a typo or in its form. */
const NEARLY = 0.9;

/** A text taken apart, so that it is done once however many it is compared with. */
export interface ReadWords {
  readonly words: readonly Word[];
  readonly weight: number;
}

interface Word {
  readonly text: string;
  readonly weight: number;
}

/** The words of a text in any script, but for those of a name that says nothing in a text about its bearer. */
export function readWords(text: string, but: ReadonlySet<string> = new Set()): ReadWords {
  const words = normalise(text)
    .split(' ')
    .flatMap((word) => (but.has(word) ? [] : (pairsOf(word) ?? [{ text: word, weight: weigh(word) }])))
    .filter((word) => word.text !== '');
  return { words, weight: words.reduce((sum, { weight }) => sum + weight, 0) };
}

/** How much of both texts is the same words, 0 to 1, wherever they stand: who moves a clause says nothing new. */
export function likeness(a: ReadWords, b: ReadWords): number {
  if (a.weight === 0 || b.weight === 0) return 0;
  const left = [...b.words];
  let shared = 0;
  const unmatched = a.words.filter((word) => {
    const at = left.findIndex(({ text }) => text === word.text);
    if (at < 0) return true;
    left.splice(at, 1);
    shared += 2 * word.weight;
    return false;
  });
  for (const word of unmatched) {
    const at = left.findIndex(({ text }) => isNearly(word.text, text));
    if (at < 0) continue;
    const [other] = left.splice(at, 1);
    shared += NEARLY * (word.weight + (other?.weight ?? 0));
  }
  return shared / (a.weight + b.weight);
}

function weigh(word: string): number {
  return /\p{N}/u.test(word) || tokens(word).length > 0 ? 1 : SMALL_WORD;
}

/** Scripts that leave no blanks between words; two signs together stand in for one. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function pairsOf(word: string): Word[] | undefined {
  if (!UNSPACED.test(word)) return undefined;
  const signs = Array.from(word);
  if (signs.length === 1) return [{ text: word, weight: 1 }];
  return signs.slice(1).map((sign, index) => ({ text: `${signs[index]}${sign}`, weight: 0.5 }));
}

/** A typo or another form of the word. Short words and numbers are what they are: MSK and KMS, 15 and 16. */
function isNearly(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 4 || /\p{N}/u.test(a) || /\p{N}/u.test(b)) return false;
  return singular(a) === singular(b) || isWithin(a, b, length >= 8 ? 2 : 1);
}

/** Whether so many insertions, deletions, exchanges or swaps of neighbours make one word the other. */
function isWithin(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return (row[b.length] ?? 0) <= most;
}
