import { afterEach, expect, test } from 'vitest';
import { createImportStore } from '#state/import-store.ts';
import { createLinkedFolder, type FolderKeep } from '#state/linked-folder.ts';
import { aServices } from '#tests/support/services.ts';

/** A folder of one file of notes; the browser answers so when it is asked whether it may be read. */
function aFolder(granted: readonly ['granted' | 'prompt', ('granted' | 'denied')?] = ['granted']) {
  const asked: string[] = [];
  const folder = {
    kind: 'directory',
    name: 'vault',
    async *entries() {
      yield ['a.md', { kind: 'file', name: 'a.md', getFile: async () => new File(['## A\n'], 'a.md') }];
    },
    queryPermission: async () => granted[0],
    requestPermission: async () => {
      asked.push('asked');
      return granted[1];
    },
  };
  return { asked, folder: folder as unknown as FileSystemDirectoryHandle };
}

/** What lasts from one visit to the next. */
function aKeep(): FolderKeep {
  let kept: FileSystemDirectoryHandle | undefined;
  return { find: async () => kept, keep: async (folder) => void (kept = folder), forget: async () => void (kept = undefined) };
}

const picking = globalThis as { showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle> };
afterEach(() => {
  delete picking.showDirectoryPicker;
});

test('a folder that was linked is known at the next visit, until it is forgotten', async () => {
  const { folder } = aFolder();
  picking.showDirectoryPicker = async () => folder;
  const keep = aKeep();
  const first = await createLinkedFolder(keep);
  expect(first.getState().name).toBeUndefined();
  expect(await first.getState().link()).toBe(true);
  const next = await createLinkedFolder(keep);
  expect(next.getState()).toMatchObject({ name: 'vault', canLink: true });
  expect((await next.getState().read()).map(({ path }) => path)).toEqual(['vault/a.md']);
  await next.getState().forget();
  expect(next.getState().name).toBeUndefined();
  expect((await createLinkedFolder(keep)).getState().name).toBeUndefined();
});

test('the browser asks only where it has to, and a no is told as what it is', async () => {
  const keep = aKeep();
  const granted = aFolder(['granted']);
  await keep.keep(granted.folder);
  await (await createLinkedFolder(keep)).getState().read();
  expect(granted.asked).toEqual([]);

  const prompted = aFolder(['prompt', 'granted']);
  await keep.keep(prompted.folder);
  expect(await (await createLinkedFolder(keep)).getState().read()).toHaveLength(1);
  expect(prompted.asked).toEqual(['asked']);

  await keep.keep(aFolder(['prompt', 'denied']).folder);
  const importing = createImportStore(aServices().services);
  await importing.getState().open((await createLinkedFolder(keep)).getState().read());
  expect(importing.getState()).toMatchObject({ stage: { kind: 'choosing' }, refusal: 'unreadable' });
});

test('where nothing can be kept, a folder is linked for this visit', async () => {
  const { folder } = aFolder();
  picking.showDirectoryPicker = async () => folder;
  const fails = () => Promise.reject(new Error('no database'));
  const linked = await createLinkedFolder({ find: fails, keep: fails, forget: fails });
  expect(await linked.getState().link()).toBe(true);
  expect(await linked.getState().read()).toHaveLength(1);
});
