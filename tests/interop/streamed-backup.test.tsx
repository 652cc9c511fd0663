import { expect, test } from 'vitest';

import type { BackupPart } from '#core/backup.ts';
import type { CardId, DeviceId, EntryId, PresetId } from '#core/ids.ts';
import { randomFrom } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import { packBackup, readBackup } from '#interop/backup.ts';

// In the browser, for Node's CompressionStream takes all that it is given before it gives anything back.

const pageful = 1_000;

test('a backup of many answers is packed and read with no more of them held than are on their way', async () => {
  const answers = 30_000;
  const random = randomFrom(1);
  let given = 0;
  const parts = async function* (): AsyncGenerator<BackupPart> {
    const head = { format: 'cardwright-backup', version: 1, schema: 10, epoch: 'a', sequence: 1, madeAt: 0, rows: {} } as const;
    yield { kind: 'head', head };
    while (given < answers) {
      given += pageful;
      yield { kind: 'rows', table: 'log', rows: Array.from({ length: pageful }, () => anAnswer(random)) };
    }
    yield { kind: 'end', sequence: 1 };
  };
  let [taken, most] = [0, 0];
  for await (const part of readBackup(packBackup(parts()))) {
    if (part.kind !== 'rows') continue;
    taken += part.rows.length;
    most = Math.max(most, given - taken);
  }
  expect(taken).toBe(answers);
  expect(most).toBeLessThan(10 * pageful);
});

/** No two alike: what packs well would hide how much is held. */
function anAnswer(random: () => number): LogEntry {
  return {
    id: `${random()}-${random()}` as EntryId,
    card: `deck/${random()}` as CardId,
    instant: Math.floor(random() * 1e12) as Instant,
    offsetMinutes: 60,
    day: Math.floor(random() * 20_000) as StudyDay,
    device: 'a' as DeviceId,
    kind: 'review',
    rating: 3,
    takenMs: Math.floor(random() * 60_000),
    preset: 'default' as PresetId,
    model: 'FSRS-6',
    before: 'review',
    after: {
      kind: 'review',
      dueDay: Math.floor(random() * 20_000) as StudyDay,
      intervalDays: 12,
      memory: { stability: random() * 100, difficulty: 1 + random() * 9 },
      lastAnswer: { instant: 0 as Instant, day: 0 as StudyDay },
    },
    reps: 4,
    lapses: 0,
  };
}
