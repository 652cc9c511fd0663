import type { Rolldown } from 'vite';

type ModuleInfo = Pick<Rolldown.ModuleInfo, 'importedIds' | 'dynamicallyImportedIds'>;
type ModuleInfoOf = (id: string) => ModuleInfo | null;

/**
 * What comes one after the other: each holds what its modules need, unless one before has it. A file for each set of
 * screens that share something would be two hundred files, and each costs more to fetch, to keep and to start than what is in it.
 */
const inTurn: readonly (readonly [name: string, asked: RegExp])[] = [
  ['start', /\/src\/main\.tsx$/],
  ['app', /\/src\/views\/mount\.tsx$/],
  ['record', /\/src\/(?:storage\/open|workers\/journal|core\/scheduling\/\w+)\.ts$/],
];
/** Everyone may open any of these without the others. What two of them need stands before them. */
const screens: readonly (readonly [name: string, asked: RegExp])[] = [
  ['quizzes', /\/src\/views\/(?:quiz|exam|report)\/\w+View\.tsx$/],
  ['progress', /\/src\/views\/(?:progress|entity)\/\w+View\.tsx$/],
  ['notes', /\/src\/views\/(?:notes|import|custom|card)\/\w+\.tsx$/],
  ['settings', /\/src\/views\/(?:settings|data|about|first)\/\w+View\.tsx$/],
];
/** Never apart: it changes only when its version does, and stays in the browser's cache while ours goes on. */
const react = /\/node_modules\/(?:react|react-dom|scheduler|zustand|wouter|regexparam|use-sync-external-store)\//;
/** For few cards, or for developers, and some of it large: each is a file of its own, fetched when it is needed. */
const apart =
  /\/node_modules\/|\/src\/(?:core\/decks\/overlay-patch\.ts|core\/notes\/|views\/dev\/|views\/rich\/(?:Formula|Figures|PictureOf|Code|Highlighted)\.tsx)/;

/** The chunk of a module by its id, or null where the bundler is to decide. `root` is the folder of the project. */
export function chunksFrom(root: string): (id: string, context: { getModuleInfo: ModuleInfoOf }) => string | null {
  let chunks: ReadonlyMap<string, string> | undefined;
  return (id, context) => {
    chunks ??= divide(`${root.replaceAll('\\', '/')}/src/main.tsx`, (module) => context.getModuleInfo(module));
    return chunks.get(id) ?? null;
  };
}

/** What `entry` and each module that is imported on demand need, divided as above. */
export function divide(entry: string, infoOf: ModuleInfoOf): ReadonlyMap<string, string> {
  const asked = askedFor(entry, infoOf);
  const chunks = new Map<string, string>();
  const put = (name: string, ids: Iterable<string>) => {
    for (const id of ids) if (!chunks.has(id)) chunks.set(id, react.test(id) ? 'react' : name);
  };
  const take = (of: (id: string) => boolean) => {
    const taken = [...asked].filter(of);
    for (const id of taken) asked.delete(id);
    return needed(taken, infoOf);
  };
  for (const [name, which] of inTurn)
    put(
      name,
      take((id) => which.test(id)),
    );
  const ofScreens = screens.map(([name, which]) => [name, take((id) => which.test(id))] as const);
  put(
    'common',
    take((id) => id.includes('/src/') && !apart.test(id)),
  );
  const users = ofScreens.flatMap(([, ids]) => [...ids]);
  const shared = users.filter((id, at) => users.indexOf(id) !== at);
  put('shared', shared);
  for (const [name, ids] of ofScreens) put(name, ids);
  return chunks;
}

/** The entry and all that is imported on demand, from wherever. */
function askedFor(entry: string, infoOf: ModuleInfoOf): Set<string> {
  const asked = new Set([entry]);
  const seen = new Set<string>();
  for (const root of asked)
    for (const id of needed([root], infoOf, seen)) for (const later of infoOf(id)?.dynamicallyImportedIds ?? []) asked.add(later);
  return asked;
}

/** The modules and all that they import statically. */
function needed(ids: readonly string[], infoOf: ModuleInfoOf, seen = new Set<string>()): Set<string> {
  const found = new Set(ids.filter((id) => !seen.has(id)));
  for (const id of found) {
    seen.add(id);
    for (const imported of infoOf(id)?.importedIds ?? []) if (!seen.has(imported)) found.add(imported);
  }
  return found;
}
