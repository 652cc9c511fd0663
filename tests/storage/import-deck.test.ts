import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { Deck } from '#core/decks/deck.ts';
import { planImport } from '#core/decks/plan.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { CardId } from '#core/ids.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { lastImport } from '#storage/queries/last-import.ts';
import type { Storage } from '#storage/storage.ts';
import { compiled } from '#tests/core/decks/compiled.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { anOrigin, answer, aStorage, scheduleOf } from '#tests/support/storage.ts';

const now = aMoment();
const deck = 'test' as Deck['id'];

const kafka = '- Durable log of ordered events for many consumers\n- **Retention**: Keeps every event for a week';
const glue = '- Serverless extraction and loading of data';
const notes = `## Kafka\n\n${kafka}\n\n## Glue\n\n${glue}\n`;
const edited = notes.replace('ordered events for many', 'ordered events for all');
const shorter = `## Glue\n\n${glue}\n`;
const other = `## Glue\n\n${glue}\n\n## Athena\n\n- Interactive queries on files in a bucket\n`;

async function plan(storage: Storage, text: string): Promise<ImportPlan> {
  const known = await storage.knownNotebook(deck);
  const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
  return planImport(known?.deck, compiled(text), { notesText: text, ...base });
}

async function importNotes(storage: Storage, text: string, moment = now): Promise<ImportPlan> {
  const made = await plan(storage, text);
  expect(await storage.applyImport(made, moment)).toMatchObject({ kind: 'imported' });
  return made;
}

/** Everything but what only counts up. */
async function contents({ db }: Storage) {
  const notebooks = (await db.notebooks.toArray()).map(({ revision: _revision, ...row }) => row);
  const tables = [db.entities, db.archive, db.overlays, db.schedules, db.log];
  const days = (await db.days.toArray()).filter(({ due, answers }) => due + answers > 0);
  return [notebooks, ...(await Promise.all(tables.map((table) => table.toArray()))), days];
}

async function cardsAbout(storage: Storage, entity: string): Promise<CardId[]> {
  const [page] = await storage.readEntities([`test/${entity}` as never]);
  return page?.notes.flatMap(({ cards }) => cards.map(({ id }) => id)) ?? [];
}

async function aNotebook(origin = anOrigin()) {
  const storage = await aStorage(origin);
  await importNotes(storage, notes);
  const [card, ...others] = await cardsAbout(storage, 'kafka');
  if (card === undefined) throw new Error('no card about Kafka');
  return { storage, origin, card, others };
}

describe('an import', () => {
  test('of new notes puts them in with their cards, and the text of deck.yaml', async () => {
    const storage = await aStorage();
    const made = await plan(storage, notes);
    await storage.applyImport({ ...made, curationText: 'title: A' }, now);
    expect(await storage.knownNotebook(deck)).toMatchObject({ revision: 1, curationText: 'title: A' });
    expect(made.changes.map(({ kind }) => kind)).toEqual(made.changes.map(() => 'added'));
    expect((await storage.gather(now)).fresh).toHaveLength(made.changes.length);
  });

  test('of edited notes keeps progress, and says at the next review what the card said before', async () => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    const learnt = await scheduleOf(storage, card);

    const made = await importNotes(storage, edited, aMoment({ hour: 10 }));
    const change = made.changes.find((each) => each.kind === 'changed' && each.after.id === card);
    if (change?.kind !== 'changed') throw new Error('the card has not changed');
    const { changedFrom, ...after } = await scheduleOf(storage, card);
    expect(after).toEqual(learnt);
    expect(changedFrom).toEqual({ front: change.before.front, back: change.before.back, at: aMoment({ hour: 10 }).instant });

    await answer(storage, card, 3, { moment: aMoment({ hour: 11 }) });
    expect(await scheduleOf(storage, card)).not.toHaveProperty('changedFrom');
    await storage.undo(aMoment({ hour: 11 }));
    expect(await scheduleOf(storage, card)).toMatchObject({ changedFrom });
  });

  test('that takes an edit back leaves nothing to say', async () => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    await importNotes(storage, edited);
    await importNotes(storage, notes);
    expect(await scheduleOf(storage, card)).not.toHaveProperty('changedFrom');
  });

  test('of a card that was never answered has nothing to say either', async () => {
    const { storage, card } = await aNotebook();
    await importNotes(storage, edited);
    expect(await scheduleOf(storage, card)).not.toHaveProperty('changedFrom');
  });

  test('archives what vanished, and brings it back with its history', async () => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    const learnt = await scheduleOf(storage, card);
    const gone = await importNotes(storage, other);
    expect(gone.changes).toContainEqual(expect.objectContaining({ kind: 'archived' }));
    expect(await storage.gatherCards([card])).toEqual([]);

    const back = await importNotes(storage, notes);
    expect(back.changes).toContainEqual(expect.objectContaining({ kind: 'revived' }));
    expect(await scheduleOf(storage, card)).toEqual(learnt);
    expect(await storage.db.archive.toCollection().primaryKeys()).toEqual(['test/athena']);
  });

  test('is refused where the notebook has moved since the plan was made', async () => {
    const { storage } = await aNotebook();
    const stale = await plan(storage, edited);
    await importNotes(storage, other);
    const before = await contents(storage);
    expect(await storage.applyImport(stale, now)).toEqual({ kind: 'refused', revision: 2 });
    expect(await contents(storage)).toEqual(before);
  });

  test('that was undone leaves no revision behind which an older plan fits', async () => {
    const { storage } = await aNotebook();
    const stale = await plan(storage, edited);
    await importNotes(storage, other);
    await storage.undoImport(deck, now);
    expect(await storage.applyImport(stale, now)).toMatchObject({ kind: 'refused' });
  });

  test.each(['entities', 'schedules', 'archive', 'imports', 'days'] as const)(
    'that fails while it writes %s leaves the old deck',
    async (table) => {
      const { storage, card } = await aNotebook();
      await answer(storage, card, 4);
      const before = await contents(storage);
      const made = await plan(storage, other);
      const fail = () => {
        throw new Error('no room');
      };
      for (const event of ['creating', 'updating'] as const) storage.db[table].hook(event as 'creating', fail);
      await expect(storage.applyImport(made, now)).rejects.toThrow('no room');
      expect(await contents(storage)).toEqual(before);
    },
  );

  test('writes nothing to the log', async () => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    const log = await storage.db.log.toArray();
    await importNotes(storage, other);
    await storage.undoImport(deck, now);
    expect(await storage.db.log.toArray()).toEqual(log);
  });
});

describe('undoing an import', () => {
  test.each([
    ['an edit', edited],
    ['a shorter notebook', shorter],
    ['another notebook', other],
  ])('of %s gives back exactly what was there', async (_what, text) => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    const before = await contents(storage);
    await importNotes(storage, text);
    expect(await contents(storage)).not.toEqual(before);
    expect(await storage.undoImport(deck, now)).toEqual({ kind: 'undone' });
    expect(await contents(storage)).toEqual(before);
    expect(await storage.undoImport(deck, now)).toEqual({ kind: 'nothing' });
  });

  test.each([
    ['an edit', edited],
    ['a shorter notebook', shorter],
    ['another notebook', other],
  ])('of %s is a deed like any: taken back, done again and taken back, also after a reload', async (_what, text) => {
    const { storage, origin, card } = await aNotebook();
    await answer(storage, card, 4);
    const before = await contents(storage);
    await importNotes(storage, text);
    const after = await contents(storage);
    const states = [before, after, before];
    storage.close();
    for (const [index, way] of (['undo', 'redo', 'undo'] as const).entries()) {
      const next = await aStorage(origin);
      // What the notes offer to take back is there only while it has not been.
      expect((await lastImport(next.db, deck)) !== undefined).toBe(way === 'undo');
      expect(await next[way](now)).toMatchObject({ kind: way === 'undo' ? 'undone' : 'redone', deed: { kind: 'import' } });
      expect(await contents(next)).toEqual(states[index]);
      next.close();
    }
    const last = await aStorage(origin);
    expect(await last.undo(now)).toMatchObject({ deed: { kind: 'answer' } });
  });

  test('of one that another came after is refused, and so is doing again what was imported over', async () => {
    const { storage } = await aNotebook();
    await importNotes(storage, edited, aMoment({ hour: 10 }));
    await importNotes(storage, shorter, aMoment({ hour: 11 }));
    expect((await storage.undo(now)).kind).toBe('undone');
    const again = await contents(storage);
    // What the one before has replaced is kept for the last one alone.
    expect((await storage.undo(now)).kind).toBe('moved');
    expect(await contents(storage)).toEqual(again);
    await importNotes(storage, other, aMoment({ hour: 12 }));
    expect((await storage.redo(now)).kind).toBe('nothing');
  });

  test('by the button beside its notice can be done again as well', async () => {
    const { storage } = await aNotebook();
    await importNotes(storage, shorter);
    const after = await contents(storage);
    await storage.undoImport(deck, now);
    expect((await storage.redo(now)).kind).toBe('redone');
    expect(await contents(storage)).toEqual(after);
  });

  test('of the first one leaves nothing but what was answered', async () => {
    const { storage, card } = await aNotebook();
    await answer(storage, card, 4);
    await storage.undoImport(deck, now);
    expect(await storage.knownNotebook(deck)).toBeUndefined();
    expect(await storage.db.entities.count()).toBe(0);
    expect(await storage.db.schedules.toArray()).toMatchObject([{ card, archived: true, reps: 1 }]);
    await importNotes(storage, notes);
    expect(await scheduleOf(storage, card)).toMatchObject({ reps: 1 });
  });

  test('keeps the answers given since', async () => {
    const { storage, card } = await aNotebook();
    await importNotes(storage, edited);
    const given = await answer(storage, card, 4);
    await storage.undoImport(deck, now);
    expect(await scheduleOf(storage, card)).toMatchObject({ state: given.after, reps: 1 });
    // The other wording was answered.
    expect(await scheduleOf(storage, card)).toHaveProperty('changedFrom');
  });
});

describe('two tabs, one studies while the other imports', () => {
  test('an answer on a card that has new words counts, and the new words are still to be told', async () => {
    const { storage: here, origin, card } = await aNotebook();
    const there = await aStorage(origin);
    await answer(here, card, 4, { moment: aMoment({ hour: 8 }) });
    const { revision } = await scheduleOf(here, card);
    await importNotes(there, edited, aMoment({ hour: 9, minute: 1 }));
    const onScreen = {
      card,
      seenRevision: revision,
      rating: 3,
      takenMs: 120_000,
      moment: aMoment({ hour: 9, minute: 2 }),
    } as const;
    expect(await here.answerCard(onScreen)).toMatchObject({ kind: 'answered' });
    expect(await scheduleOf(here, card)).toHaveProperty('changedFrom');
  });

  test('an answer on a card that left the deck counts, and the card is not asked again', async () => {
    const { storage: here, origin, card } = await aNotebook();
    const there = await aStorage(origin);
    await importNotes(there, shorter);
    expect(await here.answerCard({ card, seenRevision: 0, rating: 4, takenMs: 1, moment: now })).toMatchObject({
      kind: 'answered',
    });
    expect(await here.gatherCards([card])).toEqual([]);
    await importNotes(here, notes);
    expect(await scheduleOf(here, card)).toMatchObject({ reps: 1 });
  });

  test('of two imports made from one revision the second is refused', async () => {
    const { storage: here, origin } = await aNotebook();
    const there = await aStorage(origin);
    const [one, two] = [await plan(here, edited), await plan(there, other)];
    const answers = await Promise.all([here.applyImport(one, now), there.applyImport(two, now)]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['imported', 'refused']);
  });
});

test('after any imports, undos and answers the first look sees what the queue has, and due counts are a recount', async () => {
  const step = fc.oneof(
    fc.constantFrom('undo' as const),
    fc.constantFrom(notes, edited, shorter, other).map((text) => ({ text })),
    fc.record({ nth: fc.nat(5), rating: fc.constantFrom(1, 3, 4) }),
    fc.record({ nth: fc.nat(5), decide: fc.constantFrom('suspendCard', 'unsuspendCard', 'dropCard', 'restoreCard') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { storage, origin } = await aNotebook();
      const written = new Set(await cardsAbout(storage, 'kafka'));
      for (const each of steps) {
        if (each === 'undo') await storage.undoImport(deck, now);
        else if ('text' in each) await importNotes(storage, each.text);
        else {
          const cards = await storage.db.schedules.toCollection().primaryKeys();
          const card = cards[each.nth % cards.length];
          if (card === undefined) continue;
          if ('decide' in each) await storage[each.decide as 'dropCard'](card);
          else if ((await storage.gatherCards([card])).length > 0) await answer(storage, card, each.rating);
        }
        const look = await takeFirstLook(() => now, origin);
        const queue = buildQueue(await storage.gather(now), now, storage.options);
        if (look.kind === 'ready') {
          expect(look.queue).toEqual(queue);
          if (look.first) expect([look.first.entity]).toEqual(await storage.readEntities([look.first.entity.id]));
        }
        const rows = await storage.db.schedules.toArray();
        const due = rows.filter(({ dueDay }) => dueDay !== undefined).length;
        const days = await storage.db.days.toArray();
        expect(days.reduce((sum, day) => sum + day.due, 0)).toBe(due);
        expect(days.every((day) => day.due >= 0 && day.day >= monday)).toBe(true);
      }
      expect(written.size).toBeGreaterThan(0);
      storage.close();
    }),
    { numRuns: 25 },
  );
}, 60_000);
