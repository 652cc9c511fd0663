import { precacheAndRoute } from 'workbox-precaching';

/** Put in by vite.config.ts: every file of the build, with a revision where the name carries no hash. */
declare const precacheList: { url: string; revision: string | null }[];

/** What this file needs of ServiceWorkerGlobalScope, whose library cannot stand beside the DOM's. */
interface Worker {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
const worker = globalThis as unknown as Worker;

// One cache for all versions: an update fetches only what changed, and what it no longer needs goes when it takes over.
// No skipWaiting of its own: a new version waits until the last tab is closed or until it is asked.
precacheAndRoute(precacheList, { ignoreURLParametersMatching: [/./], cleanURLs: false });
// The first visit is served from here as soon as everything is in, so that a screen not yet opened works offline too.
worker.addEventListener('activate', () => void worker.clients.claim());

worker.addEventListener('message', ({ data }) => {
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'take-over') void worker.skipWaiting();
});
