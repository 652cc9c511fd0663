/** Tabs that hold this lock shared are in a session; a new version takes over only while it can be held alone. */
export const sessionLock = 'cardwright-session';

/** Takes the lock and gives the function that lets it go. */
export function holdSession(): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Without Web Locks (an insecure host) there is no service worker either, so nothing to hold off.
  void navigator.locks?.request(sessionLock, { mode: 'shared' }, () => held);
  return release;
}
