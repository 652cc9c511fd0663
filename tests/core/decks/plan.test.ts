import { describe, expect, test } from 'vitest';
import { planImport } from '#core/decks/plan.ts';
import type { CardChange } from '#core/decks/plan.ts';
import { cardsOf, compiled } from './compiled.ts';

const NOTES = `# Teas

## Sencha

- **Purpose**: A green tea of steamed leaves
- **Origin**: Grown in Shizuoka by small farms.

## Bancha

- **Purpose**: A late tea for every meal
`;

const yamlOf = ({ corrections = '', sencha = '' }) => `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
corrections: [${corrections}]
entities:
  sencha: { name: Sencha, category: green, kind: service${sencha} }
  bancha: { name: Bancha, category: green, kind: service }
`;
const PLAIN = yamlOf({});
const WRITTEN =
  ', cards: [{ id: where, front: Where does Sencha grow?, back: In Kyoto., lines: [6], priority: 4, direction: to-answer }]';
const WHERE = '{ id: where-now, kind: wrong, entities: [sencha], lines: [6], notes: Shizuoka, now: It grows in Kyoto. }';
const CLOSED = '{ id: closed, kind: closed, entities: [sencha], lines: [3], notes: Sencha, now: No longer sold. }';

const planned = (before: string, after: string) =>
  planImport({ deck: compiled(NOTES, before).deck, archived: [] }, compiled(NOTES, after), { notesText: NOTES });
const told = (changes: readonly CardChange[]) =>
  changes.map((change) =>
    change.kind === 'changed' ? [change.after.front, change.corrections?.map(({ id }) => id)] : change.kind,
  );

describe('what changes around the cards is told, where no card tells it', () => {
  const around = (before: string, after: string) => {
    const { changes, around: found } = planned(before, after);
    expect(changes).toEqual([]);
    return found.map(({ kind, what, name, members }) => [kind, what, name, ...members]);
  };
  const group = (members: string) => `${PLAIN}groups: [{ id: green, name: Green teas, members: [${members}] }]\n`;
  const veto = `${PLAIN}vetoes: [{ asked: sencha, alsoRight: [bancha] }]\n`;
  const asked = (text: string) => yamlOf({ sencha: `, statements: [{ text: ${text}, lines: [5] }]` });

  test.each([
    ['a new group', PLAIN, group('sencha'), ['group', 'added', 'Green teas', 'Sencha']],
    ['another member', group('sencha'), group('bancha'), ['group', 'changed', 'Green teas', 'Bancha']],
    ['a group less', group('sencha'), PLAIN, ['group', 'removed', 'Green teas']],
    ['a veto', PLAIN, veto, ['veto', 'added', 'Sencha', 'Bancha']],
    ['a veto less', veto, PLAIN, ['veto', 'removed', 'Sencha']],
    ['another statement', asked('Is steamed'), asked('Is not roasted'), ['questions', 'changed', 'Sencha']],
  ])('%s', (_, before, after, expected) => expect(around(before, after)).toEqual([expected]));

  test('nothing is told of a deck that is new, or of what is as it was', () => {
    expect(around(veto, veto)).toEqual([]);
    expect(planImport(undefined, compiled(NOTES, veto), { notesText: NOTES }).around).toEqual([]);
  });
});

describe('what stands beside an answer counts as a change of the card', () => {
  test('a correction changes the cards of its facts, and keeps their ids', () => {
    const plan = planned(yamlOf({ sencha: WRITTEN }), yamlOf({ sencha: WRITTEN, corrections: WHERE }));
    expect(told(plan.changes)).toEqual([['Where does Sencha grow?', ['where-now']]]);
    expect(plan.unchanged).toBe(cardsOf(plan.after).length - 1);
  });

  test('so does another word or source of it, and taking it back', () => {
    const corrected = yamlOf({ sencha: WRITTEN, corrections: WHERE });
    const sourced = yamlOf({ sencha: WRITTEN, corrections: WHERE.replace(' }', ', source: https://example.org }') });
    expect(told(planned(corrected, sourced).changes)).toEqual([['Where does Sencha grow?', ['where-now']]]);
    expect(told(planned(corrected, yamlOf({ sencha: WRITTEN })).changes)).toEqual([['Where does Sencha grow?', undefined]]);
    expect(planned(corrected, corrected).changes).toEqual([]);
  });

  test('a status changes all cards of its entity and none of another', () => {
    const plan = planned(PLAIN, yamlOf({ sencha: ', availability: closed', corrections: CLOSED }));
    const own = cardsOf(plan.after, 'sencha');
    expect(told(plan.changes)).toEqual(own.map(({ front }) => [front, ['closed']]));
    expect(plan.unchanged).toBe(cardsOf(plan.after, 'bancha').length);
  });

  test('a former name does', () => {
    const renamed = CLOSED.replaceAll('closed', 'renamed');
    const called = (name: string) =>
      yamlOf({ sencha: `, aliases: [Old Sencha, Shin], formerly: [${name}]`, corrections: renamed });
    const plan = planned(called('Shin'), called('Old Sencha'));
    expect(plan.changes.map(({ kind }) => kind)).toEqual(cardsOf(plan.after, 'sencha').map(() => 'changed'));
  });

  test('exams and priorities do not: nobody reads them on the card', () => {
    const exams =
      'exams: [{ id: tea, name: Tea, source: a book, checked: 2026-01-01, domains: [{ id: green, name: Green, percent: 100 }] }]\n';
    expect(planned(PLAIN, `${yamlOf({ sencha: ', exams: { tea: green }' })}${exams}`).changes).toEqual([]);
  });
});

test('what a card needs and what is also right are named by the ids that they are known by', () => {
  const more =
    ', scenarios: [{ id: daily, text: Somebody wants a steamed drink., lines: [5], alsoRight: [bancha] }], cards: [{ front: "Sencha vs Bancha: what separates them?", back: "Sencha: steamed. Bancha: late.", lines: [5, 10], priority: 2, direction: to-answer }]';
  const before = yamlOf({ sencha: more });
  const after = before.replaceAll('bancha', 'late-tea');
  const plan = planned(before, after);
  expect(plan.after.entities.map(({ id }) => id)).toEqual(['test/sencha', 'test/bancha']);
  expect(plan.after.entities[0]?.scenarios?.[0]?.alsoRight).toEqual(['test/bancha']);
  expect(cardsOf(plan.after).flatMap(({ needs = [] }) => needs)).toEqual(['test/sencha', 'test/bancha']);
});
