/** The words of the atlas. */
export const atlasWords = {
  title: 'Atlas',
} as const;
