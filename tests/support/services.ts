import { drawAtlas } from '#core/atlas/draw.ts';
import { explainNotes, isOfOneEach, planNotebook } from '#core/decks/plan-files.ts';
import { previewRatings } from '#core/scheduling/review.ts';
import { memoriesUnder } from '#storage/queries/memories-under.ts';
import { simulateWorkload } from '#core/scheduling/workload.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { Moment } from '#core/time.ts';
import { createLinkedFolder, keepIn } from '#state/linked-folder.ts';
import type { Services, TabMessage } from '#state/services.ts';
import { rememberQuestions } from '#storage/deck-questions.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { keptAtlas } from '#storage/kept-atlas.ts';
import { examOutlook } from '#storage/queries/exam-outlook.ts';
import { questionsBy } from '#storage/questions.ts';
import { strength } from '#tests/support/strength.ts';
import type { Storage } from '#storage/storage.ts';
import { aMoment, later } from './moments.ts';
import { aStorage, anOrigin } from './storage.ts';

/** Tabs that hear each other, as a browser's do: every one but the one that speaks. */
export function aChannel(): () => Services['tabs'] {
  const ears = new Map<object, Set<(message: TabMessage) => void>>();
  return () => {
    const tab = {};
    const own = new Set<(message: TabMessage) => void>();
    ears.set(tab, own);
    return {
      announce(message) {
        for (const [other, hears] of ears) if (other !== tab) for (const hear of hears) hear(message);
      },
      listen(hear) {
        own.add(hear);
        return () => own.delete(hear);
      },
    };
  };
}

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

interface ServicesFields {
  readonly origin?: IDBFactory;
  readonly tabs?: Services['tabs'];
  /** Changes what the opened storage does, to break it. */
  readonly storage?: (storage: Storage) => Storage;
}

/** Services on a real database in memory, with a clock that stands until it is moved. */
export function aServices({ origin = anOrigin(), tabs = aChannel()(), storage = (opened) => opened }: ServicesFields = {}) {
  let moment = aMoment();
  let ticks = 0;
  let opened: Promise<Storage> | undefined;
  let folder: ReturnType<Services['linkedFolder']> | undefined;
  const asked = rememberQuestions();
  const open = () => (opened ??= aStorage(origin).then(storage));
  const services: Services = {
    clock: { now: () => moment, ticks: () => ticks },
    seed: () => 1,
    look: async () => {
      const look = await takeFirstLook(() => moment, origin);
      if (look.kind === 'outdated') throw new Error('the database is outdated');
      return look;
    },
    painted: () => undefined,
    storage: open,
    scheduling: async () => ({ previewRatings, recallNow }),
    compileNotes: async (notebooks, onProgress) =>
      notebooks.map((notebook, index) => {
        onProgress(index + 1);
        return planNotebook(notebook, decode);
      }),
    explainNotes: async (notes) => explainNotes(notes),
    isOfOneEach: async (files) => isOfOneEach(files, decode),
    simulate: async ({ input, retentions }) => ({ workloads: retentions.map((each) => simulateWorkload(input, each)) }),
    memoriesUnder: async ({ weights, whose }, onProgress) => memoriesUnder((await open()).db, weights, whose, onProgress),
    walk: async () => ({
      drawOutline: async (source) => drawAtlas(source),
      walkStrength: async (at, options) => strength((await open()).db, at, options),
      walkOutlook: async (at, options) => examOutlook((await open()).db, at, options),
      readAtlas: async (deck, only, aspect) => keptAtlas((await open()).db, deck, only, aspect),
    }),
    questions: async () => questionsBy(async (request) => asked.serve((await open()).db, request)),
    shippedDecks: [],
    linkedFolder: () => (folder ??= createLinkedFolder(keepIn(open))),
    tabs,
    holdSession: () => () => undefined,
    keeper: async () => {
      throw new Error('nothing is kept in memory');
    },
    rescue: async () => ({ file: new Blob(), unread: [] }),
  };
  return {
    services,
    pass(minutes: number) {
      moment = later(moment, minutes);
      ticks += minutes * 60_000;
    },
    now: (): Moment => moment,
  };
}
