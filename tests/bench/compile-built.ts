import { parseArgs } from 'node:util';
import { compileDeck } from '#core/decks/compile.ts';
import type { Deck } from '#core/decks/deck.ts';
import { CompileMemory } from '#core/decks/remember.ts';
import type { DeckSource } from '#core/decks/remember.ts';
import type { DeckId } from '#core/ids.ts';
import { parseMarkdown } from '#core/notes/markdown.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { randomFrom } from '#core/random.ts';

// What compiling costs over parsing alone with the same Markdown parser, cut at headings in both; a thousand notebooks, and
// one changed among them. Told is the time of this process on the processors (with its helpers for garbage), not the clock's:
// on a busy machine the clock runs while others work. Sizes, parsing and compiling take turns, so that what disturbs meets all
// alike; each text is new to both, each run has 100,000 lines, so that what the heap and its garbage take weighs alike in all, and
// the least of all runs counts: whatever disturbs only adds.

const { values: options } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });

const ROUNDS = 2;

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

const cpuMs = (work: () => unknown): number => {
  // What was measured before leaves garbage, which is none of this one's.
  globalThis.gc?.();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const compile = (text: string) => compileDeck(parseNotes(text, 'bench.md'), undefined, 'bench' as DeckId);

function countCards({ entities }: Deck): number {
  return entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards)).length;
}

interface Size {
  readonly lines: number;
  /** How many of them are a run. */
  readonly texts: number;
}

const sizes: readonly Size[] = options.smoke
  ? [{ lines: 600, texts: 3 }]
  : [
      { lines: 600, texts: 167 },
      { lines: 10_000, texts: 10 },
      { lines: 100_000, texts: 1 },
    ];

/** Takes part in a round: the texts of one size parsed, and compiled. Which comes first changes from round to round. */
function measure({ lines, texts: number }: Size, round: number): { parse: number; compile: number; cards: number } {
  const texts = Array.from({ length: number }, (_, index) => notesOf(lines, lines + round * number + index));
  let cards = 0;
  const spent = { parse: 0, compile: 0 };
  const works = [
    () => (spent.parse = cpuMs(() => texts.forEach((text) => parseMarkdown(text))) / number),
    () => (spent.compile = cpuMs(() => texts.forEach((text) => (cards = countCards(compile(text).deck)))) / number),
  ];
  for (const work of round % 2 === 0 ? works : works.toReversed()) work();
  return { ...spent, cards };
}

for (let warm = 0; warm < (options.smoke ? 2 : 40); warm += 1) compile(notesOf(600, warm));
const measured = new Map(sizes.map((size) => [size, [] as ReturnType<typeof measure>[]]));
for (let round = 0; round < ROUNDS; round += 1) for (const [size, runs] of measured) runs.push(measure(size, round));
console.log('lines      parse ms  compile ms  ratio (at most 2.0)   us a line: parse  compile  cards');
const perLine: number[] = [];
for (const [{ lines }, runs] of measured) {
  const [parse, whole] = [Math.min(...runs.map((run) => run.parse)), Math.min(...runs.map((run) => run.compile))];
  perLine.push((whole / lines) * 1000);
  const columns = [parse.toFixed(0).padStart(10), whole.toFixed(0).padStart(12), (whole / parse).toFixed(2).padStart(7)];
  const eachLine = [((parse / lines) * 1000).toFixed(1).padStart(34), ((whole / lines) * 1000).toFixed(1).padStart(9)];
  console.log(`${String(lines).padEnd(9)}${columns.join('')}${eachLine.join('')}${String(runs.at(-1)?.cards).padStart(7)}`);
}
console.log(`time per line, dearest over cheapest: ${(Math.max(...perLine) / Math.min(...perLine)).toFixed(2)} (at most 1.3)`);

const count = options.smoke ? 20 : 1000;
const memory = new CompileMemory();
const notebooks = Array.from({ length: count }, (_, index): DeckSource => ({
  id: `deck-${index}` as DeckId,
  path: `deck-${index}/notes.md`,
  notes: notesOf(600, index + 1),
}));
const all = cpuMs(() => notebooks.forEach((source) => memory.compile(source)));
// As they come from the disk: the same text, but not the same string.
const again = notebooks.map((source, index) => ({
  ...source,
  notes:
    index === Math.floor(count / 2)
      ? `${source.notes}\n\n## New Thing\n\n- **Purpose**: Was added today.\n`
      : ` ${source.notes}`.slice(1),
}));
const one = cpuMs(() => again.forEach((source) => memory.compile(source)));
console.log(`${count} notebooks of 600 lines: ${(all / 1000).toFixed(1)} s, ${(all / count).toFixed(1)} ms each`);
console.log(`one of them changed: ${one.toFixed(1)} ms, ${((one / all) * 100).toFixed(2)} % of all (under 1 %)`);
