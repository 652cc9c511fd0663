/** How much of so much is done. */
export type Progress = (done: number, of: number) => void;

/** What is done in parts, one after the other, is told as one: by the share of the whole that each of them takes. */
export function inTurn(onProgress: Progress, shares: readonly number[]): Progress[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  let before = 0;
  return shares.map((share) => {
    const from = before;
    before += share;
    return (done, of) => onProgress((from + share * (of === 0 ? 1 : Math.min(1, done / of))) / all, 1);
  });
}
