import { expect, test } from 'vitest';

import { askedId, leftOutBy, type Fault } from '#core/decks/report.ts';
import { tellReport } from '#core/decks/told-report.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { CardId, DeckId, EntityId, FactId } from '#core/ids.ts';
import type { ChoiceQuestion } from '#core/quiz/question.ts';
import { smallDeck } from '#tests/core/quiz/a-deck.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aQuiz } from '#tests/support/quizzes.ts';

const entity = smallDeck.entities.find(({ facts, notes }) => facts.length > 0 && notes.length > 0)!;
const [fact] = entity.facts;
const [question] = aQuiz().questions as [ChoiceQuestion];
const asked: ChoiceQuestion = { ...question, entity: entity.id, fact: fact!.id, lines: [900] };

function aReport(fault: Fault, about: NonNullable<CardOverlay['reported']>['about'], id = 'q'): CardOverlay {
  const { instant: at } = aMoment();
  return { id: id as CardId, deck: smallDeck.id, entity: entity.id, reported: { fault, at, about } };
}

test.each([
  ['purpose-to-name:d/a:f1', 'purpose-to-name:d/a:f1', 'as it is'],
  ['typed:purpose-to-name:d/a:f1', 'purpose-to-name:d/a:f1', 'typed or chosen, the same is asked'],
  ['match:stores:d/a', 'match:stores:d', 'a group is one, whoever is first in it'],
])('%s is reported as %s: %s', (id, expected) => {
  expect(askedId(id)).toBe(expected);
});

test('only what is wrong or out of date keeps its fact out, too', () => {
  const about = { kind: 'question', question: asked } as const;
  expect(leftOutBy([aReport('wrong', about)])).toEqual(['q', fact!.id]);
  expect(leftOutBy([aReport('gives-away', about)])).toEqual(['q']);
  const card = { kind: 'card', front: 'F', back: 'B', lines: [], facts: ['x' as FactId] } as const;
  expect(leftOutBy([aReport('outdated', card)])).toEqual(['x']);
  expect(leftOutBy([aReport('unclear', card)])).toEqual([]);
  expect(leftOutBy([{ id: 'c' as CardId, deck: 'd' as DeckId, entity: 'd/e' as EntityId, suspended: true }])).toEqual([]);
});

test('a report is told where its fact stands now, and where it stood if the fact is gone', () => {
  const report = aReport('wrong', { kind: 'question', question: asked, given: 'Glue' });
  expect(tellReport(report, entity)).toMatchObject([{ name: entity.name, lines: [fact!.lines.from], given: 'Glue' }]);
  expect(tellReport(report, undefined)).toMatchObject([{ lines: [900], name: '' }]);
});
