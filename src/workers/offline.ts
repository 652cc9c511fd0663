import { scriptURL } from './script-url.ts';
import { sessionLock } from './session-lock.ts';

interface OfflineEvents {
  /** Everything is on this device: from now on the app starts without a network. */
  readonly onReady: () => void;
  /** A newer version is on this device and waits; `applyUpdate` takes it over. */
  readonly onUpdate: () => void;
}

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
  if (registration.waiting && registration.active) onUpdate();
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  lookAgainInLongLivedTabs(registration);
}

/** True if the waiting version took over; false if there is none or a tab is in the middle of a session. */
export async function applyUpdate(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration(document.baseURI);
  const waiting = registration?.waiting;
  if (!waiting) return false;
  // Held until the change is done, so that no session can begin in between.
  return navigator.locks.request(sessionLock, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    const changed = new Promise<void>((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
    );
    waiting.postMessage({ type: 'take-over' });
    await changed;
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

/** Browsers look for a new version on navigation only, and a study tab may stay open for weeks. */
function lookAgainInLongLivedTabs(registration: ServiceWorkerRegistration): void {
  let lastCheck = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - lastCheck < checkAgainMs) return;
    lastCheck = performance.now();
    registration.update().catch(() => undefined); // Offline: it will look again.
  });
}
