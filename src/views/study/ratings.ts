export const ratings = [1, 2, 3, 4] as const;

/** The mark that a rating wears, by its position. */
export const ratingLevels = { 1: 0, 2: 1, 3: 3, 4: 4 } as const;
