import { createStore } from 'zustand/vanilla';
import { foldersIn, groupFiles, type FileFolder, type FileGroup } from '#core/decks/group-files.ts';
import type { CardChange, ImportPlan } from '#core/decks/plan.ts';
import type { NotebookSource, PlannedNotebook, ReadFile } from '#core/decks/plan-files.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { DeckId } from '#core/ids.ts';
import { isJoined } from '#core/notes/files.ts';
import { MAX_NOTES_BYTES, tooLarge } from '#core/notes/refuse.ts';
import { TooManyFiles, type GivenFile } from './given-files.ts';
import { readKnown } from './known-notebook.ts';
import { ComparedNotebooks, findByPaths, type NamedNotebook } from './likely-notebook.ts';
import { PictureReader, type PicturedNotebook } from './pictures.ts';
import type { Storage } from '#storage/storage.ts';
import type { Services } from './services.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

export type ImportStage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly done: number; readonly of: number }
  | Preview;

/** What would change. Nothing is applied yet. */
export interface Preview {
  readonly kind: 'preview';
  /** In the order of the files. */
  readonly notebooks: readonly PlannedNotebook[];
  /** About files that belong to no notebook. */
  readonly diagnostics: readonly Diagnostic[];
  /** Notes of a new name that look like a notebook that is here: the learner says which they are. */
  readonly targets: readonly TargetChoice[];
  /** Folders whose files could be one deck. */
  readonly folders: readonly FolderChoice[];
  readonly saving: boolean;
  /** Why it could not be written: nothing of it was. */
  readonly unsaved?: StorageErrorCode;
  /** A notebook was changed in another tab since: the plan does not fit any more. */
  readonly outdated?: true;
}

export interface FolderChoice {
  readonly path: string;
  readonly files: number;
  /** Whether they are one deck, or one each. */
  readonly joined: boolean;
}

export interface TargetChoice {
  /** Place of the notebook in the preview. */
  readonly at: number;
  readonly path: string;
  readonly like: NamedNotebook;
  readonly others: readonly NamedNotebook[];
  /** The notebook that they are put into; absent for a deck of their own. */
  readonly into?: DeckId;
}

/** Why nothing could be read of what was given. */
export type Refusal = 'nothing' | 'too-many' | 'too-much' | 'unreadable' | 'compiler';

export interface ImportState {
  readonly stage: ImportStage;
  readonly refusal?: Refusal;
  /** The database does not open: the view hands it to the nearest boundary. */
  readonly failure?: { readonly cause: unknown };
  open(files: Promise<readonly GivenFile[]> | readonly GivenFile[]): Promise<void>;
  /** The newer version of a deck that comes with the app. */
  openShipped(slug: string): Promise<void>;
  /** Previews the notes of a choice as another edition of a notebook that is here, or as a deck of their own. */
  choose(at: number, into: DeckId | undefined): Promise<void>;
  /** Previews the files of a folder as one deck, or as one each. */
  arrange(folder: string, joined: boolean): Promise<void>;
  /** Back to the choice of files; what was going on is dropped. */
  cancel(): void;
  /** All of it or nothing; undefined where it could not be written. */
  apply(): Promise<Applied | undefined>;
}

export interface Applied {
  readonly changes: number;
  readonly notebooks: number;
  /** Nothing was here before. */
  readonly first: boolean;
  /** False where something has been changed since. */
  undo(): Promise<boolean>;
}

/** More at once would not fit into memory beside what is compiled from them. */
const mostNotebooks = 2_000;
const mostBytes = 60_000_000;

export function createImportStore(services: Services) {
  let reading: AbortController | undefined;
  /** What the preview was made from, to make it again into another notebook or in another arrangement. */
  let given: Given = { files: new Map(), arranged: new Map(), sources: [], paths: [], reader: new PictureReader(new Map()) };

  return createStore<ImportState>()((set, get) => {
    /** Plans the notebooks and shows what they would change. */
    async function plan(
      work: (signal: AbortSignal) => Promise<Pick<Preview, 'notebooks' | 'diagnostics' | 'targets' | 'folders'>>,
    ): Promise<void> {
      reading?.abort();
      const own = new AbortController();
      reading = own;
      const { refusal: _, ...rest } = get();
      set({ ...rest, stage: { kind: 'reading', done: 0, of: 0 } }, true);
      try {
        const found = await work(own.signal);
        if (!own.signal.aborted) set({ stage: { kind: 'preview', ...found, saving: false } });
      } catch (error) {
        if (!own.signal.aborted) fail(error);
      }
    }

    function fail(error: unknown): void {
      if (storageErrorCode(error) !== undefined) set({ failure: { cause: error } });
      else set({ stage: { kind: 'choosing' }, refusal: refusalOf(error) });
    }

    async function compile(sources: readonly NotebookSource[], signal: AbortSignal): Promise<readonly PlannedNotebook[]> {
      signal.throwIfAborted();
      if (sources.length === 0) return [];
      const of = sources.length;
      // A preview stays on screen while it is made anew.
      const onProgress = (done: number) => {
        if (!signal.aborted && get().stage.kind === 'reading') set({ stage: { kind: 'reading', done, of } });
      };
      onProgress(0);
      return services.compileNotes(sources, onProgress, signal);
    }

    async function planFiles(files: Given['files'], arranged: Given['arranged'], signal: AbortSignal) {
      const paths = [...files.keys()];
      const storage = await services.storage();
      const folders: FolderChoice[] = [];
      for (const folder of foldersIn(paths)) {
        const { path } = folder;
        const joined = arranged.get(path) ?? (await isOneDeck(services, { storage, folder, files }, signal));
        folders.push({ path, files: folder.files.length, joined });
      }
      const { groups, diagnostics } = groupFiles(paths, new Set(folders.flatMap(({ path, joined }) => (joined ? [path] : []))));
      if (groups.length === 0 && diagnostics.length === 0) throw new Refused('nothing');
      if (groups.length > mostNotebooks) throw new Refused('too-many');
      const { small, large } = bySize(groups, files);
      const renamed = await findByPaths(
        storage,
        small.map(({ deck, notes }) => ({ deck, path: nameOf(notes) })),
      );
      const sources: NotebookSource[] = [];
      const pictures = new Map<DeckId, Pick<PicturedNotebook, 'path' | 'known'>>();
      for (const group of small) {
        const deck = renamed.get(group.deck) ?? group.deck;
        const known = await readKnown(services, storage, deck);
        sources.push({ deck, from: await readGroup(group, files), ...(known === undefined ? {} : { known }) });
        pictures.set(deck, { path: group.notes, known: known?.pictures ?? [] });
      }
      const reader = new PictureReader(files);
      const planned: PlannedNotebook[] = [];
      for (const each of await compile(sources, signal)) {
        signal.throwIfAborted();
        const place = pictures.get(deckOf(each)) ?? { path: '', known: [] };
        planned.push(await reader.attach({ planned: each, ...place }));
      }
      given = { files, arranged, sources, paths: small.map(({ notes }) => notes), reader };
      const targets = await findTargets(storage, sources, planned);
      return { notebooks: [...planned, ...large], diagnostics, targets, folders };
    }

    return {
      stage: { kind: 'choosing' },

      open: (coming) =>
        plan(async (signal) => {
          const files = new Map((await coming).map((file) => [file.path, file]));
          return planFiles(files, new Map(), signal);
        }),

      async arrange(folder, joined) {
        const { stage } = get();
        if (stage.kind !== 'preview' || stage.saving) return;
        const signal = reading?.signal ?? new AbortController().signal;
        const { unsaved: _, outdated: _outdated, ...preview } = stage;
        set({ stage: { ...preview, saving: true } });
        try {
          const found = await planFiles(given.files, new Map([...given.arranged, [folder, joined]]), signal);
          if (!signal.aborted) set({ stage: { kind: 'preview', ...found, saving: false } });
        } catch (error) {
          if (!signal.aborted) fail(error);
        }
      },

      openShipped: (slug) =>
        plan(async (signal) => {
          const shipped = services.shippedDecks.find((deck) => deck.slug === slug);
          if (shipped === undefined) throw new Refused('nothing');
          const [storage, { deck, notesText }] = await Promise.all([services.storage(), shipped.load()]);
          const known = await readKnown(services, storage, deck.id);
          const from = { kind: 'deck' as const, deck, notesText };
          const planned = await compile([{ deck: deck.id, from, ...(known === undefined ? {} : { known }) }], signal);
          const reader = new PictureReader(new Map(shipped.pictures?.map((file) => [file.path, file])));
          const place = { path: 'notes.md', known: known?.pictures ?? [] };
          const notebooks = await Promise.all(planned.map((each) => reader.attach({ planned: each, ...place })));
          return { notebooks, diagnostics: [], targets: [], folders: [] };
        }),

      async choose(at, into) {
        const { stage } = get();
        const source = given.sources[at];
        if (stage.kind !== 'preview' || stage.saving || source === undefined) return;
        const own = reading;
        const { unsaved: _, outdated: _outdated, ...preview } = stage;
        set({ stage: { ...preview, saving: true } });
        try {
          const known = into === undefined ? undefined : await readKnown(services, await services.storage(), into);
          const { known: _known, ...fresh } = source;
          const chosen = { ...fresh, ...(into === undefined ? {} : { deck: into }), ...(known && { known }) };
          const [planned] = await services.compileNotes([chosen], () => undefined, own?.signal ?? new AbortController().signal);
          if (planned === undefined || own?.signal.aborted) return;
          const pictured = await given.reader.attach({ planned, path: given.paths[at] ?? '', known: known?.pictures ?? [] });
          const notebooks = preview.notebooks.map((each, index) => (index === at ? pictured : each));
          const targets = preview.targets.map((each) => {
            const { into: _into, ...unset } = each;
            return each.at === at ? { ...unset, ...(into === undefined ? {} : { into }) } : each;
          });
          set({ stage: { ...preview, notebooks, targets, saving: false } });
        } catch (error) {
          if (own?.signal.aborted !== true) fail(error);
        }
      },

      cancel() {
        reading?.abort();
        set({ stage: { kind: 'choosing' } });
      },

      async apply() {
        const { stage } = get();
        if (stage.kind !== 'preview' || stage.saving) return undefined;
        const { unsaved: _, outdated: _outdated, ...preview } = stage;
        set({ stage: { ...preview, saving: true } });
        const plans = plansOf(preview.notebooks.filter((notebook) => notebook.kind === 'planned' && !notebook.same));
        const stop = (why: Pick<Preview, 'unsaved' | 'outdated'>) => {
          set({ stage: { ...preview, saving: false, ...why } });
          return undefined;
        };
        try {
          const storage = await services.storage();
          const first = (await storage.db.notebooks.count()) === 0;
          const moment = services.clock.now();
          const { kind } = await storage.applyImports(plans, moment);
          if (kind === 'refused') return stop({ outdated: true });
          set({ stage: { kind: 'choosing' } });
          const changes = plans.reduce((sum, each) => sum + each.changes.length, 0);
          const decks = plans.map(({ deck }) => deck);
          const undo = async () => (await storage.undoImports(decks, services.clock.now(), moment.instant)).kind === 'undone';
          return { changes, notebooks: plans.length, first, undo };
        } catch (error) {
          return stop({ unsaved: codeOf(error) });
        }
      },
    };
  });
}

/** Whatever goes by a name that is not here may be what is here under another one. */
async function findTargets(
  storage: Storage,
  sources: readonly NotebookSource[],
  planned: readonly PlannedNotebook[],
): Promise<TargetChoice[]> {
  if (sources.every(({ known }) => known !== undefined)) return [];
  const compared = await ComparedNotebooks.read(storage, new Set(sources.map(({ deck }) => deck)));
  const { all } = compared;
  return planned.flatMap((notebook, at): TargetChoice[] => {
    if (notebook.kind === 'refused' || sources[at]?.known !== undefined) return [];
    const { after } = notebook.plan;
    const like = compared.findLike(after.entities) ?? compared.findHolder(after.notes);
    if (like === undefined) return [];
    return [{ at, path: after.notes.path, like, others: all.filter(({ deck }) => deck !== like.deck) }];
  });
}

function deckOf(planned: PlannedNotebook): DeckId {
  return planned.kind === 'planned' ? planned.plan.deck : planned.deck;
}

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof TooManyFiles) return 'too-many';
  // The file is gone, or it may not be read.
  if (error instanceof DOMException) return 'unreadable';
  console.error(error);
  return 'compiler';
}

interface Given {
  readonly files: ReadonlyMap<string, GivenFile>;
  /** What the learner has chosen for folders, by their paths. */
  readonly arranged: ReadonlyMap<string, boolean>;
  readonly sources: readonly NotebookSource[];
  readonly paths: readonly string[];
  readonly reader: PictureReader;
}

/** What is here already stays as it is; of new files it is seen in what they say. */
async function isOneDeck(
  services: Services,
  {
    storage: { db },
    folder,
    files,
  }: { readonly storage: Storage; readonly folder: FileFolder; readonly files: ReadonlyMap<string, GivenFile> },
  signal: AbortSignal,
): Promise<boolean> {
  const renamed = await findByPaths({ db }, [folder]);
  const own = await db.notebooks.get(renamed.get(folder.deck) ?? folder.deck);
  if (own !== undefined && isJoined(own.text)) return true;
  const single = (await db.notebooks.bulkGet([...folder.decks])).filter((row) => row !== undefined);
  if (single.length * 2 >= folder.files.length) return false;
  if (sizeOf(folder.files, files) > MAX_NOTES_BYTES) return false;
  return services.isOfOneEach(await readAll(folder.files, files), signal);
}

/** Files above the bound are not even read: the learner hears which. */
function bySize(groups: readonly FileGroup[], files: ReadonlyMap<string, GivenFile>) {
  const curationOf = ({ curation }: FileGroup) => (curation === undefined ? [] : [curation]);
  const notesOf = ({ notes, files: own = [notes] }: FileGroup) => own;
  const isLarge = (group: FileGroup) =>
    sizeOf(notesOf(group), files) > MAX_NOTES_BYTES || sizeOf(curationOf(group), files) > MAX_NOTES_BYTES;
  const small = groups.filter((group) => !isLarge(group));
  const bytes = small.reduce((sum, group) => sum + sizeOf([...notesOf(group), ...curationOf(group)], files), 0);
  if (bytes > mostBytes) throw new Refused('too-much');
  const large = groups.filter(isLarge).map((group): PlannedNotebook => {
    const { deck, notes, curation } = group;
    const sizes = [
      { path: notes, size: sizeOf(notesOf(group), files) },
      ...(curation === undefined ? [] : [{ path: curation, size: sizeOf([curation], files) }]),
    ];
    const diagnostics = sizes.filter(({ size }) => size > MAX_NOTES_BYTES).map(({ path, size }) => tooLarge(size, path));
    return { kind: 'refused', deck, path: notes, diagnostics, notesText: '' };
  });
  return { small, large };
}

function sizeOf(paths: readonly string[], files: ReadonlyMap<string, GivenFile>): number {
  return paths.reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0);
}

async function readGroup(
  { notes, files: own, curation }: FileGroup,
  files: ReadonlyMap<string, GivenFile>,
): Promise<NotebookSource['from']> {
  const read = async (path: string) => ({ path: nameOf(path), bytes: await getFile(files, path).read() });
  const beside = curation === undefined ? {} : { curation: await read(curation) };
  if (own === undefined) return { kind: 'files', notes: await read(notes), ...beside };
  return { kind: 'folder', path: notes, files: await readAll(own, files), ...beside };
}

/** Files of one folder, by their paths in it. */
function readAll(paths: readonly string[], files: ReadonlyMap<string, GivenFile>): Promise<readonly ReadFile[]> {
  const read = async (path: string) => ({ path: path.slice(path.indexOf('/') + 1), bytes: await getFile(files, path).read() });
  return Promise.all(paths.map(read));
}

function getFile(files: ReadonlyMap<string, GivenFile>, path: string): GivenFile {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${path} was not given`);
  return file;
}

/** The folder above what was given means nothing to the learner later; folders below it tell two files of one name apart. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function plansOf(notebooks: readonly PlannedNotebook[]): ImportPlan[] {
  return notebooks.flatMap((notebook) => (notebook.kind === 'planned' ? [notebook.plan] : []));
}

function codeOf(error: unknown): StorageErrorCode {
  const code = storageErrorCode(error);
  if (code === undefined) throw error;
  return code;
}

export type ChangeOf<Kind extends CardChange['kind']> = Extract<CardChange, { kind: Kind }> & { readonly plan: ImportPlan };

/** All changes of one kind, each with the plan that it belongs to. */
export function changesOf<Kind extends CardChange['kind']>(plans: readonly ImportPlan[], kind: Kind): ChangeOf<Kind>[] {
  return plans.flatMap((plan) =>
    plan.changes
      .filter((change): change is Extract<CardChange, { kind: Kind }> => change.kind === kind)
      .map((change) => ({ ...change, plan })),
  );
}
