import { openIfKept } from '#storage/backup/staged.ts';
import { rememberQuestions, type QuestionsReply, type QuestionsRequest } from '#storage/deck-questions.ts';

// Composes quizzes and exams off the main thread. It reads the learner's tables and writes only the one that holds what is
// derived.

export interface QuestionsAsked {
  readonly id: number;
  readonly request: QuestionsRequest;
}

export type QuestionsTold =
  | { readonly id: number; readonly kind: 'value'; readonly value: QuestionsReply }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<QuestionsAsked>) => void): void;
  postMessage(told: QuestionsTold): void;
}
const worker = globalThis as unknown as Worker;

const questions = rememberQuestions();
/** One after the other: each finds the bank that the one before made. */
let turn: Promise<void> = Promise.resolve();

let asked = 0;

worker.addEventListener('message', ({ data }) => {
  asked += 1;
  turn = turn.then(() => answer(data)).finally(goAhead);
});

/** One question at a time, so that whoever asks for something does not wait for all of them. */
function goAhead(): void {
  const before = asked;
  setTimeout(() => {
    if (asked === before && questions.goAhead()) goAhead();
  });
}

async function answer({ id, request }: QuestionsAsked): Promise<void> {
  try {
    const known = questions.serveKnown(request);
    if (known !== undefined) {
      worker.postMessage({ id, kind: 'value', value: known });
      return;
    }
    // Open only while it is needed: nobody who puts another database in its place has to wait.
    const own = await openIfKept();
    try {
      worker.postMessage({ id, kind: 'value', value: own && (await questions.serve(own, request)) });
    } finally {
      own?.close();
    }
  } catch (error) {
    worker.postMessage({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
