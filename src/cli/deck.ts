import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Deck } from '#core/decks/deck.ts';
import { CompileMemory } from '#core/decks/remember.ts';
import { renderDiagnostic } from '#core/diagnostic.ts';
import { compileFolder } from './compile-folder.ts';
import type { FolderResult } from './compile-folder.ts';
import { explain, printExplanation } from './explain.ts';
import { findFolders } from './find-notes.ts';
import { followFolder } from './follow.ts';
import { printReport, reportOf } from './report.ts';
import { watchFolders } from './watch.ts';

const USAGE = `npm run deck                    compile the notes of every folder in decks/ into its deck.json
npm run deck -- --check         only tell whether every deck.json is up to date
npm run deck -- --explain       compile, and list every line of the notes with what became of it
npm run deck -- --report        compile, and tell what the deck is made of: cards, rules, corrections, answers, warnings
npm run deck -- --watch         compile, and compile again whenever notes or curation are saved
npm run deck -- --follow        move the lines that deck.yaml names to where the notes of the last commit now have them
npm run deck -- --json          tell everything as JSON
npm run deck -- decks/my-notes  the same for these folders
The notes of a folder are its notes.md, or where there is none all Markdown files in it, one for each thing.`;

process.exitCode = await main(process.argv.slice(2), process.cwd());

async function main(args: readonly string[], cwd: string): Promise<number> {
  let options;
  try {
    const flag = { type: 'boolean', default: false } as const;
    options = parseArgs({
      args: [...args],
      options: { check: flag, explain: flag, report: flag, watch: flag, follow: flag, json: flag, help: flag },
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
    console.error('No folder in decks/ has notes. Make one, such as decks/my-notes/notes.md, and write notes in it.');
    return 1;
  }
  const { values } = options;
  let failed = false;
  if (values.follow) {
    for (const folder of folders) {
      const { outcome, told } = await followFolder(folder, relative(cwd, folder) || '.');
      failed ||= outcome === 'failed';
      for (const line of told) (outcome === 'failed' ? console.error : console.log)(line);
    }
    if (failed) return 1;
  }
  const memory = new CompileMemory();
  const compile = async (folder: string): Promise<void> => {
    const result = await compileFolder(folder, { check: values.check, cwd, memory });
    failed ||= isBad(result);
    if (values.json) console.log(asJson(result, values));
    else tell(result, values);
  };
  for (const folder of folders) await compile(folder);
  if (values.watch) {
    const abort = new AbortController();
    process.once('SIGINT', () => abort.abort());
    process.once('SIGTERM', () => abort.abort());
    if (!values.json) console.log('Waiting for notes or deck.yaml to be saved; Ctrl+C ends.');
    await watchFolders(folders, compile, abort.signal);
    return 0;
  }
  return failed ? 1 : 0;
}

function isBad({ outcome }: FolderResult): boolean {
  return outcome === 'failed' || outcome === 'outdated';
}

interface Told {
  readonly explain: boolean;
  readonly report: boolean;
}

function tell(result: FolderResult, told: Told): void {
  const { notebook, compiled } = result;
  if (told.explain && notebook && compiled) console.log(printExplanation(notebook, compiled));
  if (told.report && notebook && compiled) console.log(printReport(notebook, compiled));
  for (const diagnostic of result.diagnostics) console.error(renderDiagnostic(diagnostic, result.sources.get(diagnostic.path)));
  (isBad(result) ? console.error : console.log)(summary(result));
}

/** One object a folder and line, for programs. */
function asJson({ folder, outcome, diagnostics, notebook, compiled }: FolderResult, told: Told): string {
  const explanation = told.explain && notebook && compiled ? explain(notebook, compiled) : {};
  const report = told.report && notebook && compiled ? { report: reportOf(notebook, compiled) } : {};
  return JSON.stringify({ folder, outcome, diagnostics, ...explanation, ...report });
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
      const left = `${folder}: ${errors} ${errors === 1 ? 'error' : 'errors'}; deck.json was left as it was.`;
      const ofLines = diagnostics.some(({ severity, path }) => severity === 'error' && path.endsWith('deck.yaml'));
      return ofLines
        ? `${left}\nIf the notes were edited since deck.yaml named their lines, "npm run deck -- --follow" moves them along.`
        : left;
    }
  }
}

function count(deck: Deck | undefined): string {
  const entities = deck?.entities ?? [];
  const cards = entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards));
  return `${cards.length} cards about ${entities.length} entities`;
}
