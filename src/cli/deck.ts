import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Deck } from '#core/decks/deck.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import { compileFolder, findFolders } from './compile-folder.ts';
import type { FolderResult } from './compile-folder.ts';

const USAGE = `npm run deck                    compile the notes of every folder in decks/ into its deck.json
npm run deck -- --check         only tell whether every deck.json is up to date
npm run deck -- decks/my-notes  the same for these folders`;

process.exitCode = await main(process.argv.slice(2), process.cwd());

async function main(args: readonly string[], cwd: string): Promise<number> {
  let options;
  try {
    options = parseArgs({
      args: [...args],
      options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 1;
  }
  if (options.values.help) {
    console.log(USAGE);
    return 0;
  }
  const { check } = options.values;
  let folders: string[];
  try {
    folders =
      options.positionals.length > 0
        ? options.positionals.map((folder) => resolve(cwd, folder))
        : await findFolders(resolve(cwd, 'decks'));
  } catch {
    console.error(`There is no folder decks here.\n\n${USAGE}`);
    return 1;
  }
  if (folders.length === 0) {
    console.error('No folder in decks/ has a notes.md. Make one, such as decks/my-notes/notes.md, and write notes in it.');
    return 1;
  }
  let failed = false;
  for (const folder of folders) {
    const result = await compileFolder(folder, { check, cwd });
    for (const diagnostic of result.diagnostics) console.error(describe(diagnostic));
    const bad = result.outcome === 'failed' || result.outcome === 'outdated';
    (bad ? console.error : console.log)(summary(result));
    failed ||= bad;
  }
  return failed ? 1 : 0;
}

/** `decks/x/notes.md:12:3: error notes/binary: ...`, so that editors and terminals make it a link. */
function describe({ path, line, column, severity, code, message, help }: Diagnostic): string {
  const place = [path, line, line === undefined ? undefined : (column ?? 1)].filter((part) => part !== undefined).join(':');
  return `${place}: ${severity} ${code}: ${message}${help ? `\n    ${help}` : ''}`;
}

function summary({ folder, outcome, diagnostics, deck }: FolderResult): string {
  switch (outcome) {
    case 'written':
      return `${folder}: deck.json written, ${count(deck)}`;
    case 'unchanged':
      return `${folder}: deck.json is up to date, ${count(deck)}`;
    case 'outdated':
      return `${folder}: deck.json is not what the notes compile to. Run "npm run deck" and commit it.`;
    case 'failed': {
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
      return `${folder}: ${errors} ${errors === 1 ? 'error' : 'errors'}; deck.json was left as it was.`;
    }
  }
}

function count(deck: Deck | undefined): string {
  const entities = deck?.entities ?? [];
  const cards = entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
  return `${cards.length} cards about ${entities.length} entities`;
}
