import { describe, expect, it } from 'vitest';

import type { JournalCommit } from '#core/journal/record.ts';
import { standingCommits } from '#core/journal/standing.ts';

const commit = (sequence: number, id: string, after?: string): JournalCommit => ({
  kind: 'commit',
  sequence,
  id,
  ...(after !== undefined && { after }),
  changes: [],
});

describe('commits that stand', () => {
  it.each<[why: string, written: JournalCommit[], standing: string[]]>([
    ['each number once, in their order', [commit(2, 'b', 'a'), commit(1, 'a')], ['a', 'b']],
    ['the same commit in two files is one', [commit(1, 'a'), commit(2, 'b', 'a'), commit(1, 'a')], ['a', 'b']],
    [
      'the next one names the one that stands',
      [commit(1, 'taken'), commit(1, 'refused'), commit(2, 'b', 'taken')],
      ['taken', 'b'],
    ],
    ['at the end the later one stands', [commit(1, 'a'), commit(2, 'refused', 'a'), commit(2, 'taken', 'a')], ['a', 'taken']],
    ['over a gap nothing is named', [commit(1, 'a'), commit(1, 'later'), commit(3, 'c', 'a')], ['later', 'c']],
  ])('%s', (_why, written, standing) => {
    expect(standingCommits(written).map(({ id }) => id)).toEqual(standing);
  });

  it('one of an early journal, without a name, stands where it is alone', () => {
    const early: JournalCommit = { kind: 'commit', sequence: 1, changes: [] };
    expect(standingCommits([early, commit(2, 'b')])).toEqual([early, commit(2, 'b')]);
  });
});
