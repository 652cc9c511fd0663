import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDeck } from '#core/decks/compile.ts';
import { lintCard } from '#core/decks/lint.ts';
import type { DeckId } from '#core/ids.ts';
import { formulaHoles, openFormulas, sealFormulas, textParts } from '#core/notes/formula.ts';
import { checkFormulas } from '#core/notes/formula-check.ts';
import { readFormula, type MathNode } from '#core/notes/formula-tree.ts';
import { parseNotes } from '#core/notes/parse.ts';
import { normalise, sentences } from '#core/text.ts';

describe('what stands between dollars is a formula, or it is money', () => {
  const formulas = (text: string) =>
    textParts(text).flatMap((part) => (part.kind === 'formula' ? [part.display ? `$$ ${part.tex}` : part.tex] : []));
  test.each<[string, string[], string]>([
    ['$5 and $10', [], 'the closing sign has a blank before it'],
    ['costs $5/GB, then $10', [], 'a digit follows the second sign'],
    ['from $5-$10', [], 'a digit right after the closing sign'],
    ['from US$5 to A$6 or US$', [], 'letters before the sign'],
    ['5$ and 6$ more', [], 'digits before the sign'],
    ['$ x $', [], 'blanks inside'],
    ['a $ b$', [], 'a blank after the opening sign'],
    ['\\$x\\$', [], 'escaped'],
    ['$x$', ['x'], 'a letter'],
    ['$x$ and $y$.', ['x', 'y'], 'two'],
    ['the $n$th', ['n'], 'a letter may follow'],
    ['($x$)', ['x'], 'in brackets'],
    ['$a\\$b$', ['a\\$b'], 'a dollar inside, escaped'],
    ['$$x$$', ['$$ x'], 'a formula on its own'],
    ['$$ x + y $$', ['$$ x + y'], 'where blanks may stand inside'],
    ['$$$', [], 'nothing inside'],
    ['', [], 'nothing'],
  ])('%s', (text, expected) => expect(formulas(text)).toEqual(expected));
});

const said = fc.array(fc.constantFrom('$', '$$', '\\', 'a', 'x^2', ' ', '5', '{', '}', '_', '*', 'Ω', '中', '\n', '.', '|'), {
  maxLength: 24,
});

test('sealing and opening a text changes nothing that is read of it', () => {
  fc.assert(
    fc.property(said, (parts) => {
      const sealed = sealFormulas(parts.join('').replace(/\s+/g, ' '));
      expect(sealFormulas(openFormulas(sealed))).toBe(sealed);
    }),
    { numRuns: 2000 },
  );
});

test('a sealed formula is one word that no rule reads into', () => {
  const sealed = sealFormulas('It is $f: A. B; C = \\{1, 2\\}$ there. Then');
  expect(sentences(sealed)).toHaveLength(2);
  expect(sealed.split(' ')).toHaveLength(5);
  expect(normalise('$a < b$')).not.toBe(normalise('$a > b$'));
});

test('through Markdown no sign of a formula is lost, in prose, quotes, tables, lists and marks', () => {
  const tex = 'a_1 * b_1 * \\{x|y\\} \\\\ [z](u) <b> &amp; ==q==';
  const text = [
    '# A',
    `- Rests on $${tex}$ and nothing else`,
    '',
    `> Said of $${tex}$ in a quote`,
    '',
    '## B',
    '',
    '| Sign | Meaning |',
    '| --- | --- |',
    `| tilde | means $${tex}$ here |`,
    '',
    `What is it::$${tex}$`,
  ].join('\n');
  const { entities, marks } = parseNotes(text, 'a.md');
  const facts = entities.flatMap((entity) => entity.facts.map((fact) => fact.text));
  expect(facts).toEqual([`Rests on $${tex}$ and nothing else`, `Said of $${tex}$ in a quote`, `means $${tex}$ here`]);
  expect(marks).toMatchObject([{ back: `$${tex}$` }]);
});

test('a formula over several lines is one, and its lines are accounted for', () => {
  const { entities, formulas } = parseNotes('# A\n\nIt holds that\n$$\na = b\n+ c\n$$\nfor all of them.', 'a.md');
  expect(entities[0]?.facts).toMatchObject([{ text: 'It holds that $$a = b + c$$ for all of them', lines: { from: 3, to: 8 } }]);
  expect(formulas).toEqual([{ tex: 'a = b + c', display: true, line: 4, column: 1 }]);
});

test('prices and code keep their dollars, and are read as no formula', () => {
  const { entities } = parseNotes('# A\n\n- Costs \\$5\\$ or `$a` and `b$` with US$6', 'a.md');
  const text = entities[0]?.facts[0]?.text ?? '';
  expect(textParts(text)).toEqual([{ kind: 'words', text: 'Costs $5$ or $a and b$ with US$6' }]);
});

test('cards keep formulas whole: one that ends a sentence can be its hole, and K01 has nothing against its signs', () => {
  const text =
    '# Circle\n\n- **Purpose**: a line that is round everywhere\n- The area within the line is $\\pi r^2 * |1| ** <b>$\n';
  const { deck } = compileDeck(parseNotes(text, 'a.md'), undefined, 'a' as DeckId);
  const cards = deck.entities.flatMap(({ notes }) => notes.flatMap((note) => note.cards));
  expect(cards.map(({ front, back }) => `${front} => ${back}`)).toContain(
    'Circle: The area within the line is [...] => $\\pi r^2 * |1| ** <b>$',
  );
  const context = { kind: 'written', nameWords: [], roles: [], genericPhrases: [] } as const;
  const card = { direction: 'to-answer', front: 'What is it?', lines: [1] } as const;
  expect(lintCard({ ...card, back: '$a ** b ** c$' }, context)).toEqual([]);
  expect(lintCard({ ...card, back: 'a **b** c' }, context).map(({ rule }) => rule)).toEqual(['K01']);
});

test('a card keeps its id, whatever else is written into the notes of formulas', () => {
  const one = '# Circle\n\n- **Purpose**: a line whose points are $r$ from one\n';
  const idsOf = (text: string) =>
    compileDeck(parseNotes(text, 'a.md'), undefined, 'a' as DeckId).deck.entities[0]?.notes.flatMap(({ cards }) =>
      cards.map(({ id }) => id),
    );
  expect(idsOf(`${one}\n# Square\n\n- **Purpose**: has the area $a^2$ within it\n`)).toEqual(idsOf(one));
});

test('notes in Yi letters stay as they are, whatever they cost', () => {
  const { entities } = parseNotes('# A\n\n- one \ua480\ua0e1\ua481 two $5 and $x$', 'a.md');
  expect(entities[0]?.facts[0]?.text).toBe('one \ua480\ua0e1\ua481 two $5 and $x$');
});

describe('TeX becomes a tree of MathML', () => {
  const told = (node: MathNode): string =>
    typeof node === 'string' ? node : `${node.tag}(${node.children.map(told).join(' ')})`;
  test.each([
    ['x^2', 'math(msup(mi(x) mn(2)))'],
    ['\\frac{a}{b}', 'math(mfrac(mi(a) mi(b)))'],
    ['\\text{<b>}', 'math(mtext(<b>))'],
  ])('%s', (tex, expected) => {
    const read = readFormula(tex, false);
    expect(read.kind === 'formula' && told(read.tree)).toBe(expected);
  });

  test.each([
    ['\\frac{1}{2', 'a brace is open'],
    ['\\nosuch x', 'an unknown name'],
    ['\\def\\a{\\a\\a}\\a', 'one that grows for ever'],
    ['\\includegraphics{https://example.org/x.png}', 'one that would fetch'],
    [`${'x+'.repeat(3000)}x`, 'a book'],
  ])('%s is wrong', (tex) => expect(readFormula(tex, false).kind).toBe('wrong'));

  test.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://example.org}',
    '\\class{a}{b}',
    '\\style{color:red}{x}',
    '\\color{red}x',
    '\\id{a}{b}',
    '\\label{a}x',
    '\\boxed{x}',
    '\\colorbox{red}{x}',
  ])('%s gives no attribute that loads, runs, names or colours', (tex) => {
    const keysOf = (node: MathNode): string[] =>
      typeof node === 'string'
        ? []
        : [...Object.keys(node.attributes), ...Object.keys(node.style), ...node.children.flatMap(keysOf)];
    const read = readFormula(tex, true);
    const keys = read.kind === 'formula' ? keysOf(read.tree) : [];
    expect(keys.filter((key) => /href|src|class|^id$|^on|data|color|background/i.test(key))).toEqual([]);
  });

  test('a wrong one is told with its place', () => {
    const notebook = parseNotes('# A\n\n- one two three $x$ and $\\frac{1}{2$ here', 'a.md');
    expect(checkFormulas(notebook, readFormula)).toMatchObject([
      { severity: 'warning', code: 'notes/formula', path: 'a.md', line: 3, column: 25 },
    ]);
  });
});

test('braces behind a backslash are signs of the formula, and open or close no hole', () => {
  expect(formulaHoles('$\\{{c1::x\\}}$')).toBeUndefined();
  expect(formulaHoles('${{c1::\\}x}}$')).toEqual(['$', { group: 'c1', tex: '\\}x' }, '$']);
});

test('holes that nothing closes are sought no further than a hole may reach, however many there are', () => {
  const before = performance.now();
  expect(formulaHoles(`$${'{{c1::x'.repeat(50_000)}$`)).toBeUndefined();
  expect(performance.now() - before).toBeLessThan(10_000);
});
