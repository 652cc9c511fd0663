import type { Diagnostic } from '../diagnostic.ts';
import type { DeckId } from '../ids.ts';
import { checkFormulas } from '../notes/formula-check.ts';
import type { FormulaReader } from '../notes/formula-check.ts';
import { parseNotes } from '../notes/parse.ts';
import { notUtf8 } from '../notes/refuse.ts';
import { firstBadByte } from '../notes/utf8.ts';
import { accountOf } from './account.ts';
import type { LineReason } from './account.ts';
import { compileDeck } from './compile.ts';
import type { Compiled } from './compile.ts';
import { parseCuration } from './curation.ts';
import type { Deck, DeckEntity } from './deck.ts';
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
    /** Compiled already, as a shipped deck is. */
    | { readonly kind: 'deck'; readonly deck: Deck; readonly notesText: string };
  readonly known?: KnownNotebook;
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
      return planFiles(source, from, decode, readFormula);
  }
}

function planFiles(
  source: NotebookSource,
  { notes: notesFile, curation: curationFile }: Extract<NotebookSource['from'], { kind: 'files' }>,
  decode: (bytes: Uint8Array) => string,
  readFormula: FormulaReader | undefined,
): PlannedNotebook {
  const { deck: id, known } = source;
  const { path } = notesFile;
  const notes = textOf(notesFile, decode);
  const given = curationFile && textOf(curationFile, decode);
  const curationText = given === undefined ? known?.curationText : given.text;
  const texts = { notesText: notes.text, ...(curationText === undefined ? {} : { curationText }) };
  const refuse = (diagnostics: readonly Diagnostic[]): PlannedNotebook => ({
    kind: 'refused',
    deck: id,
    path,
    diagnostics,
    ...texts,
  });

  const unreadable = [...notes.diagnostics, ...(given?.diagnostics ?? [])];
  if (unreadable.length > 0) return refuse(unreadable);

  const notebook = parseNotes(notes.text, path);
  // A mistake in deck.yaml would change every card that it speaks of, so the whole notebook waits until it is mended.
  const curated = curationText === undefined ? undefined : parseCuration(curationText, curationFile?.path ?? 'deck.yaml');
  const failed = [...(curated?.diagnostics ?? []), ...notebook.diagnostics];
  if (failed.some(isError)) return refuse(failed);

  const { deck, diagnostics } = compileDeck(notebook, curated?.curation, id);
  const all = [...(curated?.diagnostics ?? []), ...diagnostics, ...(readFormula ? checkFormulas(notebook, readFormula) : [])];
  return all.some(isError) ? refuse(all) : planned(source, { deck, diagnostics: all }, texts);
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
  const curated = curationText === undefined ? undefined : parseCuration(curationText, 'deck.yaml');
  if (notebook.diagnostics.some(isError)) return { left: [], diagnostics: notebook.diagnostics };
  const compiled = compileDeck(notebook, curated?.curation, deck);
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

function textOf({ path, bytes }: ReadFile, decode: (bytes: Uint8Array) => string) {
  const bad = firstBadByte(bytes);
  if (bad === undefined) return { text: decode(bytes), diagnostics: [] };
  const before = decode(bytes.subarray(0, bad)).split(/\r\n|\r|\n/);
  return { text: '', diagnostics: [notUtf8(path, before.length, (before.at(-1)?.length ?? 0) + 1, bad)] };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
