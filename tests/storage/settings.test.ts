import { describe, expect, test } from 'vitest';

import type { Deck } from '#core/decks/deck.ts';
import type { CardId, DeckId, EntityId, ExamId } from '#core/ids.ts';
import { buildQueue } from '#core/scheduling/queue.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import type { StudyScope } from '#core/scheduling/scope.ts';
import type { StudyDay } from '#core/time.ts';
import { replayCard } from '#core/scheduling/replay.ts';
import { takeFirstLook } from '#storage/first-look.ts';
import { checkRecord } from '#storage/backup/check.ts';
import { dueMoves } from '#storage/queries/due-moves.ts';
import { memoriesUnder } from '#storage/queries/memories-under.ts';
import { strength } from '#tests/support/strength.ts';
import { workable } from '#storage/queries/workload.ts';
import type { SettingChange, Storage } from '#storage/storage.ts';
import type { DayRow } from '#storage/rows.ts';
import { putSchedules } from '#tests/support/collections.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aSchedule, inReview } from '#tests/support/schedules.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

const now = aMoment();
const names = ['Kafka', 'Kinesis', 'Glue', 'Athena'] as const;

/** Four services, two of them easily mixed up, one of them at its end, two of an exam. */
function services(): Deck {
  const deck = aDeck({ entities: names.map((name) => ({ name, cards: 1 })), categories: ['streaming', 'analytics'] });
  const [kafka, kinesis, glue, athena] = deck.entities as [Entity, Entity, Entity, Entity];
  const aif = { exam: 'aif-c01' as ExamId, domain: '1' };
  return {
    ...deck,
    groups: [{ id: 'streams', name: 'Streams', members: [kafka.id, kinesis.id] }],
    entities: [{ ...kafka, exams: [aif] }, { ...kinesis, exams: [aif] }, { ...glue, availability: 'closed' }, athena],
  };
}
type Entity = Deck['entities'][number];

async function withServices(origin = anOrigin(), deck = services()): Promise<Storage> {
  const storage = await aStorage(origin);
  await storage.installDeck(deck, '', now);
  return storage;
}

async function asked(storage: Storage, scope?: StudyScope, moment = now): Promise<string> {
  const queue = buildQueue(await storage.gather(moment, scope), moment, storage.options);
  return [...queue.main, ...queue.learning].map(({ entity }) => entity.split('/')[1]).join(' ');
}

describe('what is asked for', () => {
  const exam = 'aif-c01' as ExamId;

  test.each([
    ['all, those that are mixed up not on one day', {}, undefined, 'kafka glue athena'],
    ['an exam, chosen once', { exam }, undefined, 'kafka'],
    ['an exam for one session', {}, { kind: 'exam', exam }, 'kafka'],
    ['a deck for one session, for the exam that is chosen', { exam }, { kind: 'decks', decks: ['deck'] }, 'kafka'],
    ['everything for one session, though an exam is chosen', { exam }, { kind: 'all' }, 'kafka glue athena'],
    ['a category', {}, { kind: 'category', deck: 'deck', category: 'analytics' }, 'kinesis athena'],
    ['without what is closed to new customers', { leaveOutRetired: true }, undefined, 'kafka athena'],
    ['as many as the minutes hold', { minutesPerDay: 1 }, undefined, 'kafka glue'],
    ['two days to the exam: all on the first', { examDate: monday + 2, examFrom: monday }, undefined, 'kafka glue athena'],
    ['ten days to the exam: one a day', { examDate: monday + 10, examFrom: monday }, undefined, 'kafka'],
  ])('%s', async (_why, change, scope, expected) => {
    const origin = anOrigin();
    const storage = await withServices(origin);
    await storage.changeSettings(change as SettingChange);
    expect(await asked(storage, scope as StudyScope | undefined)).toBe(expected);
    // What is read before Dexie is there knows no scope of one session.
    if (scope !== undefined) return;
    const look = await takeFirstLook(() => now, origin);
    if (look.kind !== 'ready') throw new Error(look.kind);
    expect(look.queue.main.map(({ entity }) => entity.split('/')[1]).join(' ')).toBe(expected);
    expect(look.options).toEqual(storage.options);
  });

  test('figures and the simulation keep to it', async () => {
    const storage = await withServices();
    await storage.changeSettings({ exam });
    expect((await strength(storage.db, now, storage.options)).cards).toBe(2);
    expect((await workable(storage.db, storage.options, monday)).newLeft).toBe(2);
  });

  test('many cards that are not asked for stand before the ones that are: more is read', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ name: `Service ${index}`, cards: 1 as const }));
    const deck = aDeck({ entities: [...many, { name: 'Last', cards: 1 }] });
    const last = deck.entities.at(-1)!;
    const entities = [...deck.entities.slice(0, -1), { ...last, exams: [{ exam, domain: '1' }] }];
    const storage = await withServices(anOrigin(), { ...deck, entities });
    expect(await asked(storage, { kind: 'exam', exam })).toBe('last');
  });
});

test.each([
  ['as it was written', 75, 75],
  ['none at first', undefined, undefined],
  ['none of what an older or newer app wrote and is no share', 250, undefined],
])('the learner’s aim: %s', async (_why, aim, kept) => {
  const origin = anOrigin();
  const storage = await withServices(origin);
  await storage.changeSettings({ aim });
  expect(storage.options.aim).toBe(kept);
  const look = await takeFirstLook(() => now, origin);
  expect(look.kind === 'ready' && look.options.aim).toBe(kept);
});

describe('what is easily mixed up', () => {
  const card = (name: string) => `deck/${name}/0.to-name`;

  test('the one met today holds back the other until tomorrow, also after a reload', async () => {
    const origin = anOrigin();
    const storage = await withServices(origin);
    await answer(storage, card('kinesis'), 4);
    expect(await asked(storage)).toBe('glue athena');
    const look = await takeFirstLook(() => now, origin);
    expect(look.kind === 'ready' && look.queue.main.map(({ entity }) => entity)).toEqual(['deck/glue', 'deck/athena']);
    expect(await asked(storage, undefined, aMoment({ day: monday + 1 }))).toContain('kafka');
  });

  test('an answer that was taken back holds nobody back', async () => {
    const storage = await withServices();
    await answer(storage, card('kinesis'), 4);
    await storage.undo(now);
    expect(await asked(storage)).toBe('kafka glue athena');
  });

  test('a contrast waits until both its sides are in review', async () => {
    const deck = services();
    const [kafka, ...others] = deck.entities as [Entity, ...Entity[]];
    const [note] = kafka.notes as [Entity['notes'][number]];
    const needs = ['deck/kafka', 'deck/kinesis'] as EntityId[];
    const contrast = { ...note.cards[0]!, id: 'contrast.to-name' as CardId, needs, position: 9 };
    const notes = [...kafka.notes, { ...note, id: 'contrast' as typeof note.id, cards: [contrast] }];
    const storage = await withServices(anOrigin(), { ...deck, entities: [{ ...kafka, notes }, ...others] });
    const later = aMoment({ day: monday + 1 });
    const cards = async () => (await storage.gather(later)).fresh.map((each) => each.card);
    const isAsked = async () =>
      buildQueue(await storage.gather(later), later, storage.options).main.some((each) => each.card === 'contrast.to-name');
    expect(await cards()).toContain('contrast.to-name');

    await answer(storage, card('kafka'), 4);
    expect(await isAsked()).toBe(false);
    await answer(storage, card('kinesis'), 3);
    expect(await isAsked(), 'the other is in its steps').toBe(false);
    await answer(storage, card('kinesis'), 4);
    expect(await isAsked()).toBe(true);
  });

  test('a contrast does not wait for a side whose cards were all suspended', async () => {
    const deck = services();
    const [kafka, ...others] = deck.entities as [Entity, ...Entity[]];
    const [note] = kafka.notes as [Entity['notes'][number]];
    const cards = [{ ...note.cards[0]!, needs: ['deck/kinesis'] as EntityId[] }];
    const storage = await withServices(anOrigin(), { ...deck, entities: [{ ...kafka, notes: [{ ...note, cards }] }, ...others] });
    expect(await asked(storage)).not.toContain('kafka');
    await storage.suspendCard(card('kinesis') as CardId);
    expect(await asked(storage)).toContain('kafka');
  });
});

describe('settings', () => {
  test('are taken back and done again like any deed', async () => {
    const storage = await withServices();
    await storage.changeSettings({ minutesPerDay: 20 });
    await storage.changeSettings({ minutesPerDay: 30, leaveOutRetired: true });
    await storage.undo(now);
    expect(storage.options).toMatchObject({ minutesPerDay: 20, leaveOutRetired: false });
    await storage.undo(now);
    expect(storage.options).not.toHaveProperty('minutesPerDay');
    await storage.redo(now);
    await storage.redo(now);
    expect(storage.options).toMatchObject({ minutesPerDay: 30, leaveOutRetired: true });
    await storage.changeSettings({ minutesPerDay: undefined });
    expect(storage.options).not.toHaveProperty('minutesPerDay');
  });

  test('what changes nothing is no deed', async () => {
    const storage = await withServices();
    await storage.changeSettings({ minutesPerDay: 5 });
    expect(await storage.changeSettings({ minutesPerDay: 5 })).toEqual({});
  });

  test('whoever follows them hears of each change', async () => {
    const storage = await withServices();
    const heard: (number | undefined)[] = [];
    const stop = storage.followOptions(() => heard.push(storage.options.minutesPerDay));
    await storage.changeSettings({ minutesPerDay: 5 });
    await storage.changeSettings({ minutesPerDay: 5 });
    stop();
    await storage.changeSettings({ minutesPerDay: 6 });
    expect(heard).toEqual([5]);
  });

  test('another start finds them', async () => {
    const origin = anOrigin();
    const storage = await withServices(origin);
    await storage.changeSettings({ minutesPerDay: 12, examDate: (monday + 9) as StudyDay, reviewOrder: 'added' });
    await storage.changePreset({ rolloverHour: 3 });
    expect((await aStorage(origin)).options).toEqual(storage.options);
    const hours: number[] = [];
    await takeFirstLook((hour) => {
      hours.push(hour);
      return now;
    }, origin);
    expect(hours).toEqual([3]);
  });

  test('rows that no app of ours wrote are as if unset', async () => {
    const origin = anOrigin();
    const storage = await withServices(origin);
    await storage.db.settings.bulkPut([
      { key: 'minutesPerDay', value: 'many' },
      { key: 'reviewOrder', value: 'by mood' },
      { key: 'preset:deck', value: 'gone' },
    ]);
    const { minutesPerDay, reviewOrder, deckPresets } = (await aStorage(origin)).options;
    expect([minutesPerDay, reviewOrder, deckPresets.size]).toEqual([undefined, 'due', 0]);
  });
});

describe('presets', () => {
  const kafka = 'deck/kafka/0.to-name';

  test('are revised, never changed: entries name what they were made under', async () => {
    const storage = await withServices();
    const first = await answer(storage, kafka, 3);
    await storage.changePreset({ desiredRetention: 0.95 });
    const second = await answer(storage, 'deck/glue/0.to-name', 3);
    expect(first.preset).not.toBe(second.preset);
    const presets = await storage.db.presets.bulkGet([first.preset, second.preset]);
    expect(presets.map((preset) => preset?.desiredRetention)).toEqual([0.9, 0.95]);
  });

  test('what a desired retention costs is counted without the decks that have one of their own, or for one of them', async () => {
    const storage = await withServices();
    await answer(storage, kafka, 4);
    const deck = 'deck' as DeckId;
    await storage.changePreset({ desiredRetention: 0.84 }, deck);
    const found = (of?: DeckId) => workable(storage.db, storage.options, monday, of);
    expect((await found()).cards).toMatchObject([{ desiredRetention: 0.84 }]);
    expect((await found(deck)).cards[0]).not.toHaveProperty('desiredRetention');
    expect(await found('other' as DeckId)).toEqual({ cards: [], newLeft: 0 });
  });

  test('existing due dates stay', async () => {
    const storage = await withServices();
    await answer(storage, kafka, 4);
    const before = await storage.db.schedules.toArray();
    await storage.changePreset({ desiredRetention: 0.8 });
    expect(await storage.db.schedules.toArray()).toEqual(before);
  });

  test('the same options are the same revision', async () => {
    const storage = await withServices();
    await storage.changePreset({ newPerDay: 5 });
    const five = storage.preset.id;
    await storage.changePreset({ newPerDay: 6 });
    await storage.changePreset({ newPerDay: 5 });
    expect(storage.preset.id).toBe(five);
  });

  test('a deck of its own goes by its own, and by those of all again', async () => {
    const storage = await withServices();
    const deck = 'deck' as DeckId;
    await storage.changePreset({ newPerDay: 1, learningStepsMinutes: [] }, deck);
    expect(storage.preset.newPerDay).toBe(20);
    expect(await asked(storage)).toBe('kafka');
    // Without steps its cards go to review at once.
    expect((await answer(storage, kafka, 3)).after.kind).toBe('review');
    await storage.choosePreset(deck, false);
    expect(await asked(storage)).toBe('glue athena');
    await storage.undo(now);
    expect(await asked(storage)).toBe('');
  });

  test('of another device with the same options is the same, so that logs can be united', async () => {
    const [here, there] = [await withServices(), await withServices()];
    await here.changePreset({ newPerDay: 7 });
    await there.changePreset({ newPerDay: 7 });
    expect(here.preset.id).toBe(there.preset.id);
  });
});

test('a card that the learner writes belongs where its service does', async () => {
  const storage = await withServices();
  await storage.addCard({ entity: 'deck/kafka' as EntityId, front: 'Mine?', back: 'Yes', lines: [] }, now);
  const own = (await storage.db.schedules.toArray()).find(({ card }) => card.startsWith('o'));
  expect(own?.about).toMatchObject({ category: 'streaming', exams: ['aif-c01'], groups: ['deck/streams'] });
});

describe('due dates that follow the settings', () => {
  /** Reviews of many memories, answered a while ago. */
  async function withReviews(count: number): Promise<Storage> {
    const storage = await withServices();
    const schedules = Array.from({ length: count }, (_, index) => {
      const intervalDays = 5 + (index % 20);
      const memory = { stability: intervalDays, difficulty: 5 };
      return aSchedule({
        card: `r${index}.to-name`,
        state: inReview({ dueDay: monday - 3 + (index % 20), intervalDays, memory }),
        reps: 3,
        revision: 3,
      });
    });
    await putSchedules(storage, schedules);
    return storage;
  }
  const dueToday = (days: readonly DayRow[]) => days.reduce((sum, { day, due }) => sum + (day <= monday ? due : 0), 0);

  test('are moved as was told before', async () => {
    const storage = await withReviews(60);
    await storage.changePreset({ desiredRetention: 0.95 });
    const plan = await dueMoves(storage.db, now, storage.options);
    expect(plan.earlier).toBeGreaterThan(30);
    expect(plan.dueToday).toBe(dueToday(await storage.db.days.toArray()));

    await storage.moveDueDays(now);
    expect(dueToday(await storage.db.days.toArray())).toBe(plan.dueTodayAfter);
    const entries = await storage.db.log.toArray();
    expect(entries).toHaveLength(plan.earlier + plan.later);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(await dueMoves(storage.db, now, storage.options)).toMatchObject({ earlier: 0, later: 0 });
    expect(await storage.moveDueDays(now)).toEqual({});

    // The log alone tells where each card stands now.
    const presets = new Map((await storage.db.presets.toArray()).map((preset) => [preset.id, preset]));
    for (const { card } of entries) {
      const own = entries.filter((entry) => entry.card === card);
      const { state } = replayCard(own, presets);
      const row = await storage.db.schedules.get(card);
      expect(state).toMatchObject({ kind: 'review', dueDay: row?.dueDay });
    }
  });

  test('are taken back together', async () => {
    const names = Array.from({ length: 40 }, (_, index) => ({ name: `Service ${index}`, cards: 1 as const }));
    const storage = await withServices(anOrigin(), aDeck({ entities: names }));
    for (const { id } of cardsOf(aDeck({ entities: names }))) await answer(storage, id, 4);
    const standing = async () => (await storage.db.schedules.toArray()).map(({ revision: _revision, ...schedule }) => schedule);
    const [before, days] = [await standing(), await storage.db.days.toArray()];
    await storage.changePreset({ desiredRetention: 0.97 });
    await storage.moveDueDays(now);
    expect(await standing()).not.toEqual(before);
    await storage.undo(now);
    expect(await standing()).toEqual(before);
    expect((await storage.db.days.toArray()).filter(({ due, answers }) => due + answers > 0)).toEqual(days);
  });

  test('what cannot be asked stays where it is', async () => {
    const storage = await withReviews(5);
    await storage.db.overlays.put({ id: 'r0.to-name' as CardId, deck: 'deck' as DeckId, entity: 'deck/entity' as EntityId });
    await storage.suspendCard('r0.to-name' as CardId);
    await storage.changePreset({ desiredRetention: 0.97 });
    await storage.moveDueDays(now);
    expect((await storage.db.log.toArray()).map(({ card }) => card)).not.toContain('r0.to-name');
  });

  test('a day that the learner chose stays, and the log alone tells so', async () => {
    const storage = await withReviews(5);
    const chosen = 'r0.to-name' as CardId;
    await storage.setDueDay(chosen, (monday + 3) as StudyDay, now);
    await storage.changePreset({ desiredRetention: 0.97 });
    await storage.moveDueDays(now);
    expect(await storage.db.schedules.get(chosen)).toMatchObject({ dueDay: monday + 3 });
    const presets = new Map((await storage.db.presets.toArray()).map((preset) => [preset.id, preset]));
    const own = (await storage.db.log.toArray()).filter(({ card }) => card === chosen);
    expect(replayCard(own, presets).state).toMatchObject({ chosen: true });
  });
});

describe('the order of new cards', () => {
  test.each([
    ['last', 'deck/athena/0.to-name'],
    ['chance', undefined],
  ] as const)('%s: all that are new are gathered in it, and the first look sees the same', async (newOrder, first) => {
    const many = Array.from({ length: 120 }, (_, index) => ({ name: `Service ${index}`, cards: 1 as const }));
    const origin = anOrigin();
    const storage = await withServices(origin, aDeck({ entities: [...many, { name: 'Athena', cards: 1 }] }));
    const before = (await storage.gather(now)).fresh.map(({ card }) => card);
    await storage.changeSettings({ newOrder });
    const { main } = buildQueue(await storage.gather(now), now, storage.options);
    expect(main).toHaveLength(20);
    expect(main.map(({ card }) => card)).not.toEqual(before.slice(0, 20));
    if (first !== undefined) expect(main[0]?.card).toBe(first);
    expect(await takeFirstLook(() => now, origin)).toMatchObject({ kind: 'ready', queue: { main } });
  });
});

describe('other weights', () => {
  const fitted = defaultPreset.weights.map((weight, index) => (index < 4 ? weight * 2 : weight));

  async function answered() {
    const storage = await withServices();
    for (const name of ['kafka', 'glue']) {
      await answer(storage, `deck/${name}/0.to-name`, 3);
      await answer(storage, `deck/${name}/0.to-name`, 4, { moment: { ...now, instant: (now.instant + 900_000) as never } });
    }
    return storage;
  }
  const memories = (storage: Storage) => memoriesUnder(storage.db, fitted, { without: [] });
  const rows = async (storage: Storage) => (await storage.db.schedules.toArray()).map(({ revision: _revision, ...row }) => row);

  test('are told before, change the memories and no due day, and are taken back as one', async () => {
    const storage = await answered();
    const [before, preset] = [await rows(storage), storage.preset.id];
    const found = await memories(storage);
    expect(found).toMatchObject({ of: 2, firmer: 2 });
    expect(await rows(storage)).toEqual(before);

    expect(await storage.changeWeights(fitted, found, now)).toMatchObject({ kind: 'changed' });
    expect(storage.preset.weights).toEqual(fitted);
    const after = await rows(storage);
    expect(after.map(({ dueDay, dueAt }) => [dueDay, dueAt])).toEqual(before.map(({ dueDay, dueAt }) => [dueDay, dueAt]));
    for (const { card, memory } of found.changed) expect(after.find((row) => row.card === card)?.state).toMatchObject({ memory });
    expect((await memories(storage)).changed).toEqual([]);

    // The log alone gives them, and the check finds nothing.
    expect((await checkRecord(storage.db)).differing).toEqual([]);

    await storage.undo(now);
    expect([await rows(storage), storage.preset.id]).toEqual([before, preset]);
    await storage.redo(now);
    expect([await rows(storage), storage.preset.weights]).toEqual([after, fitted]);
    expect((await checkRecord(storage.db)).differing).toEqual([]);
  });

  test('what was answered since they were counted is not overwritten: nothing is changed', async () => {
    const storage = await answered();
    const found = await memories(storage);
    await answer(storage, 'deck/athena/0.to-name', 3);
    expect(await storage.changeWeights(fitted, found, now)).toEqual({ kind: 'moved' });
    expect(storage.preset.weights).toEqual(defaultPreset.weights);
  });

  test('of a deck with a preset of its own: the memories of the others stay', async () => {
    const storage = await answered();
    await storage.choosePreset('deck' as DeckId, true);
    expect((await memoriesUnder(storage.db, fitted, { without: ['deck' as DeckId] })).changed).toEqual([]);
    const found = await memoriesUnder(storage.db, fitted, { deck: 'deck' as DeckId });
    await storage.changeWeights(fitted, found, now, 'deck' as DeckId);
    expect(storage.preset.weights).toEqual(defaultPreset.weights);
    expect(storage.options.deckPresets.get('deck' as DeckId)?.weights).toEqual(fitted);
    expect((await checkRecord(storage.db)).differing).toEqual([]);
  });

  test('that a deck gives up with its own preset: its memories are as without them again, taken back as one', async () => {
    const deck = 'deck' as DeckId;
    const storage = await answered();
    const usual = await rows(storage);
    await storage.choosePreset(deck, true);
    await storage.changeWeights(fitted, await memoriesUnder(storage.db, fitted, { deck }), now, deck);
    const own = await rows(storage);
    expect(own).not.toEqual(usual);

    const found = await memoriesUnder(storage.db, defaultPreset.weights, { deck });
    expect(found).toMatchObject({ of: 2, firmer: 0 });
    expect(await storage.givePresetUp(deck, found, now)).toMatchObject({ kind: 'changed' });
    expect(storage.options.deckPresets.size).toBe(0);
    expect(await rows(storage)).toEqual(usual);
    expect((await checkRecord(storage.db)).differing).toEqual([]);

    await storage.undo(now);
    expect(storage.options.deckPresets.get(deck)?.weights).toEqual(fitted);
    expect(await rows(storage)).toEqual(own);
    await storage.redo(now);
    expect([await rows(storage), storage.options.deckPresets.size]).toEqual([usual, 0]);

    // What was answered since they were counted is not overwritten.
    await storage.undo(now);
    const old = await memoriesUnder(storage.db, defaultPreset.weights, { deck });
    await answer(storage, 'deck/athena/0.to-name', 3);
    expect(await storage.givePresetUp(deck, old, now)).toEqual({ kind: 'moved' });
    expect(storage.options.deckPresets.has(deck)).toBe(true);
  });
});
