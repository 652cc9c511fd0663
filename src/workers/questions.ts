import type { QuestionsReply } from '#storage/deck-questions.ts';
import { questionsBy } from '#storage/questions.ts';
import url from './questions.worker.ts?worker&url';
import type { QuestionsAsked, QuestionsTold } from './questions.worker.ts';
import { scriptURL } from './script-url.ts';

interface Waiting {
  readonly resolve: (value: QuestionsReply) => void;
  readonly reject: (error: Error) => void;
}

/** It holds all that a deck can be asked, so it ends when nobody has asked for this long. */
const idleMs = 5 * 60_000;

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let next = 0;

/** Found and composed off the main thread. */
export const questions = questionsBy(async (request) => {
  clearTimeout(timer);
  worker ??= start();
  const id = next++;
  try {
    return await new Promise<QuestionsReply>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker?.postMessage({ id, request } satisfies QuestionsAsked);
    });
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) timer = setTimeout(end, idleMs);
  }
});

function start(): Worker {
  const started = new Worker(scriptURL(url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<QuestionsTold>) => {
    if (data.kind === 'value') waiting.get(data.id)?.resolve(data.value);
    else waiting.get(data.id)?.reject(new Error(data.message));
  });
  started.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`the questions stopped: ${message}`));
    end();
  });
  return started;
}

function end(): void {
  worker?.terminate();
  worker = undefined;
}
