import { expect, test } from 'vitest';
import { joinFiles } from '#core/notes/files.ts';
import { lineText, readLines } from '#core/notes/reading.ts';

const told = (text: string) => readLines(text).map((line) => [line.line, line.own, line.kind, lineText(line)]);

test('front matter is shown as it is written, and is no heading', () => {
  expect(told('---\ntags: [aws]\n---\n# Athena\n')).toEqual([
    [1, 1, 'code', 'tags: [aws]'],
    [4, 4, 'heading', 'Athena'],
  ]);
});

test('files of a folder stand below their names, each line under its number in its file', () => {
  const text = joinFiles([
    { path: 'a/Athena.md', text: '\ufeffAsks files.\r\n\r\n![[x.png]]\r\n' },
    { path: 'Glue.md', text: '# Glue\n- Moves data.' },
  ]);
  expect(told(text)).toEqual([
    [1, 0, 'heading', 'a/Athena.md'],
    [2, 1, 'text', 'Asks files.'],
    [4, 3, 'text', ''],
    [5, 0, 'heading', 'Glue.md'],
    [6, 1, 'heading', 'Glue'],
    [7, 2, 'item', 'Moves data.'],
  ]);
  const pictures = readLines(text).flatMap(({ cells }) => cells.flat().flatMap(({ picture }) => picture?.src ?? []));
  expect(pictures).toEqual(['a/x.png']);
});

test('a table keeps its columns where a cell is empty or missing', () => {
  const lines = readLines('| a | b | c |\n| - | - | - |\n| 1 | | 3 |\n| 2 |\n');
  expect(lines.map(({ cells }) => cells.map((runs) => runs.map(({ text }) => text).join('')))).toEqual([
    ['a', 'b', 'c'],
    ['1', '', '3'],
    ['2', '', ''],
  ]);
  expect(lines.map(lineText)).toEqual(['a b c', '1 3', '2']);
  // Columns at the end in which nothing stands are none.
  expect(readLines('| a | b | |\n| - | - | - |\n| 1 | 2 | |\n').map(({ cells }) => cells.length)).toEqual([2, 2]);
});

test('steps keep their numbers, and bullets have none', () => {
  const marks = readLines('3. Light\n4. Water\n   - split\n').map(({ mark, cells }) => [mark, cells[0]?.[0]?.text]);
  expect(marks).toEqual([
    ['3.', 'Light'],
    ['4.', 'Water'],
    [undefined, 'split'],
  ]);
});

test('a callout has its title, or what kind it is, above what it says; a quotation stays one', () => {
  const lines = (text: string) =>
    readLines(text).map(({ line, to, cells }) => [
      line,
      to,
      cells[0]?.map((run) => (run.strong ? `*${run.text.trim()}*` : run.text)).join(''),
    ]);
  expect(lines('> [!tip]- High *yield*\n> The ==nerve== pierces\n> it.\n')).toEqual([
    [1, 1, '*High**yield*'],
    [2, 3, 'The nerve pierces\nit.'],
  ]);
  expect(lines('> [!warning]\n> Hot.\n')).toEqual([
    [1, 1, '*Warning*'],
    [2, 2, 'Hot.'],
  ]);
  expect(lines('> [!note] Alone\n')).toEqual([[1, 1, '*Alone*']]);
  expect(lines('> He said [!] so.\n')).toEqual([[1, 1, 'He said [!] so.']]);
});

test('what a card hides is marked, without its braces, in words and in formulas', () => {
  const [line] = readLines('- **Law**: {{c1::Energy::what?}} is $E = {{c2::m c^2}}$.\n');
  expect(line?.cells[0]?.map(({ text, highlight, formula }) => [text, highlight ?? false, formula?.tex])).toEqual([
    ['Law', false, undefined],
    [': ', false, undefined],
    ['Energy', true, undefined],
    [' is ', false, undefined],
    ['$E = m c^2$', false, 'E = m c^2'],
    ['.', false, undefined],
  ]);
  const [marked, equal] = readLines('=={{c1::Both}}== of them\n\n{{c1::a=b}} is so\n');
  expect([marked, equal].map((one) => one?.cells[0]?.map(({ text, highlight }) => [text, highlight ?? false]))).toEqual([
    [
      ['Both', true],
      [' of them', false],
    ],
    [['a=b is so', false]],
  ]);
});
