export interface Watched {
  /** Milliseconds from navigation until the first question was painted. */
  firstPaint: Promise<number>;
  awaitNext(): void;
  /** Milliseconds from the key press until another question was painted. */
  next: Promise<number>;
}

/** Put into the page before anything of the app runs. */
export function watchQuestion(): void {
  // By its card: two may be asked in the same words.
  const question = () => document.querySelector<HTMLElement>('[data-testid=question]')?.dataset['card'];
  /** When what has just been drawn is on screen: the frame has begun, and the next task runs after it was painted. */
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(undefined);
      });
    });
  const changed = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['data-card'] });
    });
  const watched: Watched = {
    firstPaint: changed(() => question() !== undefined).then(painted),
    next: Promise.resolve(Number.NaN),
    awaitNext() {
      const before = question();
      let pressedAt = Number.NaN;
      addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { capture: true, once: true });
      watched.next = changed(() => question() !== undefined && question() !== before)
        .then(painted)
        .then((at) => at - pressedAt);
    },
  };
  Object.assign(globalThis, watched);
  Object.defineProperty(globalThis, 'next', { get: () => watched.next });
}
