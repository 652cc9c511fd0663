/** What stands below an answer. */
export const backWords = {
  whatItIs: 'What it is',
  confusedWith: 'Confused with',
  inNotes: 'In your notes',
  itsPage: 'Its page',
} as const;
