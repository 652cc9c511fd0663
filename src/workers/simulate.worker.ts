import { simulateWorkload, sufficiencyOf } from '#core/scheduling/workload.ts';
import type { Sufficiency, Workload, WorkloadInput } from '#core/scheduling/workload.ts';

// Lives through the coming days off the main thread: seconds for a large collection and many retentions.

export interface SimulateRequest {
  readonly input: WorkloadInput;
  readonly retentions: readonly number[];
}

/** What the page hears. */
export interface Simulated {
  /** In the order of the retentions asked for. */
  readonly workloads: readonly Workload[];
  /** Absent where no exam asks. */
  readonly sufficiency?: Sufficiency;
}

/** What this file needs of DedicatedWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  addEventListener(type: 'message', listener: (event: MessageEvent<SimulateRequest>) => void): void;
  postMessage(simulated: Simulated): void;
}
const worker = globalThis as unknown as Worker;

worker.addEventListener('message', ({ data: { input, retentions } }) => {
  const workloads = retentions.map((retention) => simulateWorkload(input, retention));
  const sufficiency = sufficiencyOf(input);
  worker.postMessage({ workloads, ...(sufficiency && { sufficiency }) });
});
