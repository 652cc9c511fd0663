import { describe, expect, test } from 'vitest';
import { auditDeck } from './audit.ts';
import { auditedDecks } from './audited.ts';

// A hundredth of `npm run quiz:audit`, with the same checks.

describe.each(auditedDecks())('the questions of %s', (name, deck) => {
  const audit = auditDeck(deck, 200);
  const { questions, faults } = audit;

  test('break no rule', () => {
    expect(questions.length).toBeGreaterThanOrEqual(200);
    const errors = faults
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, message, question }) => `${rule} ${question.id}: ${message}`);
    expect([...new Set(errors)]).toEqual([]);
    expect(audit.bank.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('are found by no cue alone', () => {
    // What chance does to so small a bank comes on top.
    const most = 0.3 + audit.all.byChance;
    expect(Math.max(audit.all.longest, audit.all.likeStem, audit.all.likeOthers)).toBeLessThan(most);
    // Seven decks are looked at: once in a thousand banks each.
    expect(audit.chiSquare).toBeLessThan(16.27);
  });

  test('come in quizzes without a stem twice, a key too early, or another order for the same seed', () => {
    expect(audit.drawn).toEqual([]);
    expect(audit.sameAgain).toBe(true);
  });

  test('give no reason twice', () => {
    for (const { rationale } of questions.flatMap((one) => (one.kind === 'response' ? [one] : []))) {
      const said = rationale.split(/(?<=[.!?…]) /);
      expect(said).toEqual([...new Set(said)]);
    }
  });

  if (name !== 'aws-ml-ai-big-data') return;
  test('are balanced: none asked about more than four times or in too many wrong answers, none left out; length tells nothing', () => {
    expect(audit.bank.faults).toEqual([]);
    expect(Math.abs(audit.sentences.longest - 0.25)).toBeLessThan(0.03 + audit.sentences.byChance);
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(['choice', 'response', 'match', 'typed']));
    expect(new Set(questions.map(({ direction }) => direction)).size).toBe(5);
  });
});

test('of few names with much in common, where the long ones are near each other, the longest is not right more often than others', () => {
  const deck = new Map(auditedDecks()).get('music-intervals')!;
  const { names } = auditDeck(deck, 3000);
  expect(names.count).toBeGreaterThan(1000);
  expect(names.longest).toBeLessThan(0.25 + 2 * names.byChance);
});
