import { describe, expect, test } from 'vitest';
import { divide } from '#cli/chunks.ts';
import { randomFrom } from '#core/random.ts';

const entry = '/p/src/main.tsx';
const screens = ['quiz/QuizView', 'exam/ExamView', 'progress/ProgressView', 'notes/NotesView', 'settings/SettingsView'];
const onDemand = [
  '/p/src/views/mount.tsx',
  '/p/src/storage/open.ts',
  ...screens.map((name) => `/p/src/views/${name}.tsx`),
  '/p/src/views/study/Back.tsx',
  '/p/src/views/rich/Formula.tsx',
  '/p/node_modules/lib/big.js',
];
const others = Array.from({ length: 40 }, (_, n) => (n % 8 === 0 ? `/p/node_modules/react/${n}.js` : `/p/src/core/${n}.ts`));
const ids = [entry, ...onDemand, ...others];

/** Who imports whom: the entry and the screens any of the others, these only later ones. */
function anyGraph(seed: number) {
  const chance = randomFrom(seed);
  const some = <T>(from: readonly T[], share: number) => from.filter(() => chance() < share);
  const infos = new Map(
    ids.map((id) => {
      const at = others.indexOf(id);
      const under = id.includes('/react/')
        ? others.slice(at + 1).filter((other) => other.includes('/react/'))
        : others.slice(at + 1);
      return [id, { importedIds: some(under, 0.06), dynamicallyImportedIds: id === entry ? onDemand : [] }] as const;
    }),
  );
  return (id: string) => infos.get(id) ?? null;
}

describe('what lies in one file', () => {
  test('is complete, needs no later file, and no screen needs the file of another', () => {
    for (let seed = 0; seed < 100; seed++) {
      const infoOf = anyGraph(seed);
      const chunks = divide(entry, infoOf);
      const needs = new Map<string, Set<string>>();
      for (const [id, chunk] of chunks)
        for (const imported of infoOf(id)?.importedIds ?? []) {
          const from = chunks.get(imported);
          expect(from, `${imported}, which ${id} in ${chunk} needs`).toBeDefined();
          if (from !== undefined && from !== chunk) needs.set(chunk, (needs.get(chunk) ?? new Set()).add(from));
        }
      const before = ['react', 'start', 'app', 'record', 'common', 'shared'];
      for (const [chunk, from] of needs) {
        const own = before.indexOf(chunk);
        for (const name of from)
          expect(before.slice(0, own < 0 ? before.length : own), `${chunk} needs ${name}, seed ${seed}`).toContain(name);
      }
    }
  });

  test('is what the entry needs, then the app, then the record; what two screens share comes before both', () => {
    const chunks = divide(entry, (id) => ({
      importedIds:
        id === entry
          ? ['/p/src/a.ts']
          : id.endsWith('mount.tsx')
            ? ['/p/src/a.ts', '/p/src/b.ts', '/p/node_modules/react/index.js']
            : id.endsWith('QuizView.tsx')
              ? ['/p/src/b.ts', '/p/src/c.ts', '/p/src/d.ts']
              : id.endsWith('ExamView.tsx')
                ? ['/p/src/e.ts']
                : id.endsWith('NotesView.tsx')
                  ? ['/p/src/d.ts']
                  : id.endsWith('Formula.tsx')
                    ? ['/p/node_modules/lib/small.js']
                    : [],
      dynamicallyImportedIds: id === entry ? onDemand : [],
    }));
    expect(Object.fromEntries(chunks)).toEqual({
      [entry]: 'start',
      '/p/src/a.ts': 'start',
      '/p/src/views/mount.tsx': 'app',
      '/p/src/b.ts': 'app',
      '/p/node_modules/react/index.js': 'react',
      '/p/src/storage/open.ts': 'record',
      '/p/src/views/study/Back.tsx': 'common',
      '/p/src/c.ts': 'quizzes',
      '/p/src/d.ts': 'shared',
      '/p/src/e.ts': 'quizzes',
      '/p/src/views/quiz/QuizView.tsx': 'quizzes',
      '/p/src/views/exam/ExamView.tsx': 'quizzes',
      '/p/src/views/progress/ProgressView.tsx': 'progress',
      '/p/src/views/notes/NotesView.tsx': 'notes',
      '/p/src/views/settings/SettingsView.tsx': 'settings',
    });
  });
});
