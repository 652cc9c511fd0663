import type { JournalCommit } from './record.ts';

/**
 * One commit of each number, in their order. Where there are several of a number, the database took one and refused the others,
 * which could not be cut out of the journal: the one after it names the one that stands. At the end that is the one that was
 * written last, since the number was free again only after a refusal. Commits are given as they were written, as far as is known.
 */
export function standingCommits(commits: readonly JournalCommit[]): JournalCommit[] {
  const rivals = new Map<number, JournalCommit[]>();
  for (const commit of commits) rivals.set(commit.sequence, [...(rivals.get(commit.sequence) ?? []), commit]);
  const standing: JournalCommit[] = [];
  for (const number of [...rivals.keys()].toSorted((a, b) => b - a)) {
    const ofNumber = rivals.get(number)!;
    const next = standing.at(-1);
    const named = next?.sequence === number + 1 && next.after !== undefined && ofNumber.find(({ id }) => id === next.after);
    standing.push(named || ofNumber.at(-1)!);
  }
  return standing.toReversed();
}
