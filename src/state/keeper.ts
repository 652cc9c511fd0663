import type { KeptBackup } from '#core/backup.ts';
import { answersAtStake, isCopyDue } from '#core/copy-due.ts';
import type { Progress } from '#core/progress.ts';
import { dayMs } from '#core/time.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import type { Checked } from '#storage/backup/check.ts';
import type { RestorePreview } from '#storage/backup/preview.ts';
import type { RememberedKey } from '#storage/rows.ts';
import type { Storage } from '#storage/storage.ts';
import { askBackup } from '#workers/backup.ts';
import type { PlainFile, Restored } from '#workers/backup.worker.ts';
import type { Journal } from '#workers/journal.ts';
import { chooseFolder, canChooseFolder, describeFolder, leaveFolder, permittedFolder, writableFolder } from './backup-folder.ts';
import type { BackupFolder } from './backup-folder.ts';
import { markRecord } from './lost-record.ts';
import type { Notice } from './notices.ts';
import type { Clock } from './services.ts';

export type { Checked, KeptBackup, PlainFile, RestorePreview, Restored };

/** How what the learner has is kept, as "Your data" shows it. */
export interface Standing {
  readonly cards: number;
  readonly answers: number;
  /** Bytes; absent where the browser does not say. */
  readonly used?: number;
  readonly allowed?: number;
  /** Absent where the browser does not say. */
  readonly persistent?: boolean;
  readonly stores: Stores;
  readonly comparedAt: Instant;
  /** From the oldest to the newest. */
  readonly kept: readonly KeptBackup[];
  readonly exportedAt?: Instant;
  readonly checkedAt?: Instant;
  /** Of the learner's own, that backups are written to; `canChoose`: this browser can be given one. */
  readonly folder?: BackupFolder;
  readonly canChoose: boolean;
}

export type Stores =
  /** There is no journal in this browser. */
  | { readonly kind: 'alone' }
  | { readonly kind: 'agree'; readonly damagedPlaces: number }
  | { readonly kind: 'differ'; readonly behind: 'journal' | 'database'; readonly commands: number };

/** What takes long: tells how far it is, and is left when the signal says so, with nothing changed. */
export interface Watching {
  readonly onProgress?: Progress;
  readonly signal?: AbortSignal;
}

/** Keeps what the learner has: backups, the check, restoring, and deleting it. */
export interface Keeper {
  standing(): Promise<Standing>;
  /**
   * A session or an import has ended: a backup is made where enough has been done since the last. After the first session the
   * browser is asked not to clear what is stored. At a start a bounded part of the record is looked at; all of it, mending what
   * can be, where something is not sound. Gives what the learner is to be told.
   */
  rest(after: 'start' | 'session' | 'import'): Promise<Notice | undefined>;
  /** A folder of the learner's own, that a backup is written to at the end of a session, one a day; by a click. */
  chooseFolder(): Promise<boolean>;
  /** Writes one now, and reads it back. By a click: the browser may have to ask. */
  keepInFolder(onProgress?: Progress): Promise<void>;
  leaveFolder(): Promise<void>;
  /** Makes one at once. */
  keep(onProgress?: Progress): Promise<KeptBackup>;
  /** Everything as a file to take away, read back before it is handed over. */
  pack(watching?: Watching): Promise<Blob>;
  /** The file has been handed over. */
  packed(): Promise<void>;
  /** For other programs; none of these brings everything back. */
  exportAs(as: PlainFile, watching?: Watching): Promise<Blob>;
  /** Reads a backup, a file's or a kept one by its name, and tells what it would change. Nothing is changed yet. */
  stage(from: Blob | string, watching?: Watching): Promise<RestorePreview>;
  /** What was read is not wanted. */
  unstage(): Promise<void>;
  restore(how: 'replace' | 'merge', onProgress: Progress): Promise<Restored>;
  check(watching?: Watching): Promise<Checked>;
  /** False where something was done since the check. */
  mend(checked: Checked, onProgress?: Progress): Promise<boolean>;
  /** Databases, journal, backups, caches, storage, service worker. */
  deleteEverything(): Promise<void>;
}

/** Commands after which a backup is due: about as many answers as a session has. */
const commandsUntilBackup = 100;
const untilLookMs = 6_000;
/** Whoever studies on may come in between. */
const attempts = 3;

export function createKeeper(storage: Storage, journal: Journal, clock: Clock): Keeper {
  const now = () => clock.now().instant;
  const positionOf = async () => {
    const row = await storage.db.journal.get('position');
    if (row === undefined || !('sequence' in row)) throw new Error('the database has no position');
    return row;
  };
  const remembered = async (key: RememberedKey) => (await storage.db.settings.get(key))?.value;
  const remember = (key: RememberedKey) => storage.remember(key, String(now()));

  async function make(onProgress?: Progress): Promise<KeptBackup> {
    const kept = await askBackup({ kind: 'keep', madeAt: now() }, onProgress);
    // What a backup holds that was read back need not be in the journal as well.
    await journal.trim(kept.epoch, kept.sequence).catch(() => undefined);
    // Whoever looks at "Your data", in whatever tab, reads it anew.
    await remember('keptAt').catch(() => undefined);
    return kept;
  }

  async function check({ onProgress, signal }: Watching = {}): Promise<Checked> {
    const { epoch } = await positionOf();
    const own = (await journal.survey())?.find((each) => each.epoch === epoch);
    const commits = own === undefined ? [] : await journal.since(epoch, own.backup ?? 0);
    return askBackup({ kind: 'check', now: now(), commits }, onProgress, signal);
  }

  async function mend(checked: Checked, onProgress?: Progress): Promise<boolean> {
    try {
      return await mendAll(checked, onProgress);
    } finally {
      // The journal, which every start reads, has each row that was put right until a backup has it.
      void alone(keepIfDue).catch(() => undefined);
    }
  }

  async function mendAll(checked: Checked, onProgress?: Progress): Promise<boolean> {
    if (!(await storage.mendRecord(checked, onProgress))) return false;
    // Once every row is sound, the log can be replayed over them.
    if (checked.damage.changes.length === 0) return true;
    const again = await check();
    return again.differing.length + again.days.length === 0 || storage.mendRecord(again, onProgress);
  }

  async function keepIfDue(): Promise<void> {
    const { epoch, sequence } = await positionOf();
    if (sequence === 0) return;
    const surveys = await journal.survey();
    if (surveys === undefined) return;
    const own = surveys.find((each) => each.epoch === epoch);
    const lacks = (own?.last ?? 0) < sequence;
    if (lacks || own?.backup === undefined || sequence - own.backup >= commandsUntilBackup) await make();
  }

  async function writeTo(folder: FileSystemDirectoryHandle, onProgress?: Progress): Promise<void> {
    const name = `cardwright-${new Date(clock.now().day * dayMs).toISOString().slice(0, 10)}.backup.gz`;
    await askBackup({ kind: 'pack into', madeAt: now(), folder, name }, onProgress);
    await remember('exportedAt');
  }

  /** One a study day: the learner's folder keeps them all, and none of them is ever removed. */
  async function keepInFolderIfDue(): Promise<void> {
    const folder = await writableFolder(storage);
    if (folder === undefined || (await storage.db.log.limit(1).count()) === 0) return;
    const last = Number((await remembered('exportedAt')) ?? 0);
    if (Math.abs(now() - last) >= dayMs / 2) await writeTo(folder);
  }

  async function remindIfDue(): Promise<boolean> {
    const { day } = clock.now();
    const [exportedAt, remindedAt, persistent] = await Promise.all([
      remembered('exportedAt'),
      remembered('remindedAt'),
      navigator.storage?.persisted?.().catch(() => undefined),
    ]);
    const from = exportedAt === undefined ? 0 : day - Math.floor((now() - Number(exportedAt)) / dayMs);
    const answersSince = await storage.db.log
      .where('day')
      .aboveOrEqual(from as StudyDay)
      .limit(answersAtStake)
      .count();
    const due = isCopyDue({
      answersSince,
      now: now(),
      ...(persistent !== undefined && { persistent }),
      ...(exportedAt !== undefined && { exportedAt: Number(exportedAt) as Instant }),
      ...(remindedAt !== undefined && { remindedAt: Number(remindedAt) as Instant }),
    });
    if (due) await remember('remindedAt');
    return due;
  }

  async function lookAfterRecord(): Promise<Notice | undefined> {
    if ((await storage.db.log.limit(1).count()) > 0) await markRecord();
    const isSound = await askBackup({ kind: 'look', moment: clock.now() });
    performance.mark('record looked at');
    return isSound ? undefined : checkAndMend();
  }

  async function checkAndMend(): Promise<Notice | undefined> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const checked = await check();
      const { damages } = checked.damage;
      const rows = damages.length + checked.differing.length + checked.days.length;
      if (rows === 0) return undefined;
      if (await mend(checked))
        return { kind: 'record-mended', rows, aside: damages.filter(({ becomes }) => becomes === 'aside').length };
    }
    return undefined;
  }

  async function askToPersist(): Promise<void> {
    const answered = await storage.db.log.limit(1).count();
    if (answered === 0 || (await remembered('persistAsked')) !== undefined) return;
    await navigator.storage?.persist?.().catch(() => false);
    await storage.remember('persistAsked', 'yes');
  }

  async function rest(after: 'start' | 'session' | 'import'): Promise<Notice | undefined> {
    if (after === 'start') {
      // Long after the first card, and quietly: what fails here is looked at again at the next start.
      await new Promise((resolve) => setTimeout(resolve, untilLookMs));
      const notice = await lookAfterRecord().catch(() => undefined);
      performance.mark('record looked after');
      return notice;
    }
    if (after === 'session') {
      await askToPersist();
      await markRecord();
    }
    await alone(keepIfDue);
    await alone(keepInFolderIfDue);
    return after === 'session' && (await remindIfDue()) ? { kind: 'copy-due' } : undefined;
  }

  /** The learner is deleting all this: whatever was under way finds nothing any more, which is no fault. */
  let isDeleted = false;

  return {
    keep: (onProgress) => alone(() => make(onProgress)),
    async standing() {
      const { epoch, sequence } = await positionOf();
      const [cards, archived, answers, surveys, kept, estimate, persistent, exportedAt, checkedAt, folder] = await Promise.all([
        storage.db.schedules.count(),
        storage.db.schedules.filter((row) => row.archived === true).count(),
        storage.db.log.count(),
        journal.survey(),
        askBackup({ kind: 'list' }).catch(() => []),
        estimateOf(),
        navigator.storage?.persisted?.().catch(() => undefined),
        remembered('exportedAt'),
        remembered('checkedAt'),
        describeFolder(storage),
      ]);
      const own = surveys?.find((each) => each.epoch === epoch);
      const last = own?.last ?? 0;
      const stores: Stores =
        surveys === undefined
          ? { kind: 'alone' }
          : last === sequence
            ? { kind: 'agree', damagedPlaces: own?.damagedPlaces ?? 0 }
            : { kind: 'differ', behind: last < sequence ? 'journal' : 'database', commands: Math.abs(sequence - last) };
      return {
        cards: cards - archived,
        answers,
        ...estimate,
        ...(persistent !== undefined && { persistent }),
        stores,
        comparedAt: now(),
        kept,
        canChoose: canChooseFolder(),
        ...(folder && { folder }),
        ...(exportedAt !== undefined && { exportedAt: Number(exportedAt) as Instant }),
        ...(checkedAt !== undefined && { checkedAt: Number(checkedAt) as Instant }),
      };
    },
    rest: (after) =>
      rest(after).catch((error: unknown) => {
        if (!isDeleted) throw error;
        return undefined;
      }),
    chooseFolder: () => chooseFolder(storage),
    async keepInFolder(onProgress) {
      const folder = await permittedFolder(storage);
      await alone(() => writeTo(folder, onProgress));
    },
    leaveFolder: () => leaveFolder(storage),
    pack: ({ onProgress, signal } = {}) => askBackup({ kind: 'pack', madeAt: now() }, onProgress, signal),
    exportAs: (as, { onProgress, signal } = {}) => askBackup({ kind: 'export', as }, onProgress, signal),
    packed: () => remember('exportedAt'),
    async stage(from, { onProgress, signal } = {}) {
      try {
        return await askBackup({ kind: 'stage', from }, onProgress, signal);
      } catch (error) {
        await unstage().catch(() => undefined);
        throw error;
      }
    },
    unstage,
    async restore(how, onProgress) {
      const restored = await askBackup({ kind: 'restore', how, moment: clock.now() }, onProgress);
      // This page opened another database than the one that is there now.
      if (restored.kind === 'restored') storage.close();
      return restored;
    },
    async check(watching) {
      // Before it: what is done after a check lets nothing be mended by it.
      await remember('checkedAt');
      return check(watching);
    },
    mend,
    async deleteEverything() {
      isDeleted = true;
      storage.close();
      journal.close();
      // A backup that is being made would put its folder back.
      await alone(emptyAll);
    },
  };
}

async function unstage(): Promise<void> {
  await askBackup({ kind: 'unstage' });
}

/** One tab at a time, and one after the other: two backups of one state would push out an older one. */
function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request('cardwright-backup', work);
}

async function emptyAll(): Promise<void> {
  await Promise.all((await navigator.serviceWorker?.getRegistrations())?.map((one) => one.unregister()) ?? []);
  const { deleteDatabases } = await import('#storage/delete-all.ts');
  await deleteDatabases();
  await emptyFiles();
  for (const name of (await globalThis.caches?.keys()) ?? []) await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
}

async function estimateOf(): Promise<Pick<Standing, 'used' | 'allowed'>> {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return { ...(usage !== undefined && { used: usage }), ...(quota !== undefined && { allowed: quota }) };
}

/** Another tab lets go of its journal once it has heard that its database is gone. */
async function emptyFiles(): Promise<void> {
  const root = await navigator.storage?.getDirectory?.().catch(() => undefined);
  if (root === undefined) return;
  for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await root.removeEntry(name, { recursive: true });
        break;
      } catch (error) {
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}
