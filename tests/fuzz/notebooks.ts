import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { accountOf } from '#core/decks/account.ts';
import { compileDeck } from '#core/decks/compile.ts';
import { renderDiagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { below, randomFrom } from '#core/random.ts';
import type { Random } from '#core/random.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'tests/fixtures/notes');
/** Real notes, to be cut and damaged. */
const SEEDS = [
  join(ROOT, 'decks/aws-ml-ai-big-data/notes.md'),
  ...readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(FIXTURES, name)),
].map((file) => readFileSync(file, 'utf8').split(/\r?\n/));

const OPENINGS = [
  '',
  '',
  '- ',
  '- ',
  '    - ',
  '\t- ',
  '  ',
  '    ',
  '# ',
  '## ',
  '### ',
  '###### ',
  '> ',
  '> [!note] ',
  '1. ',
  '1\\. ',
  '| ',
  'Q: ',
  'A: ',
  'C: ',
  '- [ ] ',
  '%%',
  '<!--',
  '```',
  '~~~',
  '---',
  '* * *',
  '?',
  '??',
];
const WORDS = [
  '**Alpha**',
  '_Beta_',
  '`code`',
  '==marked==',
  'Type',
  'Purpose',
  'Key Features',
  'Use Cases',
  ':',
  ': ',
  ' - ',
  ' — ',
  '::',
  ':::',
  '{{c1::hole}}',
  '{{c2::hole::hint}}',
  '{1::x}',
  '[hole]',
  '[[Gamma]]',
  '[[Gamma|g]]',
  '![[x.png]]',
  '![a](b.png)',
  '[l](u)',
  '#tag',
  '#cloze',
  '^abc',
  '<!--SR:!2024-01-01,3,250-->',
  '|',
  '| --- | --- |',
  '(formerly Delta)',
  '(MSK)',
  'S3, Redshift and Splunk',
  '34',
  '7 days',
  '99.9 %',
  'e.g.',
  '. ',
  '; ',
  '&amp;',
  '\\',
  '*',
  '**',
  '==',
  '$x^2$',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '犬',
  'قلب',
  '🪐',
  'e\u0301',
  '\ud83d',
  '\u0001',
  'supports',
  'is a',
  'Loads crates onto ships',
  'Fast and easy',
  'pay per use',
  'Alpha',
  'the',
  '.',
];
const ENDS = ['\n', '\n', '\n', '\n\n', '\r\n', '\r', '   \n', '\\\n'];

const pick = <Value>(values: readonly Value[], random: Random): Value => values[below(values.length, random)] as Value;

/** Notes of 1 to 40 lines: put together at random, or real ones with damage. */
export function notebookOf(seed: number): string {
  const random = randomFrom(seed);
  return random() < 0.5 ? scrambled(random) : damaged(random);
}

function scrambled(random: Random): string {
  const lines = 1 + below(40, random);
  let text = random() < 0.1 ? '---\ntags: [cloze]\naliases: [Alpha, fuzz, code]\n---\n' : '';
  for (let line = text === '' ? 0 : 4; line < lines; line += 1) {
    text += pick(OPENINGS, random);
    for (let words = below(7, random); words > 0; words -= 1) text += `${pick(WORDS, random)}${random() < 0.7 ? ' ' : ''}`;
    text += pick(ENDS, random);
  }
  return text;
}

function damaged(random: Random): string {
  const source = pick(SEEDS, random);
  const from = below(source.length, random);
  const lines = source.slice(from, from + 1 + below(39, random));
  for (let times = below(12, random); times > 0; times -= 1) {
    const at = below(lines.length, random);
    const line = lines[at] ?? '';
    const place = below(line.length + 1, random);
    switch (below(6, random)) {
      case 0:
        lines[at] = line.slice(0, place) + pick(WORDS, random) + line.slice(place);
        break;
      case 1:
        lines[at] = line.slice(0, place) + line.slice(place + 1 + below(5, random));
        break;
      case 2:
        lines.splice(at, 1);
        break;
      case 3:
        lines[at] = pick(OPENINGS, random) + line;
        break;
      case 4:
        lines.splice(at, 0, pick(lines.length > 0 ? lines : [''], random));
        break;
      default:
        lines[at] = `${line.slice(0, place)}\n${line.slice(place)}`;
    }
  }
  return lines.slice(0, 40).join('\n');
}

/** What is wrong with how a notebook is compiled; nothing if all is well. */
export function faultsOf(text: string): string[] {
  const faults: string[] = [];
  // Time of this process alone: on a busy machine the clock runs while it waits.
  const before = process.cpuUsage();
  const first = compile(text);
  const { user, system } = process.cpuUsage(before);
  const tookMs = (user + system) / 1000;
  if (tookMs > 1000) faults.push(`it took ${tookMs.toFixed(0)} ms`);
  const told = ({ compiled, lines, told: diagnostics }: typeof first) => JSON.stringify([compiled.deck, lines, diagnostics]);
  if (told(compile(text)) !== told(first)) faults.push('a second time it gave something else');

  const { notebook, compiled, lines } = first;
  const cards = compiled.deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
  const ids = compiled.deck.entities.flatMap((entity) => [
    entity.id as string,
    ...entity.facts.map((fact) => fact.id as string),
    ...entity.notes.flatMap((note) => [note.id as string, ...note.cards.map((card) => card.id as string)]),
  ]);
  if (new Set(ids).size !== ids.length) faults.push('two things share an id');
  // A hole or comment that a line end tears apart is none, and shown as it stands; so is a hole in which another begins, or that ends
  // with one brace.
  const broken = /\{\{c\d+:{1,2}[^{}\r\n]*(?:$|\{|\}(?!\}))/m.test(text);
  const unclosed = text.lastIndexOf('<!--SR:') > text.lastIndexOf('-->');
  // A backslash within the sign makes it the author's own text, which Markdown shows as it is meant: `<!--SR:`.
  const escaped = [...text.matchAll(/<\\?!\\?-\\?-SR:/g)].some(([sign]) => sign.includes('\\'));
  for (const { front, back, lines: own } of cards) {
    if (front.trim() === '' || back.trim() === '') faults.push('a side of a card is empty');
    if (own.length === 0 || own.some((line) => line < 1 || line > notebook.lineCount))
      faults.push('a card rests on no line of the notes');
    if ((!unclosed && !escaped && /<!--SR:/.test(front + back)) || (!broken && /\{\{c\d+::/.test(`${front}\n${back}`)))
      faults.push(`a card shows what another tool wrote: ${front}`);
  }
  if (lines.length !== notebook.lineCount || lines.some(({ line }, index) => line !== index + 1))
    faults.push('a line has no account');
  return faults;
}

function compile(text: string) {
  const notebook = parseNotes(text, 'fuzz.md');
  const compiled = compileDeck(notebook, undefined, 'fuzz' as DeckId);
  const told = compiled.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, notebook.source));
  return { notebook, compiled, told, lines: accountOf(notebook, compiled.deck, compiled.left) };
}
