import type { StorageErrorCode } from '#state/trouble.ts';

/** What could not be written, and what to do about it. */
export const unsavedWords = {
  title: 'Your last answer is not saved',
  why: {
    quota: 'The disk is full. Free some space, then save again.',
    closed: 'This tab has lost its database. Reload the page, then answer again.',
    timeout: 'The database did not answer in time. Close other tabs of Cardwright, then save again.',
    unavailable: 'The browser refused to store it. Allow this site to store data, then save again.',
    blocked: 'Another tab blocks the database. Close it, then save again.',
    newer: 'A newer version of Cardwright has this database. Reload the page, then answer again.',
    gone: 'The card is no longer in your deck: it was taken out in another tab. Reload the page.',
    unknown: 'The browser reported an error. Save again; if it stays so, reload the page.',
  } satisfies Record<StorageErrorCode, string>,
  safe: 'The card waits here, and all earlier answers are safe.',
  again: 'Save again',
  reload: 'Reload the page',
} as const;
