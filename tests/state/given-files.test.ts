import { describe, expect, test } from 'vitest';
import { givenByDrop, givenByFolder, mostEntries, TooManyFiles } from '#state/given-files.ts';
import { createImportStore } from '#state/import-store.ts';
import { aServices } from '#tests/support/services.ts';

/** Names of files, and folders of them. */
interface Tree {
  readonly [name: string]: Tree | 'file';
}

/** A folder as the browser's picker hands it out. */
function aHandle(name: string, tree: Tree): FileSystemDirectoryHandle {
  const handle = {
    kind: 'directory',
    name,
    async *entries() {
      for (const [own, child] of Object.entries(tree)) {
        const file = { kind: 'file', name: own, getFile: async () => new File(['## A\n\n- **Purpose**: B.\n'], own) };
        yield [own, child === 'file' ? file : aHandle(own, child)];
      }
    },
  };
  return handle as unknown as FileSystemDirectoryHandle;
}

/** A folder as it is dropped: a hundred of its entries at a time. */
function anEntry(name: string, tree: Tree | 'file'): FileSystemEntry {
  if (tree === 'file') {
    const file = (done: (file: File) => void) => done(new File(['x'], name));
    return { isFile: true, isDirectory: false, name, file } as unknown as FileSystemEntry;
  }
  const children = Object.entries(tree).map(([own, child]) => anEntry(own, child));
  const createReader = () => {
    let at = 0;
    const readEntries = (done: (entries: FileSystemEntry[]) => void) => done(children.slice(at, (at += 100)));
    return { readEntries };
  };
  return { isFile: false, isDirectory: true, name, createReader } as unknown as FileSystemEntry;
}

function aDrop(entry: FileSystemEntry): DataTransferItemList {
  return [{ kind: 'file', webkitGetAsEntry: () => entry, getAsFile: () => null }] as unknown as DataTransferItemList;
}

const many = (count: number, ending: string): Tree =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}${ending}`, 'file' as const]));

const ways = [
  ['linked', (tree: Tree) => givenByFolder(aHandle('vault', tree))],
  ['dropped', (tree: Tree) => givenByDrop(aDrop(anEntry('vault', tree)))],
] as const;

describe.each(ways)('a folder that is %s', (_way, give) => {
  test('gives its notes, curation and pictures with their places in it, and leaves the rest alone', async () => {
    const tree: Tree = {
      'a.md': 'file',
      'deck.yaml': 'file',
      'x.exe': 'file',
      part: { 'b.markdown': 'file', 'x.png': 'file' },
      '.git': { 'c.md': 'file' },
      node_modules: { 'd.md': 'file' },
    };
    const given = await give(tree);
    expect(given.map(({ path }) => path).toSorted()).toEqual([
      'vault/a.md',
      'vault/deck.yaml',
      'vault/part/b.markdown',
      'vault/part/x.png',
    ]);
  });

  test.each([
    ['notes', { 'one.md': 'file', deep: many(mostEntries, '.md') }],
    ['files of any kind', { 'one.md': 'file', deep: many(mostEntries, '.jpeg.part') }],
  ] satisfies readonly (readonly [string, Tree])[])('with more %s than a folder of notes has is refused', async (_of, tree) => {
    await expect(give(tree)).rejects.toThrow(TooManyFiles);
  });

  test('with just as many as it may have is read', async () => {
    expect(await give(many(mostEntries, '.txt'))).toEqual([]);
  });
});

test('too many files leave the choice as it was, and say so', async () => {
  const store = createImportStore(aServices().services);
  await store.getState().open(givenByFolder(aHandle('home', many(mostEntries + 1, '.md'))));
  expect(store.getState()).toMatchObject({ stage: { kind: 'choosing' }, refusal: 'too-many' });
});
