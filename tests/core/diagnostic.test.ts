import { expect, test } from 'vitest';
import { renderDiagnostic } from '#core/diagnostic.ts';
import type { Diagnostic } from '#core/diagnostic.ts';

const aDiagnostic = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'error',
  code: 'notes/binary',
  path: 'tea/notes.md',
  message: 'This is not text.',
  help: 'Save it as text.',
  ...more,
});

test.each<[string, Partial<Diagnostic>, string[], string[]]>([
  [
    'a place has its caret',
    { line: 2, column: 5 },
    ['# Tea', 'abc def'],
    ['tea/notes.md:2:5: error notes/binary: This is not text.', '    2 | abc def', '      |     ^', '    Save it as text.'],
  ],
  [
    'a line without a column is meant as a whole',
    { line: 1 },
    ['  abc'],
    ['tea/notes.md:1:1: error notes/binary: This is not text.', '    1 |   abc', '      |   ^^^', '    Save it as text.'],
  ],
  [
    'a file as a whole shows no line',
    {},
    ['abc'],
    ['tea/notes.md: error notes/binary: This is not text.', '    Save it as text.'],
  ],
  [
    'a blank line is not shown',
    { line: 1 },
    ['  '],
    ['tea/notes.md:1:1: error notes/binary: This is not text.', '    Save it as text.'],
  ],
  [
    'wide characters are two columns',
    { line: 1, column: 3 },
    ['茶葉x'],
    ['tea/notes.md:1:3: error notes/binary: This is not text.', '    1 | 茶葉x', '      |     ^', '    Save it as text.'],
  ],
  [
    'a tab is four, a control character is shown as one',
    { line: 1, column: 3 },
    ['\ta\u0000'],
    ['tea/notes.md:1:3: error notes/binary: This is not text.', '    1 |     a\ufffd', '      |      ^', '    Save it as text.'],
  ],
])('%s', (_what, more, source, lines) => {
  expect(renderDiagnostic(aDiagnostic(more), source)).toBe(lines.join('\n'));
});

test('a long line is cut around its place', () => {
  const [, shown = '', caret = ''] = renderDiagnostic(aDiagnostic({ line: 1, column: 301 }), [
    `${'a'.repeat(300)}X${'b'.repeat(300)}`,
  ]).split('\n');
  expect(shown).toMatch(/^ {4}1 \| …a+Xb+…$/);
  expect(shown.length).toBeLessThan(120);
  expect(shown.charAt(caret.indexOf('^'))).toBe('X');
});
