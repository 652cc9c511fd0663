import type { Deck } from '#core/decks/deck.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { systemClock } from '#state/clock.ts';
import type { Notice, NoticesStore } from '#state/notices.ts';
import type { Services, SettledLook, ShippedDeck } from '#state/services.ts';
import { openTabs } from '#state/tabs.ts';
import type { Storage } from '#storage/storage.ts';
import type { Journal } from '#workers/journal.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { isJournalThere } from '#workers/journal-trace.ts';
import { holdSession } from '#workers/session-lock.ts';

// The composition root, and the first thing that runs: it asks the database for the first card while React is loading.
// Dexie and ts-fsrs are loaded by the first screen once it has painted.

const clock = systemClock(defaultPreset.rolloverHour);

let begun: SettledLook | Promise<SettledLook> | undefined = takeLook();

/** A screen asks for the database once it has been painted; until then nothing may compete with it. */
let painted: () => void = () => undefined;
const firstPaint = new Promise<void>((resolve) => {
  painted = resolve;
});

/** This tab has lost its database, which it says itself. */
let isGone = false;
let opened: { readonly storage: Storage; readonly journal: Journal } | undefined;

const openRecord = once(async (): Promise<Storage> => {
  const [{ openStorage }, { openJournal }] = await Promise.all([import('#storage/open.ts'), import('#workers/journal.ts')]);
  const tell = (notice: Notice) => void mounted.then((notices) => notices.getState().tell(notice));
  const journal = openJournal(crypto.randomUUID());
  journal.onState((state) => {
    if (state.kind === 'fails') tell({ kind: 'journal-fails', waiting: state.waiting });
    else if (state.kind === 'works') tell({ kind: 'journal-works' });
  });
  const storage = await openStorage({
    journal: {
      ...journal,
      async append(commit, inDatabase) {
        await journal.append(commit, inDatabase);
        // A whole deck, which the database does not keep a second time for a journal that lacks it.
        if (commit.changes.some(({ table }) => table === 'notebooks')) void rest('import');
      },
    },
    onClosed() {
      isGone = true;
      journal.close();
      tell({ kind: 'database-closed' });
    },
    onOptions: ({ preset }) => clock.dayBeginsAt(preset.rolloverHour),
  });
  const { united } = storage;
  performance.mark('storage open', { detail: united.kind });
  if (united.kind === 'restored') {
    const { answers, partly } = united;
    tell({ kind: 'record-restored', day: clock.now().day, answers, ...(partly && { partly }) });
  }
  if (united.kind === 'journal-lacks') void rest('import');
  opened = { storage, journal };
  void rest('start');
  if (united.kind === 'caught-up') tell({ kind: 'record-caught-up', commands: united.commits });
  return storage;
});

const services: Services = {
  clock,
  seed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
  look() {
    const look = begun ?? takeLook();
    begun = undefined;
    return look;
  },
  painted: firstScreenIsThere,
  storage() {
    firstScreenIsThere();
    return openRecord();
  },
  scheduling: once(async () => {
    const [{ previewRatings }, { recallNow }] = await Promise.all([
      import('#core/scheduling/review.ts'),
      import('#core/scheduling/recall.ts'),
    ]);
    return { previewRatings, recallNow };
  }),
  async compileNotes(notebooks, onProgress, signal) {
    const { compileNotes } = await import('#workers/compile-notes.ts');
    return compileNotes(notebooks, onProgress, signal);
  },
  async isOfOneEach(files, signal) {
    const { isOfOneEach } = await import('#workers/compile-notes.ts');
    return isOfOneEach(files, signal);
  },
  async explainNotes(notes, signal) {
    const { explainNotes } = await import('#workers/compile-notes.ts');
    return explainNotes(notes, signal);
  },
  memoriesUnder: async (...asked) => (await import('#workers/memories.ts')).memoriesUnder(...asked),
  walk: () => import('#workers/walk.ts'),
  questions: async () => (await import('#workers/questions.ts')).questions,
  shippedDecks: shippedDecks(),
  linkedFolder: once(async () => {
    const { createLinkedFolder, keepIn } = await import('#state/linked-folder.ts');
    return createLinkedFolder(keepIn(services.storage));
  }),
  tabs: openTabs(),
  holdSession() {
    const release = holdSession();
    return () => {
      release();
      void rest('session');
      // Learnt in mid-session, a new version starts when the learner leaves the session's last screen.
      if (updateWaits) void offline().then(({ applyUpdate }) => applyUpdate());
    };
  },
  async simulate(request, signal) {
    const { simulate } = await import('#workers/simulate.ts');
    return simulate(request, signal);
  },
  keeper: once(async () => {
    await services.storage();
    const { createKeeper } = await import('#state/keeper.ts');
    return createKeeper(opened!.storage, opened!.journal, clock);
  }),
  rescue: async () => (await import('#workers/backup.ts')).askBackup({ kind: 'rescue', madeAt: Date.now() }),
};

/** When the browser has nothing better to do: the record is looked after, and after a session or an import a backup may be due. */
async function rest(after: 'start' | 'session' | 'import'): Promise<void> {
  await seconds(2);
  await idle();
  if (opened === undefined || isGone) return;
  // Whatever fails here is tried again after the next; "Your data" says when the last was made.
  const notice = await (await services.keeper()).rest(after).catch((error: unknown) => {
    if (!isGone) console.warn('No backup was made.', error);
  });
  if (notice) (await mounted).getState().tell(notice);
}

/** The learner's options say when the day begins, and are read with the first card. */
function nowFrom(rolloverHour: number) {
  clock.dayBeginsAt(rolloverHour);
  return clock.now();
}

/** The look was for this screen. Another one, opened later, must not show how things stood when the page was loaded. */
function firstScreenIsThere(): void {
  begun = undefined;
  painted();
}

async function takeLook(): Promise<SettledLook> {
  const look = await takeFirstLook(nowFrom);
  // What lies in the journal is never greeted as a first visit: opening the storage brings it back.
  const lost = look.kind === 'empty' && (await isJournalThere());
  if (look.kind !== 'outdated' && !lost) return look;
  // The screen that asks for this look is not there yet: another look for it would wait behind this.
  await openRecord();
  const again = await takeFirstLook(nowFrom);
  if (again.kind === 'outdated') throw new Error('the database is open and still outdated');
  return again;
}

const mounted = mountApp();

async function mountApp(): Promise<NoticesStore> {
  // A look that fails says so on the screen that it was for.
  const [{ mount, preloadScreens }] = await Promise.all([import('#views/mount.tsx'), lookInTime().catch(() => undefined)]);
  void firstPaint.then(idle).then(preloadScreens);
  return mount(getRoot(), services);
}

/** With the look at hand the first screen is drawn at once; a database that takes its time must not hold it up. */
async function lookInTime(): Promise<void> {
  const look = await Promise.race([begun, seconds(0.3)]);
  if (look) begun = look;
}

// Under `npm run dev` only; a build has no `hot`.
if (import.meta.hot) void followDecks(import.meta.hot);

/** What is saved in decks/ shows in the open app. */
async function followDecks(hot: NonNullable<ImportMeta['hot']>): Promise<void> {
  const [dev, notices] = [await import('#views/dev/follow-decks.ts'), await mounted];
  dev.followDecks((hear) => hot.on('cardwright:deck', hear), services, notices);
}

let updateWaits = false;

function offline() {
  return import('#workers/offline.ts');
}

void start();

async function start(): Promise<void> {
  try {
    await keepOffline(await mounted);
  } catch (error) {
    // A part of the app that does not come (a new version on the host, no network) must not leave a blank page.
    if (getRoot().hasChildNodes()) throw error;
    getRoot().textContent =
      'Cardwright could not be loaded. Check the connection, then reload the page. What you have learnt is safe.';
  }
}

/** Precaching must not compete with the first card. */
async function keepOffline(notices: NoticesStore): Promise<void> {
  await Promise.race([firstPaint, seconds(5)]);
  await idle();
  const { applyUpdate, registerOffline } = await offline();
  registerOffline({
    onReady: () => undefined,
    onUpdate() {
      updateWaits = true;
      notices.getState().tell({ kind: 'new-version', start: () => void applyUpdate() });
    },
  });
}

/** When the browser has nothing better to do; soon, where it cannot say. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: 3_000 });
    else setTimeout(resolve, 1_000);
  });
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1_000));
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** Files of the build, fetched when they are wanted. */
function shippedDecks(): ShippedDeck[] {
  const decks: Record<string, string> = import.meta.glob('../decks/*/deck.json', {
    query: '?url',
    import: 'default',
    eager: true,
  });
  const notes: Record<string, string> = import.meta.glob('../decks/*/**/*.{md,markdown}', {
    query: '?url',
    import: 'default',
    eager: true,
  });
  const curations: Record<string, string> = import.meta.glob('../decks/*/deck.yaml', {
    query: '?url',
    import: 'default',
    eager: true,
  });
  const pictures: Record<string, string> = import.meta.glob('../decks/*/**/*.{png,jpg,jpeg,gif,webp,avif}', {
    query: '?url',
    import: 'default',
    eager: true,
  });
  return Object.entries(decks).map(([path, deckUrl]) => ({
    slug: path.split('/').at(-2) ?? path,
    pictures: Object.entries(pictures).flatMap(([picture, url]) => {
      const folder = path.replace('deck.json', '');
      if (!picture.startsWith(folder)) return [];
      const read = async () => new Uint8Array(await (await fetch(url)).arrayBuffer());
      return [{ path: picture.slice(folder.length), size: 0, read }];
    }),
    async load() {
      const deck = JSON.parse(await fetchFile(deckUrl)) as Deck;
      const folder = path.replace('deck.json', '');
      const fetchNotes = async (name: string) => {
        const url = notes[folder + name];
        if (url === undefined) throw new Error(`${path} has no ${name} beside it`);
        return { path: name, text: await fetchFile(url) };
      };
      const files = await Promise.all((deck.notes.files ?? [{ path: 'notes.md' }]).map((file) => fetchNotes(file.path)));
      const [only] = files;
      if (deck.notes.files === undefined && only !== undefined) return { deck, notesText: only.text };
      const { joinFiles } = await import('#core/notes/files.ts');
      return { deck, notesText: joinFiles(files) };
    },
    async curation() {
      const url = curations[path.replace('deck.json', 'deck.yaml')];
      return url === undefined ? undefined : fetchFile(url);
    },
  }));
}

async function fetchFile(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

function getRoot(): HTMLElement {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  return root;
}
