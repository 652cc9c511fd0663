import { expect, test, vi } from 'vitest';

import { leftOutBy, unite, type Fault, type Report } from '#core/decks/report.ts';
import { tellReport } from '#core/decks/told-report.ts';
import type { Deck } from '#core/decks/deck.ts';
import type { CardId, FactId, QuizId } from '#core/ids.ts';
import { drawExam } from '#core/quiz/exam.ts';
import { drawQuestions, questionsOf } from '#core/quiz/generate.ts';
import { judgeRow } from '#interop/backup-rows.ts';
import { askedOf, type ChoiceQuestion, type Question } from '#core/quiz/question.ts';
import type { CardwrightDatabase } from '#storage/database.ts';
import { mergeInto } from '#storage/backup/merge.ts';
import { readParts } from '#storage/backup/read-parts.ts';
import { openStaged, putParts } from '#storage/backup/staged.ts';
import { mixedUp } from '#storage/queries/confusions.ts';
import { readDeck } from '#storage/queries/read-deck.ts';
import type { Storage } from '#storage/storage.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { chanceOf } from '#tests/support/chance.ts';
import { aDeck } from '#tests/support/decks.ts';
import { aMoment, later, monday } from '#tests/support/moments.ts';
import { aQuiz, chose, quizOn } from '#tests/support/quizzes.ts';
import { anOrigin, answer, aStorage } from '#tests/support/storage.ts';

// All that can be asked is drawn several times over.
vi.setConfig({ testTimeout: 20_000 });

const now = aMoment();

async function aQuizDeck(deck = smallDeck): Promise<Storage> {
  const storage = await aStorage();
  await storage.installDeck(deck, '# Notes', now);
  return storage;
}

/** Each entity's stems and its first note rest on one fact. */
const withFacts: Deck = {
  ...smallDeck,
  entities: smallDeck.entities.map((entity) => {
    const fact = `${entity.id}:f` as FactId;
    const notes = entity.notes.map((note, index) => (index === 0 ? { ...note, facts: [fact] } : note));
    return { ...entity, stems: entity.stems.map((stem) => ({ ...stem, fact })), notes };
  }),
};

/** Every question of one kind that the learner may be asked. */
async function asked({ db }: Storage, kind: Question['kind'] = 'choice'): Promise<Question[]> {
  const deck = await readDeck(db, smallDeck.id);
  return drawQuestions(questionsOf(deck!), { count: 500, categories: [], kinds: [kind], seed: 1 });
}

test('a question that was reported is in no quiz until that is taken back, chosen or typed', async () => {
  const storage = await aQuizDeck();
  const typed = (await asked(storage, 'typed')).map(({ id }) => id);
  const question = (await asked(storage)).find(({ id }) => typed.includes(`typed:${id}`));
  if (question === undefined) throw new Error('nothing is asked both ways');
  const ids = async (kind: Question['kind']) => (await asked(storage, kind)).map(({ id }) => id);
  const { card: report } = await storage.reportQuestion(smallDeck.id, { question }, { fault: 'unclear' }, now);
  expect(await ids('choice')).not.toContain(question.id);
  expect(await ids('typed')).not.toContain(`typed:${question.id}`);
  await storage.takeReportBack(report);
  expect(await ids('choice')).toContain(question.id);
  expect(await storage.readOverlays(smallDeck.id)).toEqual([]);
});

test('of a matching that was reported no other comes from the same group', async () => {
  const storage = await aQuizDeck();
  const [match] = await asked(storage, 'match');
  if (match?.kind !== 'match') throw new Error('nothing is matched');
  const group = match.id.split(':')[1];
  await storage.reportQuestion(smallDeck.id, { question: match }, { fault: 'second-right' }, now);
  expect((await asked(storage, 'match')).filter(({ id }) => id.split(':')[1] === group)).toEqual([]);
});

test.each<[fault: Fault, restsOnIt: boolean]>([
  ['wrong', false],
  ['outdated', false],
  ['unclear', true],
  ['gives-away', true],
])('where a fact is said to be %s, another question may rest on it: %s', async (fault, may) => {
  const storage = await aQuizDeck(withFacts);
  const all = await asked(storage);
  const restingOn = (questions: readonly Question[], fact: string) =>
    questions.filter((one) => askedOf(one).some((part) => part.fact === fact));
  const question = all.find((one) => one.kind === 'choice' && one.fact && restingOn(all, one.fact).length > 0);
  if (question?.kind !== 'choice' || question.fact === undefined) throw new Error('no question rests on a fact');
  const card = withFacts.entities.flatMap(({ notes }) => notes).find(({ facts }) => facts.includes(question.fact!))?.cards[0];
  if (card === undefined) throw new Error('no card rests on it');
  await storage.reportCard(card.id, { fault }, now);
  expect(restingOn(await asked(storage), question.fact).length > 0).toBe(may);
});

const kafka = 'deck/kafka/0.to-name' as CardId;
const kinesis = 'deck/kinesis/0.to-name' as CardId;

test('what was answered to a reported question counts neither for its card nor as a mix-up', async () => {
  const deck = aDeck();
  const storage = await aStorage();
  await storage.installDeck(deck, '', aMoment({ day: monday - 7 }));
  for (const card of [kafka, kinesis]) await answer(storage, card, 4, { moment: aMoment({ day: monday - 7 }) });
  const quiz = quizOn(deck, [kafka, kinesis]);
  const other = deck.entities[1]!.id;
  const [first, second] = quiz.questions as [ChoiceQuestion, ChoiceQuestion];
  const questions = [
    { ...first, options: first.options.with(1, { ...first.options[1]!, entity: other }) },
    { ...second, options: second.options.map((option) => ({ ...option, entity: other })) },
  ];
  await storage.startQuiz({ ...quiz, questions });
  for (const index of [0, 1]) await storage.answerQuestion(quiz.id, index, chose(1), 1_000, now);
  const mixed = async () => (await mixedUp(storage.db, deck.id, now.instant)).confusions.pairs.length;
  expect(await mixed()).toBe(1);
  await storage.reportQuestion(deck.id, { question: questions[0]!, given: 'Kinesis' }, { fault: 'second-right' }, now);
  expect(await mixed()).toBe(0);
  const before = await storage.db.schedules.get(kafka);
  await storage.endQuiz(quiz.id, later(now, 1));
  expect(await storage.db.schedules.get(kafka)).toEqual(before);
  expect((await storage.db.schedules.get(kinesis))?.dueDay).toBe(monday + 1);
});

test('reports of two devices are united, and pass the border of a backup; damage does not', async () => {
  const [own, other] = [await aQuizDeck(), await aQuizDeck()];
  const [first, second] = await asked(own);
  const card = smallDeck.entities[0]!.notes[0]!.cards[0]!.id;
  await own.reportQuestion(smallDeck.id, { question: first! }, { fault: 'unclear', words: 'How?' }, now);
  await own.reportCard(card, { fault: 'outdated' }, now);
  await other.reportQuestion(smallDeck.id, { question: second!, given: 'x' }, { fault: 'other', words: '<b>' }, now);

  const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
  await putParts(staged, readParts(other.db, now.instant));
  await mergeInto(staged, own.db, aMoment({ day: monday + 1 }), chanceOf(1));
  const rows = await staged.overlays.toArray();
  expect(new Set(rows.map(({ reported }) => reported?.fault))).toEqual(new Set(['other', 'outdated', 'unclear']));
  expect(rows).toHaveLength(3);
  for (const row of rows) {
    expect(judgeRow('overlays', row)).toBeUndefined();
    expect(judgeRow('overlays', { ...row, reported: { ...row.reported, words: 7 } })).toBe('wrong');
    expect(judgeRow('overlays', { ...row, reported: { ...row.reported, about: { kind: 'question', question: {} } } })).toBe(
      'wrong',
    );
    // Another word for what is wrong is a later version's.
    expect(judgeRow('overlays', { ...row, reported: { ...row.reported, fault: 'dull' } })).toBe('newer');
  }
});

test('what two devices said of one card and of one question is all kept, once each, however often they are merged', async () => {
  const [own, other] = [await aQuizDeck(withFacts), await aQuizDeck(withFacts)];
  const [question] = await asked(own);
  const { cards, facts } = withFacts.entities[0]!.notes[0]!;
  const card = cards[0]!.id;
  await own.reportCard(card, { fault: 'unclear', words: 'How?' }, now);
  await other.reportCard(card, { fault: 'outdated' }, later(now, 1));
  await own.reportQuestion(smallDeck.id, { question: question! }, { fault: 'second-right' }, later(now, 2));
  await other.reportQuestion(smallDeck.id, { question: question!, given: 'x' }, { fault: 'gives-away' }, now);
  // Here it was only suspended, there it was reported.
  const third = withFacts.entities[1]!.notes[0]!.cards[0]!.id;
  await own.suspendCard(third);
  await other.reportCard(third, { fault: 'gives-away' }, now);

  const mergeWith = async (db: CardwrightDatabase) => {
    const staged = await openStaged({ indexedDB: anOrigin(), IDBKeyRange: globalThis.IDBKeyRange });
    await putParts(staged, readParts(other.db, now.instant));
    await mergeInto(staged, db, aMoment({ day: monday + 1 }), chanceOf(1));
    return staged;
  };
  const once = await mergeWith(own.db);
  const all = ['card gives-away', 'card outdated', 'card unclear How?', 'choice gives-away', 'choice second-right'];
  for (const staged of [once, await mergeWith(once)]) {
    const overlays = await staged.overlays.toArray();
    const told = overlays.flatMap((overlay) => tellReport(overlay, undefined));
    expect(told.map(({ kind, fault, words = '' }) => `${kind} ${fault} ${words}`.trim()).toSorted()).toEqual(all);
    expect(overlays.find(({ id }) => id === third)?.suspended).toBe(true);
    for (const row of overlays) {
      expect(judgeRow('overlays', row)).toBeUndefined();
      if (row.reported?.also) {
        expect(judgeRow('overlays', { ...row, reported: { ...row.reported, also: [{ fault: 'wrong' }] } })).toBe('wrong');
      }
    }
    // What only the other said holds here, too: the fact is out of date.
    expect(leftOutBy(overlays)).toEqual(expect.arrayContaining([...facts]));
  }
});

test('a question said to be wrong once more has the later words', async () => {
  const storage = await aQuizDeck();
  const [question] = aQuiz({ deck: smallDeck.id }).questions;
  await storage.reportQuestion(smallDeck.id, { question: question! }, { fault: 'unclear' }, now);
  await storage.reportQuestion(smallDeck.id, { question: question! }, { fault: 'other', words: 'Odd.' }, later(now, 1));
  expect((await storage.readOverlays(smallDeck.id)).map(({ reported }) => reported?.words)).toEqual(['Odd.']);
});

test('of several things that were said of one question one is taken back, and the others hold', async () => {
  const storage = await aQuizDeck();
  const [question] = await asked(storage);
  const { card: id } = await storage.reportQuestion(smallDeck.id, { question: question! }, { fault: 'unclear' }, now);
  const overlay = (await storage.db.overlays.get(id))!;
  const { about } = overlay.reported!;
  const other: Report = { fault: 'gives-away', at: later(now, 1).instant, about };
  await storage.db.overlays.put({ ...overlay, reported: unite(overlay.reported, other)! });
  const said = async () => tellReport((await storage.db.overlays.get(id))!, undefined).map(({ fault }) => fault);
  expect(await said()).toEqual(['gives-away', 'unclear']);
  await storage.takeReportBack(id, other.at);
  expect(await said()).toEqual(['unclear']);
  expect((await asked(storage)).map((one) => one.id)).not.toContain(question!.id);
  await storage.undo(now);
  expect(await said()).toEqual(['gives-away', 'unclear']);
  await storage.takeReportBack(id);
  expect(await storage.db.overlays.get(id)).toBeUndefined();
});

test('taking back what was said of a question does not tell what it is about while a mock exam asks it', async () => {
  const storage = await aQuizDeck();
  const blueprint = { name: 'Own', questions: 3, minutes: 9, kinds: ['choice'], domains: [] } as const;
  const { instant: startedAt, day } = now;
  const exam = drawExam(questionsOf(smallDeck), blueprint, { id: 'e' as QuizId, seed: 1, startedAt, day });
  await storage.startQuiz(exam);
  const [question] = exam.questions;
  const name = smallDeck.entities.find(({ id }) => id === askedOf(question!)[0]?.entity)?.name;
  await storage.reportQuestion(smallDeck.id, { question: question! }, { fault: 'unclear' }, now);
  expect(await storage.undo(now)).toMatchObject({ kind: 'undone', deed: { kind: 'report-question' } });
  expect(await storage.redo(now)).not.toHaveProperty('name');
  expect(await storage.undo(now)).not.toHaveProperty('name');
  await storage.handInExam(exam.id, now);
  expect(await storage.redo(now)).toMatchObject({ kind: 'redone', name });
});
