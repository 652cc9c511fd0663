import type { DeckId } from '#core/ids.ts';
import { describe, expect, test } from 'vitest';
import { givenText, type GivenFile } from '#state/given-files.ts';
import { createImportStore, type ImportStage } from '#state/import-store.ts';
import { StorageError, type Storage } from '#storage/storage.ts';
import { aServices } from '#tests/support/services.ts';

const notes =
  '# Analytics\n\n## Athena\n\n- **Purpose**: SQL queries on data in S3.\n- **Speed**: Answers in seconds, not hours.\n';
const more = `${notes}\n## Glue\n\n- **Purpose**: Serverless jobs that move data.\n`;

function anImport(broken: (storage: Storage) => Storage = (storage) => storage) {
  const made = aServices({ storage: broken });
  const store = createImportStore(made.services);
  return { ...made, store, stage: () => store.getState().stage };
}

function preview(stage: ImportStage) {
  if (stage.kind !== 'preview') throw new Error(`the stage is ${stage.kind}`);
  return stage;
}

const kinds = (stage: ImportStage) =>
  preview(stage).notebooks.flatMap((notebook) =>
    notebook.kind === 'planned' ? notebook.plan.changes.map(({ kind }) => kind) : ['refused'],
  );

describe('files', () => {
  test('become a plan that is shown before anything is written', async () => {
    const { store, stage, services } = anImport();
    await store.getState().open([givenText('analytics.md', notes)]);
    expect(new Set(kinds(stage()))).toEqual(new Set(['added']));
    expect(await (await services.storage()).db.notebooks.count()).toBe(0);
  });

  test('that cannot be used are refused with their place, and the others are not held up', async () => {
    const { store, stage } = anImport();
    const latin1: GivenFile = { path: 'latin.md', size: 4, read: async () => Uint8Array.from([0x23, 0x20, 0xe9, 0x0a]) };
    await store.getState().open([givenText('analytics.md', notes), latin1, givenText('binary.md', 'a\u0000b')]);
    const refused = preview(stage()).notebooks.flatMap((notebook) => (notebook.kind === 'refused' ? notebook.diagnostics : []));
    expect(refused.map(({ code, path, line, column }) => [code, path, line, column])).toEqual([
      ['notes/binary', 'binary.md', 1, 2],
      ['notes/encoding', 'latin.md', 1, 3],
    ]);
    expect(kinds(stage())).toContain('added');
  });

  test('above the bound are told and not read', async () => {
    const { store, stage } = anImport();
    const read = () => Promise.reject(new Error('it was read'));
    await store.getState().open([{ path: 'huge.md', size: 6_000_000, read }]);
    const [notebook] = preview(stage()).notebooks;
    expect(notebook?.kind === 'refused' && notebook.diagnostics[0]?.message).toContain('6.0 MB');
  });

  test.each([
    ['nothing', []],
    ['too-much', Array.from({ length: 20 }, (_, n) => ({ ...givenText(`${n}.md`, notes), size: 4_000_000 }))],
    ['too-many', Array.from({ length: 2_001 }, (_, n) => givenText(`${n}.md`, notes))],
    [
      'unreadable',
      [{ path: 'gone.md', size: 1, read: () => Promise.reject(new DOMException('It was moved.', 'NotFoundError')) }],
    ],
  ] as const)('that are %s leave the choice as it was, with the reason', async (refusal, files) => {
    const { store } = anImport();
    await store.getState().open(files);
    expect(store.getState()).toMatchObject({ stage: { kind: 'choosing' }, refusal });
  });

  test('with a deck.yaml that is no YAML are refused at its line, and what is there already stays', async () => {
    const { store, stage, services } = anImport();
    await store.getState().open([givenText('analytics.md', notes)]);
    await store.getState().apply();
    const before = await (await services.storage()).db.notebooks.toArray();
    await store.getState().open([givenText('analytics.md', more), givenText('analytics.yaml', 'title: A\ntags: [x\n')]);
    const [notebook] = preview(stage()).notebooks;
    expect(notebook?.kind === 'refused' && notebook.diagnostics.map(({ code, line }) => [code, line])).toContainEqual([
      'deck/yaml',
      3,
    ]);
    await store.getState().apply();
    expect(await (await services.storage()).db.notebooks.toArray()).toEqual(before);
  });
});

describe('applying', () => {
  test('puts the cards in, and the same files then change nothing', async () => {
    const { store, stage, services } = anImport();
    await store.getState().open([givenText('analytics.md', notes)]);
    const applied = await store.getState().apply();
    expect(applied).toMatchObject({ first: true, notebooks: 1 });
    const storage = await services.storage();
    expect(await storage.db.schedules.count()).toBe(applied?.changes);
    await store.getState().open([givenText('analytics.md', notes)]);
    expect(preview(stage()).notebooks).toMatchObject([{ kind: 'planned', same: true }]);
  });

  test('newer notes adds what is new and leaves the rest', async () => {
    const { store, stage } = anImport();
    await store.getState().open([givenText('analytics.md', notes)]);
    await store.getState().apply();
    await store.getState().open([givenText('analytics.md', more)]);
    expect(new Set(kinds(stage()))).toEqual(new Set(['added']));
    await store.getState().apply();
    await store.getState().open([givenText('analytics.md', notes)]);
    expect(new Set(kinds(stage()))).toEqual(new Set(['archived']));
  });

  test('can be undone as a whole', async () => {
    const { store, services } = anImport();
    await store.getState().open([givenText('a.md', notes), givenText('b.md', more)]);
    const applied = await store.getState().apply();
    expect(await applied?.undo()).toBe(true);
    const { db } = await services.storage();
    expect([await db.notebooks.count(), await db.entities.count(), await db.schedules.count()]).toEqual([0, 0, 0]);
  });

  test('of several notebooks, one of which another tab has changed, writes none of them', async () => {
    const { store, stage, services } = anImport();
    await store.getState().open([givenText('b.md', notes)]);
    await store.getState().apply();
    await store.getState().open([givenText('a.md', notes), givenText('b.md', more)]);
    const other = createImportStore(services);
    await other.getState().open([givenText('b.md', `${more}\n`)]);
    await other.getState().apply();
    expect(await store.getState().apply()).toBeUndefined();
    expect(preview(stage())).toMatchObject({ outdated: true, saving: false });
    const { db } = await services.storage();
    expect(await db.notebooks.toCollection().primaryKeys()).toEqual(['b']);
  });

  test('of several notebooks is undone as a whole or not at all', async () => {
    const { store, services } = anImport();
    await store.getState().open([givenText('a.md', notes), givenText('b.md', notes)]);
    const applied = await store.getState().apply();
    const storage = await services.storage();
    await storage.undoImport('b' as DeckId, services.clock.now());
    expect(await applied?.undo()).toBe(false);
    expect(await storage.db.notebooks.toCollection().primaryKeys()).toEqual(['a']);
  });

  test('that cannot be written says why and keeps the preview', async () => {
    const { store, stage } = anImport((storage) => ({
      ...storage,
      applyImports: () => Promise.reject(new StorageError('quota')),
    }));
    await store.getState().open([givenText('analytics.md', notes)]);
    expect(await store.getState().apply()).toBeUndefined();
    expect(preview(stage())).toMatchObject({ unsaved: 'quota', saving: false });
  });

  test('a plan that another tab has overtaken is refused, and says so', async () => {
    const { store, stage, services } = anImport();
    await store.getState().open([givenText('analytics.md', notes)]);
    await store.getState().apply();
    await store.getState().open([givenText('analytics.md', more)]);
    const other = createImportStore(services);
    await other.getState().open([givenText('analytics.md', `${more}\n`)]);
    await other.getState().apply();
    expect(await store.getState().apply()).toBeUndefined();
    expect(preview(stage())).toMatchObject({ outdated: true, saving: false });
  });
});

test('what is cancelled does not come back when it is done', async () => {
  const { store } = anImport();
  let give: (files: GivenFile[]) => void = () => undefined;
  const files = new Promise<GivenFile[]>((resolve) => {
    give = resolve;
  });
  const opening = store.getState().open(files);
  expect(store.getState().stage.kind).toBe('reading');
  store.getState().cancel();
  give([givenText('analytics.md', notes)]);
  await opening;
  expect(store.getState().stage.kind).toBe('choosing');
});

describe('notes of a new name that look like a notebook that is here', () => {
  const renamed = more.replace('Answers in seconds, not hours', 'Answers in a few seconds, not hours');

  async function imported() {
    const made = anImport();
    await made.store
      .getState()
      .open([givenText('analytics.md', more), givenText('other.md', '## Kafka\n\n- **Purpose**: A log.\n')]);
    await made.store.getState().apply();
    const { db } = await made.services.storage();
    const card = (await db.schedules.where('deck').equals('analytics').toArray())[0]!;
    await (
      await made.services.storage()
    ).answerCard({
      card: card.card,
      seenRevision: card.revision,
      rating: 3,
      takenMs: 1_000,
      moment: made.services.clock.now(),
    });
    return { ...made, db, card: card.card };
  }

  test('are a deck of their own, unless the learner says that they are that notebook: then progress stays', async () => {
    const { store, stage, db, card } = await imported();
    await store.getState().open([givenText('data.md', renamed)]);
    expect(preview(stage()).targets).toMatchObject([
      { at: 0, path: 'data.md', like: { deck: 'analytics', title: 'Analytics' }, others: [{ deck: 'other' }] },
    ]);
    expect(preview(stage()).targets[0]?.into).toBeUndefined();
    expect(new Set(kinds(stage()))).toEqual(new Set(['added']));

    await store.getState().choose(0, 'analytics' as DeckId);
    expect(preview(stage()).targets[0]?.into).toBe('analytics');
    expect(new Set(kinds(stage()))).toEqual(new Set(['changed']));
    await store.getState().choose(0, undefined);
    expect(new Set(kinds(stage()))).toEqual(new Set(['added']));
    await store.getState().choose(0, 'analytics' as DeckId);
    await store.getState().apply();
    expect(await db.notebooks.toCollection().primaryKeys()).toEqual(['analytics', 'other']);
    expect(await db.notebooks.get('analytics' as DeckId)).toMatchObject({ path: 'data.md', text: renamed });
    expect(await db.schedules.get(card)).toMatchObject({ reps: 1 });
    expect((await db.schedules.get(card))?.archived).toBeUndefined();
  });

  test.each<[string, GivenFile[]]>([
    ['say something else', [givenText('data.md', '## Glue\n\n- **Purpose**: Sticks paper to paper.\n')]],
    ['come together with that notebook', [givenText('data.md', renamed), givenText('analytics.md', more)]],
    ['cannot be used', [{ path: 'data.md', size: 2, read: async () => Uint8Array.from([0x23, 0xff]) }]],
  ])('are asked about only where there is a doubt: not where they %s', async (_what, files) => {
    const { store, stage } = await imported();
    await store.getState().open(files);
    expect(preview(stage()).targets).toEqual([]);
  });

  test('that go by its name are not asked about', async () => {
    const { store, stage } = await imported();
    await store.getState().open([givenText('analytics.md', renamed)]);
    expect(preview(stage()).targets).toEqual([]);
    expect(new Set(kinds(stage()))).toEqual(new Set(['changed']));
  });
});
