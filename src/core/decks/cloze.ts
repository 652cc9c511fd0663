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
  const tooCommon = new Set([...COMMON, ...prefixes]);
  const holes: Hole[] = [];
  for (const match of text.matchAll(CAPITALS)) {
    holes.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(/(?<![\p{L}\p{N}.,-])\d+(?:[.,]\d+)*[+%]?(?![\p{L}\p{N}]|[.,]\d|[–-])/gu)) {
    holes.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(SEALED)) {
    holes.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  const examples = [...text.matchAll(/\((?:e\.g\.|such as|like)[^()]*\)|\([^()]*\betc\b[^()]*\)|\bsuch as .*$/gi)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  return (
    holes
      .map((hole) => (hole.start === 0 && !opensList(text, hole) ? withoutSentenceCase(hole) : hole))
      .filter((hole): hole is Hole => hole !== undefined && !ownName(hole.text, nameWords))
      .filter(({ text: hidden }) => !tooCommon.has(hidden.replace(/'s$/, '').replace(/\.com$/, '')) && !/-\p{Ll}/u.test(hidden))
      // Examples are chosen freely: who recalls another one is not wrong.
      .filter((hole) => !examples.some(([from, to]) => from <= hole.start && hole.end <= to))
      .sort((a, b) => a.start - b.start)
  );
}

const WORD = "\\p{Lu}[\\p{L}\\p{N}]*(?:[.'+#-][\\p{L}\\p{N}]+)*[+#]*";
const CAPITALS = new RegExp(
  `(?<![\\p{L}\\p{N}-])${WORD}(?: ${WORD})*(?:/${WORD}(?: ${WORD})*)*(?![\\p{L}\\p{N}/]|-\\p{L})`,
  'gu',
);

/** Abbreviations that name nothing in particular. */
const COMMON = new Set('AI ML BI API APIs IT UI ID IDs URL CPU GPU CPUs GPUs I'.split(' '));

/** The word at the end, where it is more than a joining word. */
export function lastWord(text: string): Hole | undefined {
  const match = /(?<!\p{L})\p{L}{4,}$/u.exec(text);
  return match ? { text: match[0], start: match.index, end: text.length } : undefined;
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
    run = last && /^(?:\s*\([^()]*\))?\s*(?:,\s*(?:and|or)?|and|or|\/)\s*$/.test(between) ? [...run, hole] : [hole];
    if (run.length > longest.length) longest = run;
  }
  return longest;
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
    const around = text.slice(0, hole.start) + text.slice(hole.end);
    return tokens(around).length >= 2 && !` ${normalise(around)} `.includes(` ${normalise(hole.text)} `);
  });
  return usable.sort((a, b) => b.text.split(' ').length - a.text.split(' ').length || b.text.length - a.text.length)[0];
}
