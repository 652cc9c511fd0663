export interface Phases {
  /** Milliseconds from the key of a rating. Absent where it did not come. */
  readonly begun?: number;
  readonly inDatabase?: number;
  readonly inJournal?: number;
  readonly drawn?: number;
}

export interface PhasesWatched {
  readonly phases: Phases;
  /** Milliseconds until one small row was written by itself, in a database of its own. */
  timePut(durability: IDBTransactionDurability): Promise<number>;
}

/** Put into the page before anything of the app runs: what happens between the key of a rating and the next card. */
export function watchPhases(): void {
  let pressedAt = Number.NaN;
  let phases: Record<string, number> = {};
  const note = (name: keyof Phases) => (phases[name] ??= performance.now() - pressedAt);
  const card = () => document.querySelector<HTMLElement>('[data-testid=question]')?.dataset['card'];
  addEventListener(
    'keydown',
    ({ timeStamp, key }) => {
      if (key !== '3') return;
      pressedAt = timeStamp;
      phases = {};
      const before = card();
      const observer = new MutationObserver(() => {
        if (card() === before) return;
        observer.disconnect();
        note('drawn');
      });
      observer.observe(document, { childList: true, subtree: true, attributeFilter: ['data-card'] });
    },
    { capture: true },
  );
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begin(stores, mode, options) {
    const begun = transaction.call(this, stores, mode, options);
    if (mode === 'readwrite' && this.name === 'cardwright') {
      note('begun');
      begun.addEventListener('complete', () => note('inDatabase'));
    }
    return begun;
  };
  globalThis.Worker = class extends Worker {
    private appends = new Set<number>();
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
        if (data.id !== undefined && this.appends.delete(data.id)) note('inJournal');
      });
    }
    override postMessage(message: { id?: number; request?: { kind: string } }, ...others: []): void {
      if (message.request?.kind === 'append' && message.id !== undefined) this.appends.add(message.id);
      super.postMessage(message, ...others);
    }
  };
  let floor: Promise<IDBDatabase> | undefined;
  const open = () =>
    new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('floor');
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('rows'));
      request.addEventListener('success', () => resolve(request.result));
    });
  const timePut: PhasesWatched['timePut'] = async (durability) => {
    const db = await (floor ??= open());
    const from = performance.now();
    const begun = transaction.call(db, 'rows', 'readwrite', { durability });
    begun.objectStore('rows').put('x'.repeat(250), from);
    await new Promise((resolve) => {
      begun.addEventListener('complete', resolve);
    });
    return performance.now() - from;
  };
  Object.defineProperty(globalThis, 'phases', { get: () => phases });
  Object.assign(globalThis, { timePut });
}
