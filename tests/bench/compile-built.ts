import { parseArgs } from 'node:util';
import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import { CompileMemory } from '#core/decks/remember.ts';
import type { DeckSource } from '#core/decks/remember.ts';
import type { DeckId } from '#core/ids.ts';
import { parseMarkdown } from '#core/notes/markdown.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { randomFrom } from '#core/random.ts';
import { median } from './figures.ts';

// What compiling costs over parsing alone with the same Markdown parser, cut at headings in both; a thousand notebooks, and
// one changed among them. Each text is parsed and compiled one right after the other, the sizes take turns, and the median of
// all pairs counts: what disturbs the machine for a while meets both sides of a ratio, and all sizes, alike. Told are the
// clock's time, and beside it that of this process on the processors, where its helpers for garbage and for compiling itself count too.

const { values: options } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });

/** In each, every size has as many lines. */
const ROUNDS = 3;

/** Notes of about so many lines about things that are all different, in the shapes of the shipped ones. */
function notesOf(lines: number, seed: number): string {
  const random = randomFrom(seed);
  const syllables = 'ka lo mi ter san do vel ri pon gra tu nes fi bor al ex um dra zo que'.split(' ');
  const word = () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * syllables.length)]).join('');
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const name = () =>
    `${word().replace(/^./, (first) => first.toUpperCase())} ${word().replace(/^./, (first) => first.toUpperCase())}`;
  const out = ['# Notes', ''];
  while (out.length < lines) {
    out.push(`## **${words(2)}**`, '');
    out.push('| **Service** | **Description** |', '| --- | --- |');
    for (let row = 0; row < 6; row += 1) out.push(`| **${name()}** | ${words(9)} with ${name()}. |`);
    out.push('');
    for (let thing = 0; thing < 3; thing += 1) {
      out.push(
        `### **${name()}**`,
        '',
        `- **Type**: ${words(3)}`,
        '    ',
        `- **Core Description**: ${words(10)}.`,
        '    ',
        '- **Key Features**:',
        '    ',
      );
      for (let feature = 0; feature < 5; feature += 1)
        out.push(`    - **${words(2)}**: supports ${words(4)} on ${name()}.`, '        ');
      out.push('- **Use Cases**:', '    ', `    - ${words(4)}.`, '');
    }
  }
  return out.slice(0, lines).join('\n');
}

interface Spent {
  /** In milliseconds, by the clock and of the processors. */
  readonly clock: number;
  readonly processors: number;
}

function timed(work: () => unknown): Spent {
  const begun = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - begun, processors: (user + system) / 1000 };
}
const compile = (text: string) => compileDeck(parseNotes(text, 'bench.md'), undefined, 'bench' as DeckId);

function countCards({ entities }: Deck): number {
  return entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards)).length;
}

interface Pair {
  readonly parse: Spent;
  readonly compile: Spent;
}

interface Size {
  readonly lines: number;
  /** How many texts of it a turn has. */
  readonly texts: number;
  /** In which of a round's turns it takes part. */
  readonly turns: (turn: number) => boolean;
  readonly pairs: Pair[];
  cards: number;
}

const turns = options.smoke ? 1 : 10;
const sizes: readonly Size[] = [
  { lines: 600, texts: options.smoke ? 3 : 17, turns: () => true, pairs: [], cards: 0 },
  ...(options.smoke
    ? []
    : [
        { lines: 10_000, texts: 1, turns: () => true, pairs: [], cards: 0 },
        { lines: 100_000, texts: 1, turns: (turn: number) => turn === turns / 2, pairs: [], cards: 0 },
      ]),
];

/** One text, parsed and compiled; which comes first changes with each. */
function measure(size: Size): void {
  const { lines, pairs } = size;
  const text = notesOf(lines, lines + pairs.length);
  const parse = () => timed(() => parseMarkdown(text));
  const whole = () => timed(() => (size.cards = countCards(compile(text).deck)));
  if (pairs.length % 2 === 0) pairs.push({ parse: parse(), compile: whole() });
  else {
    const compiled = whole();
    pairs.push({ parse: parse(), compile: compiled });
  }
}

for (let warm = 0; warm < (options.smoke ? 2 : 40); warm += 1) compile(notesOf(600, warm));
for (let turn = 0; turn < ROUNDS * turns; turn += 1) {
  for (const size of sizes) {
    if (!size.turns(turn % turns)) continue;
    // The garbage of the size before is none of this one's. Not before each text: that makes the engine forget what it has compiled.
    globalThis.gc?.();
    for (let text = 0; text < size.texts; text += 1) measure(size);
  }
}
console.log('lines    pairs   parse ms  compile ms  ratio (at most 2.0)   of processors   us a line: parse  compile  cards');
const perLine: number[] = [];
for (const { lines, pairs, cards } of sizes) {
  const middle = (of: (pair: Pair) => number) => median(pairs.map(of));
  const [parse, whole] = [middle((pair) => pair.parse.clock), middle((pair) => pair.compile.clock)];
  perLine.push((whole / lines) * 1000);
  const ratio = middle((pair) => pair.compile.clock / pair.parse.clock);
  const ofProcessors = middle((pair) => pair.compile.processors / pair.parse.processors);
  const columns = [parse.toFixed(0).padStart(11), whole.toFixed(0).padStart(12), ratio.toFixed(2).padStart(21)];
  const eachLine = [((parse / lines) * 1000).toFixed(1).padStart(19), ((whole / lines) * 1000).toFixed(1).padStart(9)];
  console.log(
    `${String(lines).padEnd(9)}${String(pairs.length).padStart(5)}${columns.join('')}${ofProcessors.toFixed(2).padStart(16)}${eachLine.join('')}${String(cards).padStart(7)}`,
  );
}
console.log(`time per line, dearest over cheapest: ${(Math.max(...perLine) / Math.min(...perLine)).toFixed(2)} (at most 1.3)`);

const count = options.smoke ? 20 : 1000;
const memory = new CompileMemory();
const notebooks = Array.from({ length: count }, (_, index): DeckSource => ({
  id: `deck-${index}` as DeckId,
  path: `deck-${index}/notes.md`,
  notes: notesOf(600, index + 1),
}));
const { processors: all } = timed(() => notebooks.forEach((source) => memory.compile(source)));
// As they come from the disk: the same text, but not the same string.
const again = notebooks.map((source, index) => ({
  ...source,
  notes:
    index === Math.floor(count / 2)
      ? `${source.notes}\n\n## New Thing\n\n- **Purpose**: Was added today.\n`
      : ` ${source.notes}`.slice(1),
}));
const { processors: one } = timed(() => again.forEach((source) => memory.compile(source)));
console.log(`${count} notebooks of 600 lines: ${(all / 1000).toFixed(1)} s, ${(all / count).toFixed(1)} ms each`);
console.log(`one of them changed: ${one.toFixed(1)} ms, ${((one / all) * 100).toFixed(2)} % of all (under 1 %)`);
