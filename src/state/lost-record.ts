import type { Services } from './services.ts';

// Where the browser cleared the databases and the files, a mark in its cache may be left that there was something.

const cacheName = 'cardwright-record';
const address = './record';

export async function markRecord(): Promise<void> {
  await (await globalThis.caches?.open(cacheName).catch(() => undefined))?.put(address, new Response('there'));
}

/** `lost`: there was a record here, and nothing of it is left. `maybe`: the installed app was opened and has nothing. */
export async function findLoss(services: Services): Promise<'lost' | 'maybe' | 'none'> {
  const marked = await globalThis.caches?.match(address, { cacheName }).catch(() => undefined);
  if (marked !== undefined) {
    // Whoever took their last deck away has lost nothing.
    const answers = await (await services.storage()).db.log.limit(1).count();
    return answers === 0 ? 'lost' : 'none';
  }
  // As the manifest starts it. Installed before anything was studied, it is empty by right.
  return new URLSearchParams(location.search).get('source') === 'app' ? 'maybe' : 'none';
}
