import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';

import type { BackupPart } from '#core/backup.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import { lookAndCheck } from '#storage/backup/check.ts';
import { mergeInto } from '#storage/backup/merge.ts';
import { readParts } from '#storage/backup/read-parts.ts';
import { openBare, openStaged, putParts } from '#storage/backup/staged.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import type { Storage } from '#storage/storage.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

vi.setConfig({ testTimeout: 60_000 });

const deck = aDeck({ entities: ['Kafka', 'Kinesis'] });
const cards = cardsOf(deck).map(({ id }) => id);

type Step = { readonly card: number; readonly rating: Rating } | 'undo';
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ card: fc.nat(cards.length - 1), rating: fc.constantFrom<Rating>(1, 2, 3, 4) }) },
    { weight: 1, arbitrary: fc.constant('undo' as const) },
  ),
  { maxLength: 6 },
);

async function study(storage: Storage, all: readonly Step[], from: number): Promise<void> {
  for (const [index, step] of all.entries()) {
    const moment = aMoment({ day: monday + from + index * 3 });
    if (step === 'undo') await storage.undo(moment);
    else await answer(storage, cards[step.card]!, step.rating, { moment });
  }
}

/** What `other` has, united with what this device has, in a staged database of its own. */
async function united(own: CardwrightDatabase, other: CardwrightDatabase, seed: number): Promise<CardwrightDatabase> {
  const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
  await putParts(staged, readParts(other, aMoment().instant));
  await mergeInto(staged, own, aMoment({ day: monday + 90 }), chanceOf(seed));
  return staged;
}

/** Without the days that uniting itself chose. */
const entriesOf = async (db: CardwrightDatabase) =>
  (await db.log.toArray()).filter(({ kind, day }) => kind !== 'manual' || day !== monday + 90);

test('two logs united hold every entry of both, whichever takes the other in, and once more changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, steps, async (common, left, right) => {
      const laptop = await aStorage(anOrigin(), { chance: chanceOf(1) });
      await laptop.installDeck(deck, '', aMoment());
      await study(laptop, common, 0);
      const origin = anOrigin();
      (await aStorage(origin, { chance: chanceOf(2) })).close();
      const source = { indexedDB: origin, IDBKeyRange: globalThis.IDBKeyRange };
      const bare = await openBare(source);
      for (const table of bare.tables) if (table.name !== 'journal' && table.name !== 'settings') await table.clear();
      await putParts(bare, withoutSettings(readParts(laptop.db, 0)));
      bare.close();
      const phone = await aStorage(origin, { chance: chanceOf(3) });
      await study(laptop, left, 30);
      await study(phone, right, 31);

      const [onPhone, onLaptop] = [await united(phone.db, laptop.db, 4), await united(laptop.db, phone.db, 5)];
      const both = new Map<string, LogEntry>();
      for (const entry of [...(await laptop.db.log.toArray()), ...(await phone.db.log.toArray())]) both.set(entry.id, entry);
      const expected = [...both.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(await entriesOf(onPhone)).toEqual(expected);
      expect(await entriesOf(onLaptop)).toEqual(expected);
      for (const db of [onPhone, onLaptop]) {
        expect((await lookAndCheck(db, { judge: () => undefined, now: 0 })).differing).toEqual([]);
      }

      const again = await united(onPhone, laptop.db, 6);
      expect(await again.log.toArray()).toEqual(await onPhone.log.toArray());
      const states = async (db: CardwrightDatabase) =>
        (await db.schedules.toArray()).map(({ card, state, reps }) => ({ card, state, reps }));
      expect(await states(again)).toEqual(await states(onPhone));
    }),
    { numRuns: 6, seed: 7 },
  );
});

async function* withoutSettings(parts: AsyncIterable<BackupPart>): AsyncGenerator<BackupPart> {
  for await (const part of parts) if (part.kind !== 'rows' || part.table !== 'settings') yield part;
}
