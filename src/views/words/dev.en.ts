/** What is told under `npm run dev` only. */
export const devWords = {
  failed: (path: string, line: number | undefined) =>
    `${path}${line === undefined ? '' : `, line ${line}`}. The cards stay as they were.`,
};
