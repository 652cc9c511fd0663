import { SEALED } from '../notes/formula.ts';
import { normalise, sameWord, tokens } from '../text.ts';
import { HOLE } from './lint.ts';

export interface Hole {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words with a capital that stand together: `AWS Glue Data Catalog`, `Apache Parquet/ORC`, `HBase`; numbers and formulas. */
export function findHoles(text: string, nameWords: readonly string[], prefixes: readonly string[]): Hole[] {
  const isTooCommon = (word: string) => COMMON.has(word) || prefixes.includes(word);
  const holes = findNames(text);
  for (const match of text.matchAll(/(?<![\p{L}\p{N}.,-])\d+(?:[.,]\d+)*[+%]?(?![\p{L}\p{N}]|[.,]\d|[–-])/gu)) {
    holes.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(SEALED)) {
    holes.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  const examples = findExamples(text);
  return (
    holes
      .map((hole) => (hole.start === 0 && !opensList(text, hole) ? withoutSentenceCase(hole) : hole))
      .filter((hole): hole is Hole => hole !== undefined && !ownName(hole.text, nameWords))
      .filter(({ text: hidden }) => !isTooCommon(hidden.replace(/'s$/, '').replace(/\.com$/, '')) && !/-\p{Ll}/u.test(hidden))
      // Examples are chosen freely: who recalls another one is not wrong.
      .filter((hole) => !examples.some(([from, to]) => from <= hole.start && hole.end <= to))
      .sort((a, b) => a.start - b.start)
  );
}

/** Where examples stand: in parentheses that say so, and after `such as`, from there to the end. */
function findExamples(text: string): (readonly [number, number])[] {
  const examples = [...text.matchAll(/\([^()]*\)/g)]
    .filter(([aside]) => /^\((?:e\.g\.|such as|like)|\betc\b/i.test(aside))
    .map((match) => [match.index, match.index + match[0].length] as const);
  for (const { index } of text.matchAll(/\bsuch as /gi)) {
    if (!examples.some(([from, to]) => from < index && index < to)) return [...examples, [index, text.length]];
  }
  return examples;
}

/** `AWS Glue Data Catalog`, `Apache Parquet/ORC`, `C++`: to the last place where it ends as a name does. */
function findNames(text: string): Hole[] {
  const names: Hole[] = [];
  let free = 0;
  for (const { index: start } of text.matchAll(/(?<![\p{L}\p{N}-])\p{Lu}/gu)) {
    if (start < free) continue;
    let end = start;
    let at = start;
    const go = (part: RegExp) => {
      part.lastIndex = at;
      const found = part.exec(text)?.[0];
      if (found !== undefined) at += found.length;
      return found !== undefined;
    };
    const mayEnd = () => {
      if (!/^(?:[\p{L}\p{N}/]|-\p{L})/u.test(text.slice(at, at + 3))) end = at;
    };
    do {
      go(/\p{Lu}[\p{L}\p{N}]*/uy);
      mayEnd();
      while (go(/[.'+#-][\p{L}\p{N}]+/uy)) mayEnd();
      while (go(/[+#]/y)) mayEnd();
    } while (go(/[ /](?=\p{Lu})/uy));
    if (end > start) names.push({ text: text.slice(start, end), start, end });
    // Where none of its words may end, none of the later ones begins a name that may.
    free = end > start ? end : at;
  }
  return names;
}

/** Abbreviations that name nothing in particular. */
const COMMON = new Set('AI ML BI API APIs IT UI ID IDs URL CPU GPU CPUs GPUs I'.split(' '));

/** The word at the end, where it is more than a joining word. */
export function lastWord(text: string): Hole | undefined {
  const word = text.split(/\P{L}/u).at(-1) ?? '';
  return /^\p{L}{4}/u.test(word) ? { text: word, start: text.length - word.length, end: text.length } : undefined;
}

/** `Monet, Renoir, Degas`: among names, the first word is one too. */
function opensList(text: string, hole: Hole): boolean {
  return /^, (?:and |or )?\p{Lu}/u.test(text.slice(hole.end));
}

/** The first word of a sentence has a capital in any case; it counts only where it has a second one. */
function withoutSentenceCase(hole: Hole): Hole | undefined {
  const [first = '', ...others] = hole.text.split(' ');
  if (/\p{Lu}.*\p{Lu}|\p{N}/u.test(first)) return hole;
  const start = hole.start + first.length + 1;
  return others.length > 0 ? { text: others.join(' '), start, end: hole.end } : undefined;
}

function ownName(text: string, nameWords: readonly string[]): boolean {
  return tokens(text).some((token) => nameWords.some((word) => sameWord(token, word)));
}

/** Holes that follow each other as members of one list: `S3, Redshift, OpenSearch Service, or Splunk`. */
export function findList(text: string, holes: readonly Hole[]): Hole[] {
  const outside = holes.filter((hole) => !insideParentheses(text, hole));
  const [most, other] = [longestRun(text, holes), longestRun(text, outside)];
  return other.length > most.length ? other : most;
}

function longestRun(text: string, holes: readonly Hole[]): Hole[] {
  let longest: Hole[] = [];
  let run: Hole[] = [];
  for (const hole of holes) {
    const last = run.at(-1);
    const between = last ? text.slice(last.end, hole.start) : '';
    run = last && joins(between) ? [...run, hole] : [hole];
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

/** `,`, `, and`, `or`, `/`, also after an aside: ` (Elastic File System), `. */
function joins(between: string): boolean {
  const bare = between.trimStart().replace(/^\([^()]*\)/, '');
  return /^(?:,(?:\s*(?:and|or))?|and|or|\/)$/.test(bare.trim());
}

function insideParentheses(text: string, hole: Hole): boolean {
  const before = text.slice(0, hole.start);
  return before.split('(').length > before.split(')').length;
}

export function punch(text: string, hole: Hole): string {
  return text.slice(0, hole.start) + HOLE + text.slice(hole.end);
}

/** The one hole worth asking for: what is hidden is certain, and enough stands around it. */
export function bestHole(text: string, holes: readonly Hole[]): Hole | undefined {
  const usable = holes.filter((hole) => {
    // `Earth's` leans on the word after it, and `II` on the one before.
    if (/'s$|^[IVX]+$/.test(hole.text)) return false;
    const around = text.slice(0, hole.start) + text.slice(hole.end);
    return tokens(around).length >= 2 && !` ${normalise(around)} `.includes(` ${normalise(hole.text)} `);
  });
  return usable.sort((a, b) => b.text.split(' ').length - a.text.split(' ').length || b.text.length - a.text.length)[0];
}
