import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { DeckId } from '#core/ids.ts';
import { MAX_PICTURES } from '#core/media.ts';
import { givenText, type GivenFile } from '#state/given-files.ts';
import { createImportStore } from '#state/import-store.ts';
import { exportPictures } from '#state/pictures.ts';
import { aServices } from '#tests/support/services.ts';

const png = (...rest: number[]) => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...rest]);
const file = (path: string, bytes: Uint8Array, size = bytes.length): GivenFile => ({ path, size, read: async () => bytes });
const notesWith = (...names: string[]) =>
  givenText(
    'lab/lab.md',
    `# Heart\n\n- **Purpose**: Pumps blood through the body.\n\n${names.map((name) => `![[${name}]]`).join('\n\n')}\n`,
  );

function anImport() {
  const { services } = aServices();
  const store = createImportStore(services);
  const open = async (...files: readonly GivenFile[]) => {
    await store.getState().open(files);
    const { stage } = store.getState();
    const [notebook] = stage.kind === 'preview' ? stage.notebooks : [];
    if (notebook?.kind !== 'planned') throw new Error(`the stage is ${stage.kind}`);
    return {
      same: notebook.same,
      pictures: (notebook.plan.pictures ?? []).map(({ src }) => src),
      faults: notebook.plan.diagnostics.filter(({ code }) => code.startsWith('notes/picture')),
    };
  };
  const apply = async () => {
    expect(await store.getState().apply()).toBeDefined();
  };
  const stored = async () =>
    (await (await services.storage()).db.media.toArray()).map(({ size }) => size).toSorted((a, b) => b - a);
  return { services, open, apply, stored };
}

test('of all pictures in the folder those come along that the notes name, under the hash of their bytes', async () => {
  const { open, apply, services } = anImport();
  const given = [file('lab/img/a.png', png(1)), file('lab/b.png', png(1)), file('lab/unused.png', png(2))];
  expect(await open(notesWith('img/a.png', 'b.png'), ...given)).toMatchObject({ pictures: ['img/a.png', 'b.png'], faults: [] });
  await apply();
  const rows = await (await services.storage()).db.media.toArray();
  const digest = await crypto.subtle.digest('SHA-256', png(1));
  expect(rows.map(({ id }) => id)).toEqual([Buffer.from(digest).toString('hex')]);
});

test.each<[string, readonly GivenFile[], string, RegExp]>([
  ['a.png', [], 'notes/picture-missing', /a\.png is not among/],
  ['a.svg', [file('lab/a.svg', new TextEncoder().encode('<svg/>'))], 'notes/picture-kind', /SVG/],
  ['a.png', [file('lab/a.png', new TextEncoder().encode('<svg/>'))], 'notes/picture-kind', /a\.png is no picture/],
  [
    'a.png',
    [file('lab/a.png', png(), 8_000_001)],
    'notes/picture-too-large',
    /a\.png has 8\.0 MB; a picture may have at most 8 MB/,
  ],
])('%s that cannot be shown is told with its place, and nothing waits for it', async (name, given, code, message) => {
  const { open, apply, stored } = anImport();
  const { faults } = await open(notesWith(name), ...given);
  expect(faults).toMatchObject([{ severity: 'warning', code, line: 5, column: 1 }]);
  expect(faults[0]?.message).toMatch(message);
  expect(faults[0]?.help).toBeDefined();
  await apply();
  expect(await stored()).toEqual([]);
});

test('more pictures than fit are left out by name', async () => {
  const { open } = anImport();
  const names = Array.from({ length: MAX_PICTURES + 1 }, (_, n) => `${n}.png`);
  const { pictures, faults } = await open(
    notesWith(...names),
    ...names.map((name, n) => file(`lab/${name}`, png(n % 256, n >> 8))),
  );
  expect(pictures).toHaveLength(MAX_PICTURES);
  expect(faults).toMatchObject(
    [{ code: 'notes/pictures-too-many', message: /^1000\.png is left out/ }].map(({ code }) => ({ code })),
  );
});

test('notes that come again alone keep their pictures; another picture of the same name is news', async () => {
  const { open, apply, stored } = anImport();
  await open(notesWith('a.png'), file('lab/a.png', png(1)));
  await apply();
  expect(await open(notesWith('a.png'))).toEqual({ same: true, pictures: ['a.png'], faults: [] });
  expect(await open(notesWith('a.png'), file('lab/a.png', png(1)))).toMatchObject({ same: true });
  expect(await open(notesWith('a.png'), file('lab/a.png', png(1, 2, 3)))).toMatchObject({ same: false, faults: [] });
  await apply();
  // The one before is kept for the undo.
  expect(await stored()).toEqual([11, 9]);
});

test('the pictures of a notebook are exported as an archive, byte for byte', async () => {
  const { services, open, apply } = anImport();
  await open(notesWith('img/a.png', '../b.png'), file('lab/img/a.png', png(1)), file('b.png', png(2)));
  await apply();
  const archive = await exportPictures(services, 'lab' as DeckId);
  expect(unzipSync(archive ?? new Uint8Array())).toEqual({ 'img/a.png': png(1), 'b.png': png(2) });
  expect(await exportPictures(services, 'none' as DeckId)).toBeUndefined();
});
