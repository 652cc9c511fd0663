/** What is not, or no longer, as the notes have it. */
export const correctionWords = {
  label: 'Correction',
  notesSay: 'Your notes say',
  now: (date: string | undefined, now: string) => {
    const since = date === undefined ? 'Now' : `As of ${date}`;
    return /[.!?]$/.test(now) ? `${since}: ${now}` : `${since} it is ${now}.`;
  },
  unverified: 'Unverified: no source was found',
  checked: (date: string) => `, checked ${date}`,
  newTab: ' (opens in a new tab)',
  statuses: { renamed: 'Renamed', closed: 'Closed', ends: 'Ending', ended: 'Ended' },
  formerly: (names: readonly string[]) => `formerly ${names.join(', ')}`,
  spelt: (notes: string) => `, where it is spelt “${notes}”`,
} as const;
