import type { Diagnostic } from '../diagnostic.ts';
import type { DeckId } from '../ids.ts';
import { checkFormulas } from '../notes/formula-check.ts';
import type { FormulaReader } from '../notes/formula-check.ts';
import { OPENS_FILE, filesOf, isJoined, joinFiles, placeDiagnostics } from '../notes/files.ts';
import type { NotesFile } from '../notes/files.ts';
import type { Notebook } from '../notes/notebook.ts';
import { parseNotes } from '../notes/parse.ts';
import { refuse, refuseBytes } from '../notes/refuse.ts';
import { describesOneEach } from '../notes/shape.ts';
import { accountOf } from './account.ts';
import type { LineReason } from './account.ts';
import { compileDeck } from './compile.ts';
import type { Compiled } from './compile.ts';
import { parseCuration } from './curation.ts';
import type { Deck, DeckEntity } from './deck.ts';
import { followCuration } from './follow-curation.ts';
import { planImport } from './plan.ts';
import type { ImportPlan, KnownDeck } from './plan.ts';

/** A file as it was read; `decode` is the platform's, since core knows none. */
export interface ReadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One notebook to be put in, with what the learner has of it so far. */
export interface NotebookSource {
  readonly deck: DeckId;
  readonly from:
    | { readonly kind: 'files'; readonly notes: ReadFile; readonly curation?: ReadFile }
    | FolderSource
    /** Compiled already, as a shipped deck is. */
    | { readonly kind: 'deck'; readonly deck: Deck; readonly notesText: string };
  readonly known?: KnownNotebook;
}

/** Files that make one deck together, their paths as they lie in their folder. */
interface FolderSource {
  readonly kind: 'folder';
  /** The folder's name. */
  readonly path: string;
  readonly files: readonly ReadFile[];
  readonly curation?: ReadFile;
}

export interface KnownNotebook {
  readonly deck: KnownDeck;
  readonly notesText: string;
  /** Goes up with every import; absent where the deck was removed and only its archive is known. */
  readonly revision?: number;
  /** deck.yaml as it was last given: it holds until another one comes. */
  readonly curationText?: string;
}

export type PlannedNotebook =
  | {
      readonly kind: 'planned';
      readonly plan: ImportPlan;
      /** Not a letter is different: there is nothing to apply. */
      readonly same: boolean;
    }
  /** It cannot be used as it stands; what the learner has of it stays. */
  | {
      readonly kind: 'refused';
      readonly deck: DeckId;
      readonly path: string;
      readonly diagnostics: readonly Diagnostic[];
      /** Texts of the files by their paths, as far as they are texts. */
      readonly notesText: string;
      readonly curationText?: string;
    };

/** From files to what importing them would do. Nothing is thrown for what stands in a file. */
export function planNotebook(
  source: NotebookSource,
  decode: (bytes: Uint8Array) => string,
  readFormula?: FormulaReader,
): PlannedNotebook {
  const { from } = source;
  switch (from.kind) {
    case 'deck':
      return planned(source, { deck: from.deck, diagnostics: [] }, { notesText: from.notesText });
    case 'files':
      return planFile(source, from, decode, readFormula);
    case 'folder':
      return planFolder(source, from, decode, readFormula);
  }
}

/** Whether files describe one thing each, so that one deck of them all is what the learner expects. */
export function isOfOneEach(files: readonly ReadFile[], decode: (bytes: Uint8Array) => string): boolean {
  const texts = files.map((file) => ({ path: file.path, text: readNotes(file, decode).text }));
  return describesOneEach(parseNotes(joinFiles(texts), ''));
}

function planFile(
  source: NotebookSource,
  { notes: file, curation }: Extract<NotebookSource['from'], { kind: 'files' }>,
  decode: (bytes: Uint8Array) => string,
  readFormula: FormulaReader | undefined,
): PlannedNotebook {
  const { known } = source;
  if (known !== undefined && isJoined(known.notesText)) {
    // One file of a folder that is here: the others stay as they are.
    const { path } = known.deck.deck.notes;
    return planFolder(source, { kind: 'folder', path, files: [file], ...(curation && { curation }) }, decode, readFormula, true);
  }
  const { path } = file;
  const { text: notesText, diagnostics: unreadable } = readNotes(file, decode);
  return planTexts(source, { path, notesText, unreadable }, curation, decode, readFormula);
}

function planFolder(
  source: NotebookSource,
  { path, files, curation }: FolderSource,
  decode: (bytes: Uint8Array) => string,
  readFormula: FormulaReader | undefined,
  partly = false,
): PlannedNotebook {
  const known = source.known !== undefined && isJoined(source.known.notesText) ? filesOf(source.known.notesText) : [];
  const faults: Diagnostic[] = [];
  const given = files.flatMap((file): NotesFile[] => {
    // A file that is given by itself has no folder: it is the one of its name.
    const same = partly ? known.filter(({ path: other }) => other.endsWith(`/${file.path}`)) : [];
    const place = same.length === 1 ? (same[0]?.path ?? file.path) : file.path;
    const { text, diagnostics } = readNotes({ ...file, path: place }, decode);
    if (diagnostics.length === 0) return [{ path: place, text }];
    // It waits until it is mended, and what the learner has of it stays.
    faults.push(...diagnostics);
    return known.filter((other) => other.path === place);
  });
  const paths = new Set(given.map((file) => file.path));
  const all = [...given, ...(partly ? known.filter((file) => !paths.has(file.path)) : [])];
  // Not by any language's alphabet: what is first here is first everywhere.
  const sorted = all.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const unreadable = sorted.length === 0 ? faults : [];
  return planTexts(source, { path, notesText: joinFiles(sorted), unreadable, faults }, curation, decode, readFormula);
}

interface GivenNotes {
  readonly path: string;
  readonly notesText: string;
  /** Why nothing of it can be used. */
  readonly unreadable: readonly Diagnostic[];
  /** About files among others that are left out. */
  readonly faults?: readonly Diagnostic[];
}

function planTexts(
  source: NotebookSource,
  { path, notesText, unreadable: notReadable, faults = [] }: GivenNotes,
  curationFile: ReadFile | undefined,
  decode: (bytes: Uint8Array) => string,
  readFormula: FormulaReader | undefined,
): PlannedNotebook {
  const { deck: id, known } = source;
  const given = curationFile && textOf(curationFile, decode);
  const curationPath = curationFile?.path ?? 'deck.yaml';
  // The one that is here already counts the lines of the notes as they were, also where it is given once more.
  const kept = known?.curationText !== undefined && (given === undefined || given.text === known.curationText);
  const followed = kept ? followCuration(known.curationText, curationPath, known.notesText, notesText) : undefined;
  const curationText = followed === undefined ? given?.text : followed.text;
  const texts = { notesText, ...(curationText === undefined ? {} : { curationText }) };
  const leave = (diagnostics: readonly Diagnostic[]): PlannedNotebook => ({
    kind: 'refused',
    deck: id,
    path,
    diagnostics,
    ...texts,
  });

  const unreadable = [...notReadable, ...(given?.diagnostics ?? [])];
  if (unreadable.length > 0) return leave(unreadable);

  const notebook = parseNotes(notesText, path);
  if (notebook.diagnostics.some(isError)) return leave([...faults, ...placeDiagnostics(notebook.diagnostics, notebook)]);
  const { deck, diagnostics } = compileCurated(notebook, curationText, curationPath, id);
  const all = [...(followed?.diagnostics ?? []), ...diagnostics, ...(readFormula ? checkFormulas(notebook, readFormula) : [])];
  const told = [...faults, ...placeDiagnostics(all, notebook)];
  return deck === undefined || all.some(isError) ? leave(told) : planned(source, { deck, diagnostics: told }, texts);
}

/** What is left out may be what another entry speaks of. */
const MOST_ROUNDS = 8;

/**
 * A mistake in a deck.yaml leaves out the entry that has it, and is told; all else holds. The file itself stays as it is, so
 * that the entry counts again once it is mended. No deck where nothing of the file can be used.
 */
function compileCurated(
  notebook: Notebook,
  curationText: string | undefined,
  path: string,
  id: DeckId,
): Pick<Compiled, 'diagnostics' | 'left'> & { readonly deck?: Deck } {
  const parsed = curationText === undefined ? undefined : parseCuration(curationText, path, notebook);
  if (parsed && !parsed.curation) return { left: [], diagnostics: parsed.diagnostics };
  let curation = parsed?.curation;
  const mistakes = [...(parsed?.diagnostics ?? [])];
  for (let round = 0; ; round += 1) {
    const compiled = compileDeck(notebook, curation, id);
    const wrong = compiled.diagnostics.filter((one) => isError(one) && one.path === path);
    const rest = wrong.length > 0 && round < MOST_ROUNDS ? curation?.leaveOut(wrong) : undefined;
    if (!rest?.curation) return { ...compiled, diagnostics: [...mistakes.map(asLeftOut), ...compiled.diagnostics] };
    mistakes.push(...wrong, ...rest.diagnostics);
    ({ curation } = rest);
  }
}

function asLeftOut(mistake: Diagnostic): Diagnostic {
  const help = `${mistake.help === undefined ? '' : `${mistake.help} `}What this belongs to is left out until then.`;
  return { ...mistake, severity: 'warning', help };
}

interface Texts {
  readonly notesText: string;
  readonly curationText?: string;
}

function planned({ known }: NotebookSource, compiled: Pick<Compiled, 'deck' | 'diagnostics'>, texts: Texts): PlannedNotebook {
  const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
  const plan = planImport(known?.deck, compiled, { ...texts, ...base });
  return { kind: 'planned', plan, same: known !== undefined && isSame(known, plan) };
}

function isSame(known: KnownNotebook, plan: ImportPlan): boolean {
  if (plan.changes.length > 0 || known.notesText !== plan.notesText) return false;
  // Cards name the file that they come from.
  if (known.deck.deck.notes.path !== plan.after.notes.path) return false;
  if (plan.curationText !== undefined && known.curationText !== plan.curationText) return false;
  const before = new Map(known.deck.deck.entities.map((entity) => [entity.id, contentOf(entity)]));
  return (
    before.size === plan.after.entities.length &&
    aroundOf(known.deck.deck) === aroundOf(plan.after) &&
    plan.after.entities.every((entity) => before.get(entity.id) === contentOf(entity))
  );
}

/** What stands around the entities. The sentence about the deck is for whoever has not got it, and is not stored. */
function aroundOf({ title, categories, groups, vetoes, genericPhrases, exams }: Deck): string {
  return JSON.stringify([title, categories, groups, vetoes, genericPhrases, exams]);
}

/** An entity as stored carries names of other rows with it; what counts is what was compiled. */
function contentOf(entity: DeckEntity): string {
  const { name, aliases, kind, category, partOf, purpose, stems, statements, facts, notes } = entity;
  const { formerly, availability, corrections, scenarios, exams, gist, subWords, figures } = entity;
  const told = [formerly, availability, corrections, scenarios, exams, gist, subWords, figures];
  return JSON.stringify([name, aliases, kind, category, partOf, purpose, stems, statements, facts, notes, told]);
}

/** What is said of the notes as they stand: what no card asks, with why, and what was not understood. */
export interface NotesAccount {
  /** Lines that say something that no card asks, ascending. */
  readonly left: readonly { readonly line: number; readonly reason: LineReason }[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface NotesToExplain {
  readonly deck: DeckId;
  readonly path: string;
  readonly notesText: string;
  readonly curationText?: string;
}

export function explainNotes({ deck, path, notesText, curationText }: NotesToExplain, readFormula?: FormulaReader): NotesAccount {
  const notebook = parseNotes(notesText, path);
  if (notebook.diagnostics.some(isError)) return { left: [], diagnostics: notebook.diagnostics };
  const compiled = compileCurated(notebook, curationText, 'deck.yaml', deck);
  if (compiled.deck === undefined) return { left: [], diagnostics: compiled.diagnostics };
  const { diagnostics } = compiled;
  return {
    left: accountOf(notebook, compiled.deck, compiled.left).flatMap(({ kind, line, reason }) =>
      kind === 'reason' && reason !== undefined ? [{ line, reason }] : [],
    ),
    diagnostics: [
      ...diagnostics.filter((diagnostic) => diagnostic.path === path),
      ...(readFormula ? checkFormulas(notebook, readFormula) : []),
    ],
  };
}

/** Notes as text; what has the sign that parts files is none. */
function readNotes(file: ReadFile, decode: (bytes: Uint8Array) => string) {
  const { text, diagnostics } = textOf(file, decode);
  const refused = text.includes(OPENS_FILE) ? refuse(text, file.path) : undefined;
  return refused ? { text: '', diagnostics: [refused] } : { text, diagnostics };
}

function textOf({ path, bytes }: ReadFile, decode: (bytes: Uint8Array) => string) {
  const refused = refuseBytes(bytes, path, decode);
  return refused ? { text: '', diagnostics: [refused] } : { text: decode(bytes), diagnostics: [] };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
