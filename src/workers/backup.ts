import type { Progress } from '#core/progress.ts';
import url from './backup.worker.ts?worker&url';
import type { BackupReply, BackupRequest, BackupValues } from './backup.worker.ts';
import { scriptURL } from './script-url.ts';

/** What became of a request that failed. */
export class BackupFailed extends Error {
  /** What is wrong with the file, and in which line, where that is it. */
  readonly fault: string | undefined;
  readonly line: number | undefined;
  constructor({ name, message, fault, line }: Extract<BackupReply, { kind: 'failed' }>) {
    super(message);
    this.name = name;
    this.fault = fault;
    this.line = line;
  }
}

/** Each request has a worker of its own, which ends with it; when the signal says so, at once. */
export function askBackup<Kind extends keyof BackupValues>(
  request: Extract<BackupRequest, { readonly kind: Kind }>,
  onProgress: Progress = () => undefined,
  signal?: AbortSignal,
): Promise<BackupValues[Kind]> {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  return new Promise<BackupValues[Kind]>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<BackupReply>) => {
      if (data.kind === 'progress') onProgress(data.done, data.of);
      else if (data.kind === 'value') resolve(data.value as BackupValues[Kind]);
      else reject(new BackupFailed(data));
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(`the backup stopped: ${message}`)));
    signal?.addEventListener('abort', () => reject(signal.reason as Error));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

export function stageNewest(epoch: string): Promise<number | undefined> {
  return askBackup({ kind: 'stage newest', epoch });
}
