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
