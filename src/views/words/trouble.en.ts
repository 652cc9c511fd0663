import type { StorageErrorCode } from '#state/trouble.ts';

/** Words of what could not go on. */
export const troubleWords = {
  title: 'Trouble',
  heads: {
    unavailable: 'This browser does not let Cardwright keep anything',
    blocked: 'Another tab holds an older version open',
    newer: 'This page is older than your data',
    quota: 'The disk is full',
    closed: 'The database was closed',
    timeout: 'The database does not answer',
    gone: 'This card is no longer in your deck',
    unknown: 'Your cards cannot be opened',
  } satisfies Record<StorageErrorCode, string>,
  helps: {
    unavailable:
      'A private window, or a setting that blocks site data, keeps the cards from being stored. Open Cardwright in an ordinary window and allow it to store data on this device.',
    blocked: 'Close every other tab of Cardwright, then try again. Nothing is lost meanwhile.',
    newer: 'A newer version of Cardwright has already been used here. Reload the page to get it; your cards wait as they are.',
    quota: 'Free some space on this device, then try again. What is stored stays as it is.',
    closed: 'Another tab opened a newer version, or the site data were cleared. Reload the page.',
    timeout: 'Close other tabs of Cardwright, then try again. If it stays so, restart the browser.',
    gone: 'It was taken out in another tab. Reload the page.',
    unknown: 'Try again first. If it stays so, save a copy of what can be read, and report what is said below.',
  } satisfies Record<StorageErrorCode, string>,
  again: 'Try again',
  rescue: 'Save a copy of your data',
  rescuing: 'Reading your data',
  rescueFile: 'cardwright-rescue.backup.gz',
  rescued: 'A copy is in your downloads. Where Cardwright opens again, “Restore a copy” in the settings brings it back.',
  unread: (tables: readonly string[]) => `Not everything could be read. Something is missing of: ${tables.join(', ')}.`,
  rescueFailed: 'Nothing could be read. The data stay where they are; close the browser and try once more.',
  details: 'What was reported',
  notFound: 'There is nothing at this address',
  notFoundHelp: 'It may be an old link.',
  toToday: 'Go to Today',
} as const;
