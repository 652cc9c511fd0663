import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_NOTES_BYTES } from '#core/notes/refuse.ts';
import { parseNotes } from '#core/notes/parse.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/notes');
const AWS = readFileSync(join(import.meta.dirname, '../../../decks/aws-ml-ai-big-data/notes.md'), 'utf8');

describe('notes are understood as the pair of .md and .json says', () => {
  const pairs = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
  test.each(pairs)('%s', (name) => {
    const notebook = parseNotes(readFileSync(join(FIXTURES, name.replace('.json', '.md')), 'utf8'), name.replace('.json', '.md'));
    const expected = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as object;
    expect({
      title: notebook.title ?? null,
      lineCount: notebook.lineCount,
      diagnostics: notebook.diagnostics.map(({ code, line }) => `${code}:${line}`),
      entities: notebook.entities,
      marks: notebook.marks,
    }).toEqual({ marks: [], ...expected });
  });
});

describe('the AWS notes', () => {
  const notebook = parseNotes(AWS, 'notes.md');
  const at = (line: number) => notebook.entities.find((place) => place.lines.from === line);

  test('have 600 lines, the last without a line end', () => {
    expect(notebook.lineCount).toBe(600);
    expect(notebook.source[599]).toMatch(/^- \*\*SageMaker\*\*/);
  });

  test.each<[number, string | undefined, string]>([
    [5, 'AI (Artificial Intelligence)', 'a no-break space after the bold head'],
    [22, 'Gluon API', 'an italic key on the third level'],
    [203, undefined, 'a tab indents, and makes no place of its own'],
    [338, 'Amazon OpenSearch Service & Serverless', 'a rule with a blank after it stands above'],
    [365, 'Amazon Redshift & Redshift Serverless', 'the rule is glued to the heading'],
    [549, 'Amazon Managed Streaming for Apache Kafka (MSK)', 'two blanks after the hashes'],
    [600, 'SageMaker', 'the last line has no end'],
  ])('line %i describes %s: %s', (line, heading) => expect(at(line)?.heading).toBe(heading));

  test.each([
    [97, { role: 'feature', label: 'Serverless', emphasised: true }],
    [99, { role: 'feature', text: 'Pay per query', emphasised: true }],
    [109, { role: 'benefit', text: 'No need for complex ETL jobs', emphasised: true }],
    [132, { role: 'feature', text: 'highlighting, autocomplete, geospatial search' }],
    [203, { role: 'feature' }],
    [228, { role: 'component', label: 'Kinesis Data Streams' }],
    [267, { role: 'feature', label: 'Encryption/Security' }],
    [547 - 1, { role: 'use-case', text: 'Centralized data repository for analytics/ML' }],
    [585, { role: 'shared' }],
  ])('line %i says %j', (line, fact) => {
    const facts = notebook.entities.flatMap((place) => place.facts);
    expect(facts.find((one) => one.lines.from === line)).toMatchObject(fact);
  });

  test('every line with words is a heading, a table head, a container, or is told by a fact; one says nothing named', () => {
    const told = new Set(notebook.entities.flatMap((place) => [place.lines.from, ...place.facts.map((fact) => fact.lines.from)]));
    const untold = notebook.source.flatMap((line, index) => {
      const structure =
        /^\s*(?:#|\|\s*-|\|\s*\*\*(?:Service|Category)|-{3,}|$)|\*\*(?:Key Features|Benefits|Use Cases|Main Services)\*\*:\s*$/.test(
          line,
        );
      return structure || told.has(index + 1) ? [] : [index + 1];
    });
    expect(untold).toEqual([596]);
    expect(notebook.diagnostics).toMatchObject([{ code: 'notes/nothing-named', severity: 'info', line: 596 }]);
  });
});

describe('what cannot be notes is refused with its place and what to do', { timeout: 60_000 }, () => {
  test.each([
    ['', 'notes/empty', 1],
    ['\ufeff \n\u00a0\n', 'notes/empty', 1],
    ['# Fine\n\n- ab\u0000cd', 'notes/binary', 3],
    ['PNG\u001a\u0001', 'notes/binary', 1],
    ['%PDF-1.4 renamed to .md', 'notes/binary', 1],
    ['{\\rtf1\\ansi Notes}', 'notes/binary', 1],
    [`${'>'.repeat(200)} deep`, 'notes/too-deep', 1],
    ['# Only\n## Headings', 'notes/nothing-found', 1],
    ['Just a line.', 'notes/nothing-found', 1],
    ['x'.repeat(MAX_NOTES_BYTES + 1), 'notes/too-large', undefined],
    ['- **A**: b\n'.repeat(40_000), 'notes/too-large', undefined],
  ])('%j', (text, code, line) => {
    const { diagnostics, entities } = parseNotes(text, 'n.md');
    const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
    expect(error).toMatchObject({ code, path: 'n.md', ...(line === undefined ? {} : { line }) });
    expect(error?.help).toMatch(/\.$/);
    expect(entities.flatMap((entity) => entity.facts)).toEqual([]);
  });

  test('a tab, a form feed and an escape are text', () => {
    expect(parseNotes('## A\n\n- **Purpose**:\tb\f\u001b', 'n.md').diagnostics).toEqual([]);
  });
});

test.each([
  ['milk\neggs\n', 'Shopping.md', ['notes/little-found:1']],
  ['Runs SQL on files.\n', 'Athena.md', []],
  ['- Runs SQL on files\n- Pay per query\n', 'Athena.md', []],
  ['## Athena\n\nSQL on\nfiles\n', 'Clouds.md', []],
])('a file of which next to nothing came says so: %j', (text, path, told) => {
  const { diagnostics } = parseNotes(text, path);
  expect(diagnostics.map(({ code, line }) => `${code}:${line}`)).toEqual(told);
  for (const { severity, help } of diagnostics) expect([severity, help?.endsWith('.')]).toEqual(['warning', true]);
});

test.each(['What it is for::', 'What it is for:::', 'What it is for ::'])(
  '"%s" with nothing behind it leads to what stands below, as one colon does',
  (line) => {
    const under = (lead: string) =>
      parseNotes(`# Food\n\n## Beans\n\n${lead}\n\n- Feeding people\n- Fixing nitrogen\n`, 'food.md');
    expect(under(line)).toEqual({ ...under('What it is for:'), source: under(line).source });
  },
);

test('why a line of text makes no card is true of it: it leads over, or does not say what it is about', () => {
  const { asides } = parseNotes(
    '# Knots\n\n## Loops\n\nThe most used ones are these:\n\n**Bowline** - a fixed loop\n\n**Noose** - a running loop\n\nLearn both by May.\n',
    'n.md',
  );
  expect(asides.filter(({ what }) => what !== 'heading').map(({ lines, what }) => [lines.from, what])).toEqual([
    [5, 'introduction'],
    [11, 'nothing-named'],
  ]);
});

test('what leads elsewhere is set aside as that, and a source told in words is not', () => {
  const { asides } = parseNotes(readFileSync(join(FIXTURES, 'references.md'), 'utf8'), 'references.md');
  const lines = asides.flatMap(({ lines: { from, to }, what }) => (what === 'reference' ? [[from, to]] : []));
  expect(lines).toEqual([7, 9, 10, 11, 17, 18, [19, 21], 30, [35, 36], 40].map((at) => (Array.isArray(at) ? at : [at, at])));
});

test('a link between notes in a paragraph of several lines moves no line', () => {
  const { entities } = parseNotes('**Alpha**: one\nand a [[Gamma]] in it,\nand more.\n**Beta**: two, as [[Gamma]] is.', 'n.md');
  expect(entities.map(({ heading, lines }) => [heading, lines.from, lines.to])).toEqual([
    ['Alpha', 1, 3],
    ['Beta', 4, 4],
  ]);
});

describe('a long text, parsed in parts', { timeout: 60_000 }, () => {
  const thing = (i: number) => `## Thing ${i}\n\n- **Purpose**: Number ${i} of many.\n\n`;

  test('tells the same lines as a short one', () => {
    const many = Array.from({ length: 500 }, (_, i) => thing(i)).join('');
    const places = parseNotes(`\ufeff${many}`, 'n.md').entities;
    expect(places).toHaveLength(500);
    expect(
      places.every(
        (place, i) =>
          place.lines.from === 4 * i + 1 &&
          place.facts[0]?.text === `Number ${i} of many` &&
          place.facts[0].lines.from === 4 * i + 3,
      ),
    ).toBe(true);
  });

  test.each([
    ['far in, below no list, opens nothing: it is indented code', '    ~~~\n\nThe heart has {{c1::four}} chambers.\n', 1],
    ['far in, below an item, holds what stands in it', '- Alpha\n\n    ~~~\n    a {{c1::hole}} in code\n    ~~~\n', 0],
    ['after a list that has ended, too, opens nothing', '- Alpha\n\nBeta\n\n    ~~~\n\nIt has {{c1::four}} parts.\n', 1],
  ])('a fence %s', (_, text, marks) => expect(parseNotes(text, 'Heart.md').marks).toHaveLength(marks));

  test('knows that a fence is still open where it could be cut', () => {
    const filler = thing(0).repeat(400);
    const fenced = `## Code\n\n\`\`\`sh\n${'# a comment, no heading\n'.repeat(900)}\`\`\`\n\n`;
    const headings = parseNotes(`${filler}${fenced}${filler}## Last\n\n- **Purpose**: Ends it.`, 'n.md').entities.map(
      (place) => place.heading,
    );
    expect(headings).toHaveLength(2 * 400 + 1);
    expect(headings.at(-1)).toBe('Last');
  });
});

test(
  'whatever the notes are, they are parsed without a fault, twice the same, with lines that exist',
  { timeout: 60_000 },
  () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '# ',
        '## **',
        '###  ',
        '- ',
        '    - ',
        '\t- ',
        '**',
        '==',
        '_',
        '|',
        '| --- | --- |',
        '---',
        '\n',
        '\n\n',
        ': ',
        '**Type**: ',
        '**Key Features**:',
        '> ',
        '```\n',
        '<!--',
        '1. ',
        '(formerly ',
        ')',
        '\u00a0',
        '\ufeff',
        '&amp;',
        '\r\n',
        '[a]: b',
        '~~',
        '\\',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const notebook = parseNotes(text, 'n.md');
        expect(parseNotes(text, 'n.md')).toEqual(notebook);
        for (const { lines, facts } of notebook.entities) {
          for (const range of [lines, ...facts.map((fact) => fact.lines)]) {
            expect(range.from).toBeGreaterThanOrEqual(1);
            expect(range.to).toBeGreaterThanOrEqual(range.from);
            expect(range.to).toBeLessThanOrEqual(notebook.lineCount);
          }
          for (const fact of facts) expect(fact.text).toMatch(/\S/);
        }
      }),
      { numRuns: 300 },
    );
  },
);
