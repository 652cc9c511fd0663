import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cardsOf, compiled, read } from '#tests/core/decks/compiled.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/notes');
const notes = (name: string) => readFileSync(join(FIXTURES, `${name}.md`), 'utf8');
/** What parse.test.ts holds the parser to, without its layout. */
const understood = (name: string) => JSON.stringify(JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')));

// Every oddity of the first notes stands in a pair of notes and what is understood of them; the pairs themselves are compared
// in parse.test.ts. Here it is held that the pair has the oddity, and that what is understood shows it overcome.
describe('each quirk of the first notes has its pair', () => {
  const quirks: readonly (readonly [number, string, string, RegExp, string])[] = [
    [1, 'a heading all in bold', 'bold-headings', /^### \*\*Herring Gull\*\*$/m, '"heading":"Herring Gull"'],
    [2, 'two blanks after the hashes', 'bold-headings', /^### {2}\*\*/m, '"heading":"Oystercatcher (OC)"'],
    [3, 'headings of four levels below each other', 'levels', /^## [^]*^### [^]*^#### /m, '"Tiers of it","Basic"'],
    [4, 'a rule glued to the next heading', 'rules-and-blanks', /^---\n### /m, '"heading":"Assam"'],
    [5, 'a rule with a blank after it', 'rules-and-blanks', /^--- \n/m, '"heading":"Sencha"'],
    [
      6,
      'blank lines that hold four or eight blanks',
      'rules-and-blanks',
      /^ {4}\n[^]*^ {8}\n/m,
      '"text":"Harvested twice a year"',
    ],
    [7, 'a tab where its siblings have four blanks', 'tabs', /^\t- .+\n\t\n {4}- /m, '"text":"Keeps them tight"'],
    [8, 'a highlight around all, the stop outside', 'highlight', /==\.$/m, '"text":"No need for sails","emphasised":true'],
    [
      9,
      'keys with a value, and keys that only open a list',
      'fields-and-labels',
      /\*\*Type\*\*: .+[^]*\*\*Use Cases\*\*:\n/,
      '"role":"use-case"',
    ],
    [10, 'other fields for other things', 'fields-and-labels', /\*\*Main Parts\*\*:\n/, '"role":"component"'],
    [
      11,
      'features with a label, without, and with one that is not bold',
      'fields-and-labels',
      /- Features: bell, basket/,
      '"text":"bell, basket"',
    ],
    [
      12,
      'bold heads with a gloss, a dash or nothing after them',
      'bold-heads',
      /\*\*AI\*\*\u00a0\([^]*\*\*Maven\*\*\u00a0- [^]*\*\*Gradle\*\*\u00a0has/,
      '"heading":"AI (Artificial Intelligence)"',
    ],
    [13, 'two bold keys in one bullet', 'bold-heads', /\*\*CPUs\*\*: .+; ?\u00a0?\*\*GPUs\*\*:/, '"heading":"GPUs"'],
    [14, 'keys in italics', 'bold-heads', /_Inner API_:/, '"heading":"Inner API"'],
    [
      15,
      'a description that ends in a colon and has bullets below',
      'bold-heads',
      /\*\*Tool\*\*: It does this:/,
      '"text":"It does this","emphasised":false,"lines":{"from":10,"to":10}},{"role":"feature","text":"plain point about the tool"',
    ],
    [16, 'plain bullets without a key', 'bold-heads', /^- says nothing named$/m, 'notes/nothing-named:15'],
    [
      17,
      'padded tables, an empty third column, and no padding at all',
      'tables',
      /\| {5}\|\n[^]*^\|---\|---\|---\|$/m,
      '"heading":"Basalt"',
    ],
    [18, 'a category in italics, with a list beside it', 'tables', /^\|_Volcanic & deep_\|/m, '"role":"shared"'],
    [
      19,
      'a cell of several sentences and halves',
      'tables',
      /below ground\. Has .+[^]*; dark and dense/,
      '"text":"Cooled fast at the surface; dark and dense"',
    ],
    [20, 'no-break blanks, en and em dashes, curly and straight quotes', 'typography', /’[^]*—[^]*–/, '—from 6 – 18 h'],
    [
      21,
      'points that end no sentence',
      'counts-and-sites',
      /e\.g\.,[^]*\.com [^]*20\+[^]*100\+[^]*3x[^]*10,000s[^]*GBs\/sec, etc\.\)/,
      'Knows 100+ ports by name, at 3x the speed',
    ],
    [22, 'a full stop here and none there', 'fields-and-labels', /basket\n[^]*Commuting\.\n/, '"text":"Commuting"'],
    [23, 'an ampersand in a heading', 'formerly', /^### Harbour Authority & Pilots$/m, '"heading":"Harbour Authority & Pilots"'],
    [
      24,
      'a former name in a heading',
      'formerly',
      /\(formerly Road Board\)/,
      '"heading":"Ministry of Roads (formerly Road Board)"',
    ],
    [25, 'a last line without an end', 'said-twice', /[^\n]$/, '"lines":{"from":29,"to":29}'],
    [
      26,
      'one thing described in several places',
      'said-twice',
      /\| Blue Line \|[^]*### Blue Line[^]*\*\*Blue Line\*\* crosses/,
      '"text":"crosses the bay in real time"',
    ],
    [
      27,
      'places that contradict each other',
      'said-twice',
      /in real time[^]*Nearly real-time[^]*\|_Freight_\|Blue Line/,
      '"path":["Ferries","Freight"]',
    ],
  ];
  test.each(quirks)('%i: %s', (_, __, name, written, shown) => {
    expect(notes(name)).toMatch(written);
    expect(understood(name)).toContain(shown);
  });

  test('none is left out', () => {
    expect(quirks.map(([number]) => number)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
    const pairs = readdirSync(FIXTURES).filter((file) => file.endsWith('.json'));
    for (const [, , name] of quirks) expect(pairs).toContain(`${name}.json`);
  });
});

test('points within words, numbers and abbreviations end no sentence', () => {
  const { deck } = compiled(notes('counts-and-sites'));
  expect(deck.entities.flatMap(({ facts }) => facts.map(({ text }) => text))).toEqual([
    'Books berths, e.g., for Harbour.com guests, in 20+ ports',
    'Knows 100+ ports by name, at 3x the speed',
    'Answers 10,000s of calls (5 GBs/sec, etc.) at the Berth.com desk',
    'Sells e.g. maps',
  ]);
  expect(read(cardsOf(deck))).toContain('Harbour desk: Knows [...] ports by name, at 3x the speed => 100+');
});

test('what is said of a thing in several places comes together once, and its own section says what it belongs to', () => {
  const { deck, left } = compiled(notes('said-twice'));
  expect(deck.entities.map(({ name }) => name)).toEqual(['Blue Line', 'Red Line']);
  const [blue] = deck.entities;
  expect(blue?.facts.map(({ role, lines }) => [role, lines.from])).toEqual([
    ['description', 7],
    ['type', 13],
    ['description', 14],
    ['benefit', 16],
    ['shared', 26],
  ]);
  expect(left.flatMap(({ lines, reason }) => (reason.kind === 'duplicate' ? [[lines.from, reason.line]] : []))).toEqual([
    [28, 7],
    [29, 20],
  ]);
});

test('where places contradict each other, what is said of a thing alone tells its category, and no row that sorts many', () => {
  const summary = '## Summary\n\n|**Category**|**Lines**|\n|---|---|\n|_Freight_|Blue Line, Red Line|\n\n';
  const rows = summary.replace('|\n\n', '|\n').replaceAll('|\n', '|Ships|\n').replace('|---|---|Ships|', '|---|---|---|');
  const section = '## Crossings\n\n### Blue Line\n\n- **Purpose**: Carries cars over the bay.\n\n';
  for (const text of [`${rows}\n${section}`, `${section}${rows}\n`]) {
    const { deck } = compiled(`# Ferries\n\n${text}`);
    const categories = new Map(deck.categories.map(({ id, name }) => [id, name]));
    const found = deck.entities.map(({ name, category }) => [name, categories.get(category)]);
    expect(found).toContainEqual(['Blue Line', 'Crossings']);
    expect(found).toContainEqual(['Red Line', 'Freight']);
  }
});
