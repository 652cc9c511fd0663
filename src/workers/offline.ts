import { scriptURL } from './script-url.ts';
import { sessionLock } from './session-lock.ts';

interface OfflineEvents {
  /** Everything is on this device: from now on the app starts without a network. */
  readonly onReady: () => void;
  /** A newer version is on this device and waits; `applyUpdate` takes it over. */
  readonly onUpdate: () => void;
}

const askAgainMs = 1_000;
const checkAgainMs = 60 * 60_000;

/** Call it when the first card is there: precaching everything else must not compete with it. */
export function registerOffline({ onReady, onUpdate }: OfflineEvents): void {
  // Absent on an insecure host and in some private windows: the app then works as long as its host does.
  if (!('serviceWorker' in navigator)) return;
  reloadWhenTakenOver();
  void register(onUpdate).catch((error: unknown) => console.info('Not kept for offline use.', error));
  void navigator.serviceWorker.ready.then(onReady);
}

async function register(onUpdate: () => void): Promise<void> {
  const registration = await navigator.serviceWorker.register(scriptURL(new URL('sw.js', document.baseURI).href), {
    updateViaCache: 'none',
  });
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      // The very first version has nobody to take over from; `ready` tells of it.
      if (worker.state === 'installed' && registration.active) onUpdate();
    });
  if ((registration.waiting && registration.active) || (await isOutdated())) onUpdate();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  lookAgainInLongLivedTabs(registration);
}

/** True if the newer version starts now; false if a tab is in the middle of a session. */
export async function applyUpdate(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration(document.baseURI);
  const waiting = registration?.waiting;
  // Held until the change is done, so that no session can begin in between.
  return navigator.locks.request(sessionLock, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    if (!waiting) {
      location.reload();
      return true;
    }
    const changed = new Promise<void>((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
    );
    // Chromium now and then loses the wish while the old version still has work (1 of 8 here); asked again, it is granted.
    const ask = () => waiting.postMessage({ type: 'take-over' });
    const again = setInterval(ask, askAgainMs);
    ask();
    await changed;
    clearInterval(again);
    return true;
  });
}

/**
 * Every tab, the one that asked included. The chunks that this page would still load are gone with the old version.
 * A page that had no controller only got its first one, with the version that it runs.
 */
function reloadWhenTakenOver(): void {
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) void navigator.locks.request(sessionLock, () => location.reload());
    controlled = true;
  });
}

/**
 * This page may run another version than the one that is kept here: it took over before anyone listened, or the host changed
 * between the page and its service worker. Its chunks may be gone.
 */
async function isOutdated(): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>('script[type=module]')?.getAttribute('src');
  if (!entry || !navigator.serviceWorker.controller) return false;
  const kept = await fetch(new URL('index.html', document.baseURI));
  return kept.ok && !(await kept.text()).includes(entry);
}

/** Browsers look for a new version on navigation only, and a study tab may stay open for weeks. */
function lookAgainInLongLivedTabs(registration: ServiceWorkerRegistration): void {
  let lastCheck = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - lastCheck < checkAgainMs) return;
    lastCheck = performance.now();
    registration.update().catch(() => undefined); // Offline: it will look again.
  });
}
