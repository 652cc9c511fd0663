import type { Atlas, AtlasSource } from '#core/atlas/atlas.ts';
import type { CategoryId, DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import type { ExamOutlook } from '#storage/queries/exam-outlook.ts';
import { countStrength } from './figures.ts';
import { scriptURL } from './script-url.ts';
import url from './walk.worker.ts?worker&url';
import type { WalkReply, WalkRequest } from './walk.worker.ts';

interface Waiting {
  readonly resolve: (value: WalkReply & { kind: 'value' }) => void;
  readonly reject: (error: Error) => void;
}

export const walkStrength = countStrength;

type Asked = WalkRequest extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let next = 0;

/** What the days until the exam bring. */
export async function walkOutlook(moment: Moment, options: Options): Promise<ExamOutlook | undefined> {
  return (await ask({ kind: 'outlook', moment, options })) as ExamOutlook | undefined;
}

/** The map of a deck, or of one of its islands; with an aspect, laid for a frame. */
export async function readAtlas(deck: DeckId, only?: CategoryId, aspect?: number): Promise<Atlas | undefined> {
  const wanted = { deck, ...(only !== undefined && { only }), ...(aspect !== undefined && { aspect }) };
  return (await ask({ kind: 'atlas', ...wanted })) as Atlas | undefined;
}

/** The map of a deck that is only offered. */
export async function drawOutline(source: AtlasSource): Promise<Atlas> {
  return (await ask({ kind: 'outline', source })) as Atlas;
}

/** One worker for all, since it brings the database with it. */
async function ask(asked: Asked): Promise<unknown> {
  worker ??= start();
  const id = next++;
  try {
    const { value } = await new Promise<WalkReply & { kind: 'value' }>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker?.postMessage({ ...asked, id });
    });
    return value;
  } finally {
    waiting.delete(id);
  }
}

function start(): Worker {
  const started = new Worker(scriptURL(url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<WalkReply>) => {
    if (data.kind === 'value') waiting.get(data.id)?.resolve(data);
    else waiting.get(data.id)?.reject(new Error(data.message));
  });
  started.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the walk stopped: ${message}`));
    worker?.terminate();
    worker = undefined;
  });
  return started;
}
