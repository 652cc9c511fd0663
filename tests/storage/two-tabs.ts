import assert from 'node:assert/strict';
import { Dexie } from 'dexie';
import * as fc from 'fast-check';

import { planImport } from '#core/decks/plan.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { CardId, EntryId, PresetId } from '#core/ids.ts';
import { recordOf } from '#core/journal/record.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import type { Quiz } from '#core/quiz/question.ts';
import type { AnswerEntry, LogEntry } from '#core/scheduling/entry.ts';
import { compareSchedule, replayCard } from '#core/scheduling/replay.ts';
import type { Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { unjournaled } from '#storage/journaling.ts';
import { quizOf } from '#storage/rows.ts';
import { StorageError } from '#storage/storage.ts';
import type { Storage } from '#storage/storage.ts';
import type { JournalStore } from '#storage/unite.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck, cardsOf } from '#tests/support/decks.ts';
import { aMoment, monday } from '#tests/support/moments.ts';
import { aQuiz, chose } from '#tests/support/quizzes.ts';
import { recountDays } from '#tests/support/recount.ts';
import { anOrigin, aStorage } from '#tests/support/storage.ts';

// Two tabs on one database, each busy with its own commands while the other is with its: whatever the order in which their
// transactions come, what was accepted is there once, what was refused is not, and everything that is kept besides agrees.

// Dexie runs no live query where the global IndexedDB was missing when it was loaded, as in Node.
Dexie.dependencies.indexedDB = anOrigin();

const whole = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis', 'Glue'] });
const smaller = aDeck({ entities: [{ name: 'Kafka', notes: 2 }, 'Kinesis'] });
const larger = aDeck({ entities: [{ name: 'Kafka', notes: 3 }, 'Kinesis', 'Glue', 'EMR'] });
const decks = [whole, smaller, larger];
const cards = cardsOf(whole).map(({ id }) => id);

type Act =
  | { readonly kind: 'answer'; readonly card: number; readonly rating: Rating }
  | { readonly kind: 'look' | 'undo' | 'redo' | 'apply' | 'undo import' | 'remove' | 'undo removal' | 'quiz' | 'move due' }
  | { readonly kind: 'suspend' | 'suspend note' | 'resume' | 'bury' | 'bury note' | 'reset'; readonly card: number }
  | { readonly kind: 'due'; readonly card: number; readonly days: number }
  | { readonly kind: 'edit' | 'flag'; readonly card: number }
  | { readonly kind: 'plan'; readonly deck: number }
  | { readonly kind: 'minutes' | 'new a day'; readonly value: number };

interface Step {
  readonly tab: 0 | 1;
  /** Turns of the event loop that its tab waits before: what makes the one come before, after or into the other. */
  readonly turns: number;
  readonly act: Act;
}

// Few cards are hit often.
const card = fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(cards.length - 1) });
const kinds = <Kind extends Act['kind']>(...kind: Kind[]) => fc.constantFrom(...kind);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: kinds('answer'), card, rating: fc.constantFrom<Rating>(1, 2, 3, 4) }) },
  { weight: 7, arbitrary: fc.record({ kind: kinds('undo', 'undo', 'undo', 'redo', 'redo', 'look') }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kinds('suspend', 'suspend note', 'resume', 'bury', 'bury note', 'reset'), card }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kinds('due'), card, days: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: kinds('edit', 'flag'), card }) },
  { weight: 2, arbitrary: fc.record({ kind: kinds('plan'), deck: fc.nat(decks.length - 1) }) },
  { weight: 4, arbitrary: fc.record({ kind: kinds('apply', 'apply', 'apply', 'undo import', 'remove', 'undo removal') }) },
  { weight: 2, arbitrary: fc.record({ kind: kinds('quiz') }) },
  { weight: 1, arbitrary: fc.record({ kind: kinds('move due') }) },
  { weight: 1, arbitrary: fc.record({ kind: kinds('minutes', 'new a day'), value: fc.integer({ min: 1, max: 9 }) }) },
);

/** What both tabs do, in the order in which each does its own. */
export const anInterleaving: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ tab: fc.constantFrom<0 | 1>(0, 1), turns: fc.nat(12), act: anyAct }),
  { maxLength: 24, size: 'max' },
);

interface Tab {
  readonly storage: Storage;
  /** The schedules as its screen has them: the other tab may have moved them since. */
  readonly seen: Map<CardId, Schedule>;
  plan: ImportPlan | undefined;
  quiz: Quiz;
}

/** What the tabs were told of their commands. */
interface Told {
  readonly accepted: Map<EntryId, { readonly entry: AnswerEntry; readonly seenRevision: number }>;
  readonly refused: { readonly card: CardId; readonly seenRevision: number; readonly revision: number }[];
  readonly bases: number[];
  readonly quizzes: Quiz[];
  /** Deeds taken back, or done again, that have an entry in the log. */
  turned: number;
  resets: number;
}

export interface Figures {
  readonly accepted: number;
  readonly refused: number;
}

/** Lives through the steps in two tabs at once, and throws where what is left is not what they were told. */
export async function interleave(steps: readonly Step[]): Promise<Figures> {
  const origin = anOrigin();
  const lines: string[] = [];
  const [here, there] = [await aTab(origin, lines, 1), await aTab(origin, lines, 2)];
  const tabs = [here, there] as const;
  await here.storage.installDeck(whole, '# Notes', aMoment());
  await here.storage.startQuiz(here.quiz);
  for (const tab of tabs) await look(tab);
  const told: Told = {
    accepted: new Map(),
    refused: [],
    bases: [],
    quizzes: [],
    turned: 0,
    resets: 0,
  };

  await Promise.all(
    tabs.map(async (tab, index) => {
      for (const step of steps.filter((each) => each.tab === index)) {
        for (let turn = 0; turn < step.turns; turn += 1) await aTurn();
        const moment = aMoment({ day: monday + Math.floor(steps.indexOf(step) / 6), minute: 1 });
        await act(tab, step.act, moment, told).catch((error: unknown) => {
          // Between the look whether it is there and the decision about it, the other tab has taken the card away.
          assert.ok('card' in step.act && error instanceof StorageError && error.code === 'gone', String(error));
        });
      }
    }),
  );

  try {
    await expectOneTruth(tabs, told);
    await expectAgain(here.storage, lines);
  } finally {
    for (const { storage } of tabs) storage.close();
  }
  return { accepted: told.accepted.size, refused: told.refused.length };
}

async function aTab(origin: IDBFactory, lines: string[], seed: number): Promise<Tab> {
  const storage = await aStorage(origin, { chance: chanceOf(seed), journal: aJournal(lines) });
  return { storage, seen: new Map(), plan: undefined, quiz: aQuiz({ cards }) };
}

/** As the other store has it: what does not survive JSON does not survive here. */
function aJournal(lines: string[]): JournalStore {
  const commits = () => lines.map((line) => recordOf(line) as JournalCommit).toSorted((a, b) => a.sequence - b.sequence);
  return {
    async survey() {
      const all = commits();
      const sizes = { bytes: 1, damagedBytes: 0, damagedPlaces: 0 };
      return all.length === 0 ? [] : [{ epoch: 'lost', last: all.at(-1)!.sequence, commits: all.length, ...sizes }];
    },
    since: async (_epoch, sequence) => commits().filter((commit) => commit.sequence > sequence),
    begin: async () => undefined,
    append: async (commit) => void lines.push(JSON.stringify(commit)),
    retract: async () => void lines.pop(),
  };
}

function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function look({ storage, seen }: Tab): Promise<void> {
  seen.clear();
  for (const schedule of await storage.gatherCards(cards)) seen.set(schedule.card, schedule);
}

async function act(tab: Tab, asked: Act, moment: Moment, told: Told): Promise<void> {
  const { storage, seen } = tab;
  const id = 'card' in asked ? cards[asked.card]! : cards[0]!;
  // An import that was taken back has taken the card along: there is nothing to decide about.
  if ('card' in asked && asked.kind !== 'answer' && (await storage.db.schedules.get(id)) === undefined) return;
  switch (asked.kind) {
    case 'answer': {
      const schedule = seen.get(id);
      if (schedule === undefined) return;
      const seenRevision = schedule.revision;
      const answer = { card: id, seen: schedule, seenRevision, rating: asked.rating, takenMs: 900, moment };
      const answered = await storage.answerCard(answer);
      if (answered.kind === 'answered') told.accepted.set(answered.entry.id, { entry: answered.entry, seenRevision });
      else if (answered.kind === 'moved') told.refused.push({ card: id, seenRevision, revision: answered.schedule.revision });
      if (answered.kind === 'gone') seen.delete(id);
      else seen.set(id, answered.schedule);
      return;
    }
    case 'look':
      return look(tab);
    case 'undo':
    case 'redo': {
      const undone = await storage[asked.kind](moment);
      if ((undone.kind === 'undone' || undone.kind === 'redone') && undone.entry !== undefined) told.turned += 1;
      return;
    }
    case 'suspend':
      return void (await storage.suspendCard(id));
    case 'suspend note':
      return void (await storage.suspendNote(id));
    case 'resume':
      return void (await storage.unsuspendCard(id));
    case 'bury':
      return void (await storage.buryCard(id, moment));
    case 'bury note':
      return void (await storage.buryNote(id, moment));
    case 'reset':
      await storage.resetCard(id, moment);
      told.resets += 1;
      return;
    case 'due':
      return void (await storage.setDueDay(id, (moment.day + asked.days) as StudyDay, moment));
    case 'edit':
      return void (await storage.editCard(id, { back: `In other words on day ${moment.day}.` }));
    case 'flag':
      return void (await storage.flagCard(id, 3));
    case 'plan':
      return plan(tab, asked.deck);
    case 'apply': {
      if (tab.plan === undefined) await plan(tab, 2);
      const { baseRevision } = tab.plan!;
      const { kind } = await storage.applyImport(tab.plan!, moment);
      if (kind === 'imported' && baseRevision !== undefined) told.bases.push(baseRevision);
      // One that went through is tried once more, and must be refused; one that was refused is made anew.
      if (kind === 'refused') tab.plan = undefined;
      return;
    }
    case 'undo import':
      return void (await storage.undoImport(whole.id, moment));
    case 'remove':
      return void (await storage.removeDeck(whole.id, moment));
    case 'undo removal':
      return void (await storage.undoRemoval(whole.id, moment));
    case 'quiz': {
      const { id: quiz, answers, questions } = tab.quiz;
      if (answers.length === questions.length) return;
      tab.quiz = await storage.answerQuestion(quiz, answers.length, chose(answers.length % 4), 2000, moment);
      told.quizzes.push(tab.quiz);
      return;
    }
    case 'move due':
      return void (await storage.moveDueDays(moment));
    case 'minutes':
      return void (await storage.changeSettings({ minutesPerDay: asked.value }));
    case 'new a day':
      return void (await storage.changePreset({ newPerDay: asked.value, desiredRetention: 0.8 + asked.value / 100 }));
  }
}

async function plan(tab: Tab, index: number): Promise<void> {
  const known = await tab.storage.knownNotebook(whole.id);
  const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
  const compiled = { deck: decks[index]!, diagnostics: [] };
  tab.plan = planImport(known?.deck, compiled, { notesText: `# ${index}`, ...base });
}

async function expectOneTruth(tabs: readonly [Tab, Tab], told: Told): Promise<void> {
  const { db } = tabs[0].storage;
  const [log, schedules, days, presetRows, quizzes] = await Promise.all([
    db.log.orderBy('id').toArray(),
    db.schedules.toArray(),
    db.days.toArray(),
    db.presets.toArray(),
    db.quizzes.toArray(),
  ]);

  // The model: a card counts its moves, and an answer is right that saw as many as there were. Ids are in order of writing.
  const moves = new Map<CardId, number>();
  let [answers, undos, resets] = [0, 0, 0];
  for (const entry of log) {
    if (entry.kind === 'quiz' || entry.kind === 'cram') continue;
    const moved = moves.get(entry.card) ?? 0;
    moves.set(entry.card, moved + 1);
    if (entry.kind === 'undo') undos += 1;
    else if (entry.kind === 'manual') resets += entry.action === 'reset' ? 1 : 0;
    else {
      answers += 1;
      const accepted = told.accepted.get(entry.id);
      assert.deepEqual(entry, accepted?.entry, 'an answer in the log that no tab was told of, or another than it was told');
      assert.equal(accepted?.seenRevision, moved, 'an answer was accepted that had seen another schedule');
    }
  }
  assert.equal(answers, told.accepted.size, 'answers in the log, and accepted ones');
  assert.equal(resets, told.resets, 'resets in the log, and accepted ones');
  // Due days that were moved together are taken back together, each with an entry.
  assert.ok(undos >= told.turned, `${undos} entries for ${told.turned} deeds that were turned`);
  for (const { card: refused, seenRevision, revision } of told.refused) {
    assert.ok(
      revision > seenRevision && (moves.get(refused) ?? 0) >= revision,
      'an answer was refused that nobody had overtaken',
    );
  }

  const known = new Map<PresetId, Preset>(presetRows.map((preset) => [preset.id, preset]));
  for (const row of schedules) {
    const entries = log.filter((entry) => entry.card === row.card);
    assert.deepEqual(compareSchedule(row, replayCard(entries, known)), [], `the schedule of ${row.card} is not the log's`);
  }
  for (const moved of moves.keys()) {
    assert.ok(
      schedules.some((row) => row.card === moved),
      'a card was moved and has no schedule',
    );
  }
  assert.deepEqual(
    days.filter(({ answers: some, quizAnswers, due }) => some + quizAnswers + due > 0),
    recountDays(log, schedules, whole.id),
    'the figures of the days',
  );

  const [quiz] = quizzes.map(quizOf);
  for (const seen of told.quizzes) assert.deepEqual(seen.answers, quiz!.answers.slice(0, seen.answers.length));
  const asked = log.flatMap((entry: LogEntry) => (entry.kind === 'quiz' ? [entry.question] : []));
  assert.deepEqual(
    asked,
    quiz!.answers.map((_, index) => index),
    'answers of the quiz in the log, each once',
  );
  assert.equal(new Set(told.bases).size, told.bases.length, 'two imports were planned from the same deck, and both applied');

  for (const { storage } of tabs) await follows(storage);
}

/** What a tab goes by is what is stored, whoever changed it. */
async function follows(storage: Storage): Promise<void> {
  const preset = (await storage.db.settings.get('preset'))?.value;
  const minutes = (await storage.db.settings.get('minutesPerDay'))?.value;
  const deadline = Date.now() + 2_000;
  const goesBy = () => [storage.preset.id, storage.options.minutesPerDay?.toString()];
  while (String(goesBy()) !== String([preset, minutes]) && Date.now() < deadline) await aTurn();
  assert.deepEqual(goesBy(), [preset, minutes], 'a tab goes by other settings than those that are stored');
}

/** The journals of both tabs together have each command once and make the same database again. */
async function expectAgain(storage: Storage, lines: string[]): Promise<void> {
  const sequences = lines.map((line) => (recordOf(line) as JournalCommit).sequence).toSorted((a, b) => a - b);
  assert.deepEqual(
    sequences,
    sequences.map((_, index) => index + 1),
    'commands in the journal, each once and none missing',
  );
  const again = await aStorage(anOrigin(), { chance: chanceOf(1), journal: aJournal(lines) });
  try {
    assert.equal(again.united.kind, 'restored');
    assert.deepEqual(await tablesOf(again), await tablesOf(storage), 'the database, and what the journal makes of nothing');
  } finally {
    again.close();
  }
}

async function tablesOf({ db }: Storage): Promise<Record<string, unknown>> {
  const tables = db.tables.filter(({ name }) => !unjournaled.includes(name));
  const entries = await Promise.all(tables.map(async (table) => [table.name, await table.toArray()] as const));
  return Object.fromEntries(entries);
}
