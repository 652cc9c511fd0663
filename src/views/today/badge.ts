interface Badged {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** What is due, on the icon of the installed app, where the platform shows such a thing. It is brought up to date while the app is open. */
export function showBadge(due: number): void {
  const badged = navigator as Badged;
  const shown = due > 0 ? badged.setAppBadge?.(due) : badged.clearAppBadge?.();
  // A platform that has it may still refuse it: the number is on the screen too.
  shown?.catch(() => undefined);
}
