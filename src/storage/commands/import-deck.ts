import type { Deck } from '#core/decks/deck.ts';
import type { Deed } from '#core/deed.ts';
import type { PlannedPicture } from '#core/media.ts';
import { planImport } from '#core/decks/plan.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { DeckId } from '#core/ids.ts';
import type { Instant, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { readKnown } from '../queries/known-notebook.ts';
import { entityRow, notebookRow, revisionOf, withPictures } from '../rows.ts';
import type { ImportRow, UndoRow, UndoStep } from '../rows.ts';
import type { ImportUndone, Imported } from '../storage.ts';
import { putMedia, sweepMedia } from './put-media.ts';
import { putDeck, readRows, withRevision } from './put-deck.ts';
import type { DeckRows } from './put-deck.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** Does what plans show, with what it takes to undo them; or nothing of all of it, if one of the notebooks has moved since. */
export function applyImports(writing: Writing, plans: readonly ImportPlan[], moment: Moment): Promise<Imported> {
  const { db } = writing;
  return inTransaction(lasting(writing, plans.length), [...tablesOf(db), db.undo], async () => {
    const decks = plans.map(({ deck }) => deck);
    const there = await db.notebooks.bulkGet(decks);
    for (const [index, { baseRevision }] of plans.entries()) {
      const notebook = there[index];
      const revision = notebook && revisionOf(notebook);
      if (revision !== baseRevision) return { kind: 'refused', ...(revision === undefined ? {} : { revision }) };
    }
    // Nothing that was taken back can be done again after this, so its notes and pictures need not stay.
    await db.imports.filter(({ undone }) => undone === true).delete();
    await inTurn(plans, (plan) => apply(db, plan, moment));
    await recordDeed(writing, { kind: 'import', decks }, stepsOf(decks, moment.instant));
    return { kind: 'imported' };
  });
}

/** One after the other, by `then`: a native await between two of them would lose the transaction. */
function inTurn<One>(ones: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  return ones.reduce((before, one) => before.then(() => work(one)), Promise.resolve());
}

/** A thousand notebooks may take a thousand times as long as one. */
function lasting(writing: Writing, notebooks: number): Writing {
  return { ...writing, deadlineMs: writing.deadlineMs * Math.max(1, notebooks) };
}

/** A deck that comes with the app, planned and applied in one. */
export function installDeck(
  writing: Writing,
  deck: Deck,
  notesText: string,
  moment: Moment,
  pictures: readonly PlannedPicture[] = [],
): Promise<void> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const known = await readKnown(db, deck.id);
    const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
    const plan = planImport(known?.deck, { deck, diagnostics: [] }, { notesText, ...base });
    await apply(db, { ...plan, pictures }, moment);
  });
}

/**
 * Puts back the decks that were there before their last imports; nothing of all of it, where one cannot be. What was
 * answered since stays in the log and in the schedules. `made` names the imports that are meant: a later one is another.
 */
export function undoImports(
  writing: Writing,
  decks: readonly DeckId[],
  { instant }: Moment,
  made?: Instant,
): Promise<ImportUndone> {
  const { db } = writing;
  return inTransaction(lasting(writing, decks.length), [...tablesOf(db), db.undo], async () => {
    const lasts = (await db.imports.bulkGet([...decks])).flatMap((last) => (last === undefined || last.undone ? [] : [last]));
    const there = (await db.notebooks.bulkGet([...decks])).filter((notebook) => notebook !== undefined);
    if (lasts.length < decks.length || there.length < decks.length) return { kind: 'nothing' };
    if (made !== undefined && lasts.some(({ at }) => at !== made)) return { kind: 'nothing' };
    const mayAgain = await markUndone(writing, { kind: 'import', decks });
    // Last applied, first taken back.
    await inTurn(lasts.toReversed(), async (last) => takeBack(db, last, await readRows(db, last.id), instant, mayAgain));
    return { kind: 'undone' };
  });
}

export function stepsOf(decks: readonly DeckId[], at: Instant): UndoStep[] {
  return decks.map((deck) => ({ kind: 'deck', deck, at }));
}

/** The deed of these very decks is taken back, so that it can be done again; false where it is not among the deeds. */
export async function markUndone({ db, undoing }: Writing, { kind, decks }: DeckDeed): Promise<boolean> {
  const isIt = ({ deed, undone }: UndoRow) => deed.kind === kind && undone === undefined && String(deed.decks) === String(decks);
  const row = (await db.undo.toArray()).findLast(isIt);
  if (row === undefined) return false;
  await db.undo.put({ ...row, undone: true });
  undoing.mayRedo = true;
  return true;
}

type DeckDeed = Extract<Deed, { readonly kind: 'import' | 'remove' }>;

/** What was there before an import or a removal is there again; what it had brought is kept where it may be done again. */
export async function takeBack(
  db: CardwrightDatabase,
  last: ImportRow,
  now: DeckRows | undefined,
  instant: Instant,
  mayAgain: boolean,
): Promise<void> {
  const before = last.before && withRevision(last.before, nextRevision(now, last));
  await putDeck(db, last.id, now, before, { instant, undoing: true });
  await (mayAgain ? db.imports.put({ ...keptOf(last, now), undone: true }) : db.imports.delete(last.id));
  await sweepMedia(db);
}

/** An import or a removal that was taken back is done once more. */
export async function doAgain(
  db: CardwrightDatabase,
  last: ImportRow,
  now: DeckRows | undefined,
  instant: Instant,
): Promise<void> {
  const after = last.before && withRevision(last.before, nextRevision(now, last));
  await putDeck(db, last.id, now, after, { instant, undoing: false });
  await db.imports.put(keptOf(last, now));
  await sweepMedia(db);
}

function keptOf({ id, at }: ImportRow, rows: DeckRows | undefined): ImportRow {
  const mediaIds = rows?.notebook?.mediaIds;
  return { id, at, ...(rows && { before: rows }), ...(mediaIds && { mediaIds }) };
}

/** A revision is never used twice: a plan that was made before an undo or a removal must not fit what comes after it. */
function nextRevision(now: DeckRows | undefined, last: ImportRow | undefined): number {
  return Math.max(...[now, last?.before].map((rows) => (rows?.notebook === undefined ? 0 : revisionOf(rows.notebook)))) + 1;
}

async function apply(db: CardwrightDatabase, plan: ImportPlan, { instant }: Moment): Promise<void> {
  const { deck: id, after, archived, notesText } = plan;
  const before = await readRows(db, id);
  const revision = nextRevision(before, await db.imports.get(id));
  const curationText = plan.curationText ?? before?.notebook?.curationText;
  const { pictures = [] } = plan;
  const notebook = withPictures(
    { ...notebookRow(after, notesText, instant), revision, ...(curationText === undefined ? {} : { curationText }) },
    pictures,
  );
  const entities = after.entities.map((entity) => entityRow(entity, after));
  await putDeck(db, id, before, { notebook, entities, archive: archived }, { instant, undoing: false });
  const mediaIds = before?.notebook?.mediaIds;
  await db.imports.put({ id, at: instant, ...(before && { before }), ...(mediaIds && { mediaIds }) });
  await putMedia(db, pictures);
  await sweepMedia(db);
}

function tablesOf(db: CardwrightDatabase) {
  return [db.notebooks, db.entities, db.archive, db.imports, db.media, db.overlays, db.schedules, db.days];
}
