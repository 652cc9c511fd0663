import { scriptURL } from './script-url.ts';
import url from './simulate.worker.ts?worker&url';
import type { SimulateRequest, Simulated } from './simulate.worker.ts';

/** What the coming days would bring at each of these retentions. Each request has a worker of its own, which ends with it. */
export function simulate(request: SimulateRequest, signal: AbortSignal): Promise<Simulated> {
  const worker = new Worker(scriptURL(url), { type: 'module' });
  return new Promise<Simulated>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<Simulated>) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(`the simulation stopped: ${message}`)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
