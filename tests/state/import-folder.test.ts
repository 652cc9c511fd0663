import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { DeckId } from '#core/ids.ts';
import { filesOf, type NotesFile } from '#core/notes/files.ts';
import { givenText, type GivenFile } from '#state/given-files.ts';
import { exportDecisions } from '#state/card-decisions.ts';
import { createImportStore } from '#state/import-store.ts';
import { exportPictures } from '#state/pictures.ts';
import { aServices } from '#tests/support/services.ts';
import { vault } from '#tests/support/vault.ts';

const png = (...rest: number[]) => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...rest]);
const picture = (path: string, bytes: Uint8Array): GivenFile => ({ path, size: bytes.length, read: async () => bytes });
const given = (files: readonly NotesFile[], top = 'Cloud') => files.map(({ path, text }) => givenText(`${top}/${path}`, text));
const plain = 'It is a thing of its own, told in one sentence.\n';

function anImport() {
  const { services } = aServices();
  const store = createImportStore(services);
  const preview = () => {
    const { stage } = store.getState();
    if (stage.kind !== 'preview') throw new Error(`the stage is ${stage.kind}`);
    return stage;
  };
  const shown = () =>
    preview().notebooks.map((notebook) => {
      if (notebook.kind === 'refused') return [notebook.deck, 'refused'];
      const { plan, same } = notebook;
      return [plan.deck, same ? 'same' : [...new Set(plan.changes.map(({ kind }) => kind))].toSorted().join(' ')];
    });
  const open = async (files: readonly GivenFile[]) => {
    await store.getState().open(files);
    return shown();
  };
  const apply = async () => {
    const applied = await store.getState().apply();
    if (applied === undefined) throw new Error('it was not applied');
    return applied;
  };
  const db = async () => (await services.storage()).db;
  return { services, store, preview, shown, open, apply, db };
}

describe('a folder of files that describe one thing each', () => {
  test('is shown as one deck, and on demand as one each', async () => {
    const { open, store, shown, preview } = anImport();
    expect(await open(given(vault()))).toEqual([['cloud', 'added']]);
    expect(preview().folders).toEqual([{ path: 'Cloud', files: vault().length, joined: true }]);
    await store.getState().arrange('Cloud', false);
    expect(shown().map(([deck]) => deck)).toContain('athena');
    expect(preview().folders).toMatchObject([{ joined: false }]);
    await store.getState().arrange('Cloud', true);
    expect(shown()).toEqual([['cloud', 'added']]);
  });

  test('keeps its files letter for letter; read again nothing is new, and an edit is a diff that can be undone', async () => {
    const { open, apply, db } = anImport();
    await open(given(vault()));
    await apply();
    const row = await (await db()).notebooks.get('cloud' as DeckId);
    const sorted = vault().toSorted((a, b) => (a.path < b.path ? -1 : 1));
    expect(filesOf(row?.text ?? '').map(({ path, text }) => ({ path, text }))).toEqual(sorted);
    expect(await open(given(vault().toReversed()))).toEqual([['cloud', 'same']]);
    const edited = vault().map((file) => ({ ...file, text: file.text.replace('Five dollars', 'Six dollars') }));
    expect(await open(given(edited))).toEqual([['cloud', 'changed']]);
    const { undo } = await apply();
    expect(await undo()).toBe(true);
    expect((await (await db()).notebooks.get('cloud' as DeckId))?.text).toBe(row?.text);
  });

  test('what was decided about its cards goes into a deck.yaml beside it, which is understood and does the same', async () => {
    const { open, apply, services, preview } = anImport();
    await open(given(vault()));
    await apply();
    const storage = await services.storage();
    const row = (await storage.db.entities.toArray()).find(({ name }) => name === 'Glacier');
    const card = row?.notes[0]?.cards[0];
    if (card === undefined) throw new Error('there is no card about Glacier');
    await storage.editCard(card.id, { back: 'Keeps archives, says the learner' });
    const yaml = await exportDecisions(services, 'cloud' as DeckId);
    expect(yaml).toContain('- storage/Glacier.md:');
    await open([...given(vault()), givenText('Cloud/deck.yaml', yaml ?? '')]);
    const [planned] = preview().notebooks;
    if (planned?.kind !== 'planned') throw new Error(JSON.stringify(planned));
    expect(planned.plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const backs = planned.plan.after.entities.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ back }) => back)));
    expect(backs).toContain('Keeps archives, says the learner');
  });

  test('stays one deck whatever its files say later, and files that are decks already stay so', async () => {
    const { open, store, apply } = anImport();
    const two = [
      { path: 'Alpha.md', text: plain },
      { path: 'Beta.md', text: plain },
    ];
    const many = (path: string) =>
      ['One', 'Two'].map((name) => `## ${name} of ${path}\n\n- **Purpose**: Something of its own for ${name}.\n`).join('\n');
    await open(given(two));
    await apply();
    expect(
      (await open(given(two.map((file) => ({ ...file, text: many(file.path.slice(0, 1)) }))))).map(([deck]) => deck),
    ).toEqual(['cloud']);
    await open(given(two, 'Other'));
    await store.getState().arrange('Other', false);
    await apply();
    expect(await open(given(two, 'Other'))).toEqual([
      ['alpha', 'same'],
      ['beta', 'same'],
    ]);
  });

  test('under another name is asked about once', async () => {
    const { open, store, apply, shown, preview } = anImport();
    await open(given(vault()));
    await apply();
    expect(await open(given(vault(), 'Clouds'))).toEqual([['clouds', 'added']]);
    expect(preview().targets).toMatchObject([{ path: 'Clouds', like: { deck: 'cloud' } }]);
    await store.getState().choose(0, 'cloud' as DeckId);
    expect(shown()).toEqual([['cloud', '']]);
    await apply();
    expect(await open(given(vault(), 'Clouds'))).toEqual([['cloud', 'same']]);
    expect(preview().targets).toEqual([]);
  });

  test('has one of its files put in by itself', async () => {
    const { open, store, apply, shown, preview } = anImport();
    await open(given(vault()));
    await apply();
    const athena = vault().find(({ path }) => path.endsWith('Athena.md'));
    await open([givenText('Athena.md', (athena?.text ?? '').replace('Five dollars', 'Six dollars'))]);
    expect(preview().targets).toMatchObject([{ like: { deck: 'cloud' } }]);
    await store.getState().choose(0, 'cloud' as DeckId);
    expect(shown()).toEqual([['cloud', 'changed']]);
  });

  test('has the pictures beside each file, and gives all of it back', async () => {
    const { open, apply, services, db, preview } = anImport();
    const pictures = [picture('Cloud/analytics/plan.png', png(1)), picture('Cloud/storage/plan.png', png(2))];
    await open([...given(vault()), ...pictures]);
    await apply();
    const row = await (await db()).notebooks.get('cloud' as DeckId);
    expect(row?.pictures?.map(({ src }) => src)).toEqual(['analytics/plan.png', 'storage/plan.png']);
    expect(new Set(row?.mediaIds).size).toBe(2);
    const archive = unzipSync((await exportPictures(services, 'cloud' as DeckId)) ?? new Uint8Array());
    const files = Object.entries(archive).map(([path, bytes]) => ({
      path,
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    }));
    expect(files.filter(({ path }) => path.endsWith('.md')).toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      vault().toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    expect(archive['storage/plan.png']).toEqual(png(2));
    // A picture of the same name beside one file given alone is not that of the others.
    const athena = vault().find(({ path }) => path.endsWith('Athena.md'));
    const another = anImport();
    await another.open([...given(vault()), ...pictures]);
    await another.apply();
    await another.open([givenText('Athena.md', `${athena?.text}\n`), picture('plan.png', png(3))]);
    await another.store.getState().choose(0, 'cloud' as DeckId);
    const [notebook] = another.preview().notebooks;
    const hash = async (bytes: Uint8Array<ArrayBuffer>) =>
      Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    expect(notebook?.kind === 'planned' && notebook.plan.pictures?.map(({ src, media }) => [src, media])).toEqual([
      ['analytics/plan.png', await hash(png(3))],
      ['storage/plan.png', await hash(png(2))],
    ]);
    expect(preview).toThrow('choosing');
  });

  test('a missing picture is told in the file that names it', async () => {
    const { open, preview } = anImport();
    await open(given(vault()));
    const [notebook] = preview().notebooks;
    const told = notebook?.kind === 'planned' ? notebook.plan.diagnostics : [];
    expect(told.filter(({ code }) => code === 'notes/picture-missing').map(({ path, line }) => [path, line])).toEqual([
      ['analytics/Athena.md', 10],
      ['storage/Elastic Block Store.md', 9],
    ]);
  });
});

test('notes of a new name that were put into a deck are not asked about again', async () => {
  const { open, store, apply, preview } = anImport();
  const notes =
    '# Bones\n\n## Femur\n\n- **Purpose**: Carries the weight of the body.\n\n## Ulna\n\n- **Purpose**: Turns the forearm.\n';
  await open([givenText('bones.md', notes)]);
  await apply();
  await open([givenText('skeleton.md', notes)]);
  expect(preview().targets).toMatchObject([{ like: { deck: 'bones' } }]);
  await store.getState().choose(0, 'bones' as DeckId);
  await apply();
  expect(await open([givenText('skeleton.md', notes)])).toEqual([['bones', 'same']]);
  expect(preview().targets).toEqual([]);
});
