import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOfOneEach, planNotebook } from '#core/decks/plan-files.ts';
import type { KnownNotebook, NotebookSource } from '#core/decks/plan-files.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { DeckId } from '#core/ids.ts';
import { filesOf, inFile, joinFiles } from '#core/notes/files.ts';
import type { NotesFile } from '#core/notes/files.ts';
import { vault } from '#tests/support/vault.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = (bytes: Uint8Array) => decoder.decode(bytes);
const read = ({ path, text }: NotesFile) => ({ path, bytes: new TextEncoder().encode(text) });

function planOf(from: NotebookSource['from'], before?: ImportPlan) {
  const known: KnownNotebook | undefined = before && {
    deck: { deck: before.after, archived: before.archived },
    notesText: before.notesText,
  };
  const planned = planNotebook({ deck: 'vault' as DeckId, from, ...(known && { known }) }, decode);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.diagnostics));
  return planned;
}

const folder = (files: readonly NotesFile[], before?: ImportPlan) =>
  planOf({ kind: 'folder', path: 'Cloud', files: files.map(read) }, before).plan;
const changed = ({ changes }: ImportPlan) => changes.map(({ kind }) => kind).toSorted();
const idsOf = ({ after }: ImportPlan) =>
  after.entities
    .flatMap((entity) => entity.notes.flatMap(({ cards }) => cards.map(({ id, front }) => `${id} ${front}`)))
    .toSorted();
const renamed = (files: readonly NotesFile[], from: string, to: string) =>
  files.map((file) => (file.path === from ? { ...file, path: to } : file));
const edited = (files: readonly NotesFile[], path: string, change: (text: string) => string) =>
  files.map((file) => (file.path === path ? { ...file, text: change(file.text) } : file));

describe('a folder with a file for each service is one deck', () => {
  const plan = folder(vault());
  const { entities, notes, categories } = plan.after;
  const entity = (name: string) => {
    const found = entities.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };

  test('each file is an entity in the category of its folder; an index and an empty file are none', () => {
    const names = new Map(categories.map(({ id, name }) => [id, name]));
    expect(entities.map(({ name, category }) => [name, names.get(category)])).toEqual([
      ['DynamoDB', 'Cloud'],
      ['Athena', 'analytics'],
      ['Glue', 'analytics'],
      ['Elastic Block Store', 'storage'],
      ['Elastic File System', 'storage'],
      ['Glacier', 'storage'],
    ]);
    expect(plan.title).toBe('Cloud');
  });

  test('a heading that recurs in several files is a field of each', () => {
    expect(entity('Glacier').facts.map(({ label, text }) => [label, text])).toEqual([
      ['Zweck', 'Keeps archives for years at the lowest price'],
      ['Grenzen', 'Getting an object back can take up to twelve hours'],
    ]);
  });

  test('every fact stands in its own file on its own line', () => {
    const texts = new Map(vault().map(({ path, text }) => [path, text.split(/\r?\n/)]));
    const places = entities.flatMap(({ facts }) =>
      facts
        .filter(({ role }) => role !== 'marked')
        .map(({ text, lines }) => {
          const place = inFile(notes, [lines.from]);
          return { text, line: texts.get(place.path)?.[(place.lines[0] ?? 0) - 1]?.replaceAll(/\[\[|\]\]/g, '') ?? '' };
        }),
    );
    expect(places.length).toBeGreaterThan(10);
    for (const { text, line } of places) expect(line).toContain(text);
    const [glue] = entity('Glue').facts.map(({ lines }) => inFile(notes, [lines.from]));
    expect(glue).toEqual({ path: 'analytics/Glue.md', lines: [3] });
  });

  test('what is said of a file names it, with the line that it has there', () => {
    const wrong = edited(vault(), 'storage/Glacier.md', (text) => `${text}\n---\n\n`).concat({
      path: 'a/Log.md',
      text: '\n\n## Empty',
    });
    const { diagnostics } = folder(wrong);
    expect(diagnostics.map(({ path, line, code, severity }) => [path, line, code, severity])).toEqual([
      ['Kinesis.md', 1, 'notes/empty', 'info'],
      ['a/Log.md', 3, 'notes/nothing-found', 'info'],
    ]);
  });

  test('two pictures of one name in two folders are two', () => {
    const sources = entities.flatMap(({ figures = [] }) => figures.map((each) => (each.kind === 'picture' ? each.src : '')));
    expect(sources).toEqual(['analytics/plan.png', 'storage/plan.png']);
  });

  test('the order in which a disk names the files changes nothing', () => {
    expect(folder(vault().toReversed())).toEqual(plan);
  });
});

describe('cards stay the same cards when files are renamed, moved or edited', () => {
  const files = vault();
  const before = folder(files);

  test('read again, nothing changes', () => {
    const again = planOf({ kind: 'folder', path: 'Cloud', files: files.map(read) }, before);
    expect([again.same, again.plan.changes]).toEqual([true, []]);
  });

  test.each([
    ['into another folder', 'analytics/Athena.md', 'databases/deep/Athena.md'],
    ['to the top', 'storage/Glacier.md', 'Glacier.md'],
    ['behind all others', 'DynamoDB.md', 'zoo/DynamoDB.md'],
  ])('a file that is moved %s keeps every card as it was', (_, from, to) => {
    const after = folder(renamed(files, from, to), before);
    expect(after.changes).toEqual([]);
    expect(idsOf(after)).toEqual(idsOf(before));
  });

  test('a file of another name keeps its cards, which ask by the new name', () => {
    const after = folder(renamed(files, 'analytics/Athena.md', 'analytics/Query Service.md'), before);
    expect(new Set(changed(after))).toEqual(new Set(['changed']));
    expect(after.after.entities.find(({ name }) => name === 'Query Service')?.id).toBe('vault/athena');
  });

  test('an edit of one file touches no card of another', () => {
    const after = folder(
      edited(files, 'analytics/Athena.md', (text) => text.replace('Five dollars', 'Six dollars')),
      before,
    );
    expect(changed(after)).toEqual(['changed']);
  });

  test(
    'whatever is renamed, moved, taken out and put back in whatever order, no card is lost or doubled',
    { timeout: 60_000 },
    () => {
      const names = files.map(({ path }) => path);
      const move = fc.record({
        at: fc.nat(names.length - 1),
        folder: fc.constantFrom('', 'a/', 'b/c/', 'zz/'),
        above: fc.nat(3),
      });
      fc.assert(
        fc.property(fc.array(move, { minLength: 1, maxLength: 6 }), fc.nat(names.length - 1), (moves, out) => {
          const moved = moves.reduce<readonly NotesFile[]>((all, { at, folder: to, above }) => {
            const name = names[at]?.split('/').at(-1) ?? '';
            return all.map((file) =>
              file.path.split('/').at(-1) === name
                ? { path: `${to}${name}`, text: file.text.startsWith('---') ? file.text : '\n'.repeat(above) + file.text }
                : file,
            );
          }, files);
          const lost = names[out]?.split('/').at(-1) ?? '';
          const without = folder(
            moved.filter(({ path }) => !path.endsWith(lost)),
            before,
          );
          const again = folder(moved, without);
          expect(idsOf(again)).toEqual(idsOf(before));
          expect(new Set(idsOf(again)).size).toBe(idsOf(again).length);
          expect(changed(again).filter((kind) => kind === 'added' || kind === 'archived')).toEqual([]);
        }),
        { numRuns: 15, seed: 4 },
      );
    },
  );

  test('a file that cannot be read keeps what the learner has of it, and says so', () => {
    const broken = { path: 'analytics/Glue.md', bytes: new Uint8Array([0x23, 0x20, 0xff]) };
    const others = files.filter(({ path }) => path !== broken.path).map(read);
    const { plan } = planOf({ kind: 'folder', path: 'Cloud', files: [...others, broken] }, before);
    expect(plan.changes).toEqual([]);
    expect(plan.diagnostics[0]).toMatchObject({ severity: 'error', path: 'analytics/Glue.md', code: 'notes/encoding' });
    expect(plan.notesText).toBe(before.notesText);
  });

  test('one file by itself takes the place of the one of its name; another is added', () => {
    const newer = {
      path: 'Glacier.md',
      bytes: new TextEncoder().encode(
        '## Zweck\n\nKeeps archives for years at the least price.\n\n## Grenzen\n\nGetting an object back can take up to twelve hours.\n',
      ),
    };
    const { plan } = planOf({ kind: 'files', notes: newer }, before);
    expect(new Set(changed(plan))).toEqual(new Set(['changed']));
    expect(filesOf(plan.notesText).map(({ path }) => path)).toEqual(filesOf(before.notesText).map(({ path }) => path));
    const other = planOf({ kind: 'files', notes: { ...newer, path: 'Tape.md' } }, before).plan;
    expect(new Set(changed(other))).toEqual(new Set(['added']));
  });
});

test('a text that has the sign between files is refused, alone and among others', () => {
  const odd = { path: 'odd.md', text: '\u001codd.md\n## A\n\n- **Purpose**: b' };
  const alone = planNotebook({ deck: 'odd' as DeckId, from: { kind: 'files', notes: read(odd) } }, decode);
  expect(alone).toMatchObject({ kind: 'refused', diagnostics: [{ code: 'notes/binary', line: 1, column: 1 }] });
  expect(filesOf(folder([...vault(), odd]).notesText).map(({ path }) => path)).not.toContain('odd.md');
});

test('joined files come back letter for letter, each with its lines', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\ufeff', ' ', '#', '- b') });
  const path = fc.stringMatching(/^[a-z]{1,3}(?:\/[A-Z ]{1,4})?\.md$/);
  fc.assert(
    fc.property(fc.array(fc.record({ path, text }), { minLength: 1, maxLength: 5 }), (files) => {
      const back = filesOf(joinFiles(files));
      expect(back.map((file) => ({ path: file.path, text: file.text }))).toEqual(files);
      for (const file of back) {
        const [line] = file.lines.keys();
        expect(inFile({ path: '', files: back }, [file.above + 1 + (line ?? 0)]).lines).toEqual([1]);
      }
    }),
    { numRuns: 300, seed: 5 },
  );
});

describe('whether a folder is one deck is seen in its files', () => {
  const notebook = (name: string) => ({
    path: `${name}.md`,
    text: ['x', 'y', 'z'].map((thing) => `## ${name} ${thing}\n\n- **Purpose**: What ${thing} of ${name} is for.\n`).join('\n'),
  });
  const one = (name: string) => ({ path: `${name}.md`, text: `It is what ${name} does for its users every day.` });
  test.each([
    ['the vault', vault(), true],
    ['notebooks of many things', ['clouds', 'bones', 'verbs'].map(notebook), false],
    ['a vault with one notebook in it', [...vault(), notebook('clouds')], true],
    ['notebooks with one file of one thing', [notebook('clouds'), notebook('bones'), one('Wrist')], false],
    ['one such file alone', [one('Wrist')], false],
    [
      'files that say nothing',
      [
        { path: 'a.md', text: '' },
        { path: 'b.md', text: '' },
      ],
      false,
    ],
    [
      'a heading with more words than the name',
      [{ path: 'Athena.md', text: '# Amazon Athena\n\n- Asks files.' }, one('Glue')],
      true,
    ],
  ])('%s', (_, files, expected) => {
    expect(isOfOneEach(files.map(read), decode)).toBe(expected);
  });
});
