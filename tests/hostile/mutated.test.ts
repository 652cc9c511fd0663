import { expect, test } from 'vitest';
import { backupLines, faultOfBackup } from './mutate-backup.ts';
import { faultOf } from './mutate.ts';

test('a hundred damaged notes and deck.yaml are either read or refused with a reason; none throws', { timeout: 60_000 }, () => {
  const found = Array.from({ length: 100 }, (_, seed) => ({ seed, ...faultOf(seed) }));
  expect(found.filter(({ fault }) => fault !== undefined)).toEqual([]);
  // Damage that is never seen, or always fatal, would try little.
  expect(found.filter(({ kind }) => kind === 'refused').length).toBeGreaterThan(10);
  expect(found.filter(({ kind }) => kind === 'planned').length).toBeGreaterThan(5);
});

test('damaged backups are either read or refused with the line; none throws anything else', { timeout: 60_000 }, async () => {
  const lines = await backupLines();
  const found: object[] = [];
  const counts = { planned: 0, refused: 0 };
  // Each is put into a database and replayed.
  for (let seed = 0; seed < 40; seed += 1) {
    const tried = await faultOfBackup(lines, seed);
    counts[tried.kind] += 1;
    if (tried.fault !== undefined) found.push({ seed, ...tried });
  }
  expect(found).toEqual([]);
  expect(counts.refused).toBeGreaterThan(8);
  expect(counts.planned).toBeGreaterThan(1);
});
