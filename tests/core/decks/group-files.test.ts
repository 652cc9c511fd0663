import { expect, test } from 'vitest';
import { foldersIn, groupFiles } from '#core/decks/group-files.ts';

test.each([
  ['a file is named by itself', ['Data & Analytics.md'], [['data-analytics', 'Data & Analytics.md', undefined]]],
  ['notes.md in a folder by the folder', ['decks/aws/notes.md'], [['aws', 'decks/aws/notes.md', undefined]]],
  ['deck.yaml goes with the only notes beside it', ['aws/notes.md', 'aws/deck.yaml'], [['aws', 'aws/notes.md', 'aws/deck.yaml']]],
  [
    'a yaml of the same name goes with its notes among many',
    ['a.md', 'b.md', 'b.yaml'],
    [
      ['a', 'a.md', undefined],
      ['b', 'b.md', 'b.yaml'],
    ],
  ],
  [
    'two of one name are told apart by their folders',
    ['x/aws.md', 'y/aws.md'],
    [
      ['x-aws', 'x/aws.md', undefined],
      ['y-aws', 'y/aws.md', undefined],
    ],
  ],
  ['what is hidden is left alone', ['vault/.obsidian/app.md', 'vault/a.md', '._a.md'], [['a', 'vault/a.md', undefined]]],
  ['pictures and texts of a folder are left alone', ['v/a.md', 'v/x.png', 'v/LICENSE.txt'], [['a', 'v/a.md', undefined]]],
  ['a text file that was chosen by itself is taken for notes', ['plain.txt'], [['plain', 'plain.txt', undefined]]],
  ['other scripts keep their letters', ['日本語.md'], [['日本語', '日本語.md', undefined]]],
  ['a name without a letter has one all the same', ['!!!.md'], [['notes', '!!!.md', undefined]]],
])('%s', (_what, paths, expected) => {
  const { groups, diagnostics } = groupFiles(paths);
  expect(groups.map(({ deck, notes, curation }) => [deck, notes, curation])).toEqual(expected);
  expect(diagnostics).toEqual([]);
});

test.each([
  ['a deck.yaml beside many notes', ['a.md', 'b.md', 'deck.yaml'], 'import/stray-curation'],
  ['a deck.yaml beside none', ['deck.yaml'], 'import/stray-curation'],
  ['another kind of file, chosen by itself', ['notes.docx'], 'import/not-notes'],
])('%s is told, with what to do', (_what, paths, code) => {
  const { diagnostics } = groupFiles(paths);
  expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.help !== undefined])).toEqual([[code, true]]);
});

test('a folder whose files have no curation of their own can be one deck', () => {
  const paths = ['Cloud/b/Glue.md', 'Cloud/Athena.md', 'Cloud/x/notes.md', 'Cloud/x/deck.yaml', 'One/a.md', 'loose.md'];
  expect(foldersIn(paths)).toEqual([
    { path: 'Cloud', deck: 'cloud', files: ['Cloud/Athena.md', 'Cloud/b/Glue.md'], decks: ['athena', 'glue'] },
  ]);
  const { groups } = groupFiles([...paths, 'Cloud/deck.yaml'], new Set(['Cloud']));
  expect(groups).toEqual([
    { deck: 'cloud', notes: 'Cloud', files: ['Cloud/Athena.md', 'Cloud/b/Glue.md'], curation: 'Cloud/deck.yaml' },
    { deck: 'x', notes: 'Cloud/x/notes.md', curation: 'Cloud/x/deck.yaml' },
    { deck: 'loose', notes: 'loose.md' },
    { deck: 'a', notes: 'One/a.md' },
  ]);
});
