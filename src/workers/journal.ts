import type { JournalCommit } from '#core/journal/record.ts';
import type { JournalStore, JournalSurvey } from '#storage/unite.ts';
import type { JournalReply, JournalRequest } from './journal.worker.ts';
import url from './journal.worker.ts?worker&url';
import { scriptURL } from './script-url.ts';

export type JournalState =
  | { readonly kind: 'works' }
  /** This browser has no such file system, or does not let us use it: the database alone keeps the record. */
  | { readonly kind: 'none'; readonly why: string }
  /** It worked and does no longer: what came since waits in memory and is tried again with the next command. */
  | { readonly kind: 'fails'; readonly why: string; readonly waiting: number };

export interface Journal extends JournalStore {
  state(): JournalState;
  onState(listener: (state: JournalState) => void): void;
  trim(epoch: string, upTo: number): Promise<void>;
  remove(epoch: string): Promise<void>;
  /** Lets go of this tab's file: nothing is appended any more. */
  close(): void;
}

interface Frame {
  readonly sequence: number;
  readonly text: string;
}

/** Starts the journal's worker. Never rejects: without the file system, the state says so. */
export function openJournal(tab: string): Journal {
  let state: JournalState = { kind: 'works' };
  const listeners = new Set<(state: JournalState) => void>();
  const become = (next: JournalState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  let begun: { readonly epoch: string } | undefined;
  const begin = () => ({ kind: 'begin', epoch: begun?.epoch ?? '', tab }) as const;
  const start = () =>
    startWorker((why) => {
      // Once it has worked, another one takes its place with the next request.
      if (!begun) become({ kind: 'none', why });
    });
  let worker = start();
  let isClosed = false;

  /** A worker that died, or no longer answers, gives its place to another, which goes on with this tab's file. */
  async function ask(request: JournalRequest): Promise<unknown> {
    const asked = worker;
    try {
      return await asked.ask(request);
    } catch (error) {
      if (!(error instanceof NoAnswer) || !begun || isClosed) throw error;
      if (worker === asked) {
        asked.end();
        worker = start();
        // Where this fails, what is asked next fails as well, and says why.
        worker.ask(begin()).catch(() => undefined);
      }
      return worker.ask(request);
    }
  }

  function endWorker(): void {
    isClosed = true;
    worker.end();
  }

  /** What could not be written; the next command tries it again. */
  let failed: Frame[] = [];
  const underWay = new Set<Promise<void>>();

  async function append(commit: JournalCommit, inDatabase: PromiseLike<unknown> = Promise.resolve()): Promise<void> {
    if (state.kind === 'none') return;
    const frames = [...failed, { sequence: commit.sequence, text: JSON.stringify(commit) }];
    failed = [];
    try {
      while (frames.length > 0) {
        await ask({ kind: 'append', ...frames[0]! });
        frames.shift();
      }
      if (state.kind !== 'works') become({ kind: 'works' });
    } catch (error) {
      failed = [...frames, ...failed];
      // Once the database has it, the answer stands, and the learner is told that it is in one place only.
      void inDatabase.then(
        () => failed.length > 0 && become({ kind: 'fails', why: reasonOf(error), waiting: failed.length }),
        () => undefined,
      );
    }
  }

  async function retract({ sequence }: JournalCommit): Promise<void> {
    // Its own append is among them.
    await Promise.all(underWay);
    failed = failed.filter((frame) => frame.sequence !== sequence);
    try {
      await ask({ kind: 'retract', sequence });
    } catch (error) {
      if (state.kind !== 'none') become({ kind: 'fails', why: reasonOf(error), waiting: failed.length });
    }
  }

  /** A command that the closed database refuses is still taken back. */
  async function settled(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  function follow(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  return {
    state: () => state,
    onState: (listener) => void listeners.add(listener),
    async begin(epoch) {
      try {
        await worker.ask({ kind: 'begin', epoch, tab });
        begun = { epoch };
      } catch (error) {
        become({ kind: 'none', why: reasonOf(error) });
      }
    },
    append: (commit, inDatabase) => follow(append(commit, inDatabase)),
    retract: (commit) => follow(retract(commit)),
    async survey() {
      try {
        return (await ask({ kind: 'survey' })) as JournalSurvey[];
      } catch (error) {
        if (begun) throw error;
        become({ kind: 'none', why: reasonOf(error) });
        return undefined;
      }
    },
    since: (epoch, sequence) => ask({ kind: 'since', epoch, sequence }) as Promise<JournalCommit[]>,
    trim: (epoch, upTo) => ask({ kind: 'trim', epoch, upTo }) as Promise<undefined>,
    remove: (epoch) => ask({ kind: 'remove', epoch }) as Promise<undefined>,
    async stage(epoch) {
      const { stageNewest } = await import('./backup.ts');
      return stageNewest(epoch);
    },
    close() {
      become({ kind: 'none', why: 'closed' });
      void settled().then(endWorker);
    },
  };
}

/** A worker that does not answer must not hold up the next card for ever; twice this long is less than a command's own deadline. */
const writeDeadlineMs = 4_500;
/** A long journal takes its time to be read. */
const readDeadlineMs = 8_000;

/** It is dead, or silent. */
class NoAnswer extends Error {}

interface JournalWorker {
  ask(request: JournalRequest): Promise<unknown>;
  end(): void;
}

function startWorker(onDead: (why: string) => void): JournalWorker {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let next = 0;
  let dead: NoAnswer | undefined;
  worker.addEventListener('message', ({ data: { id, value, error } }: MessageEvent<JournalReply>) => {
    const request = open.get(id);
    open.delete(id);
    if (error) request?.reject(Object.assign(new Error(error.message), { name: error.name }));
    else request?.resolve(value);
  });
  worker.addEventListener('error', ({ message }) => {
    dead = new NoAnswer(`the journal stopped: ${message}`);
    onDead(dead.message);
    for (const { reject } of open.values()) reject(dead);
    open.clear();
  });
  const ask = (request: JournalRequest) =>
    new Promise<unknown>((resolve, reject) => {
      if (dead) return reject(dead);
      const id = next++;
      const timer = setTimeout(() => {
        open.delete(id);
        reject(new NoAnswer('the journal does not answer'));
      }, deadlineOf(request));
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          clearTimeout(timer);
          settle(value);
        };
      open.set(id, { resolve: settled(resolve), reject: settled(reject) });
      worker.postMessage({ id, request });
    });
  const end = () => {
    dead ??= new NoAnswer('the journal was closed');
    worker.terminate();
    // Others of its requests go to the next one, too.
    for (const { reject } of open.values()) reject(dead);
    open.clear();
  };
  return { ask, end };
}

function deadlineOf({ kind }: JournalRequest): number {
  return kind === 'survey' || kind === 'since' ? readDeadlineMs : writeDeadlineMs;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
