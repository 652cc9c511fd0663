import type { Given, Question } from './question.ts';

/** What is given while nothing is chosen yet. */
export function blankFor(question: Question): Given {
  switch (question.kind) {
    case 'choice':
      return { kind: 'none' };
    case 'response':
      return { kind: 'response', chosen: [] };
    case 'match':
      return { kind: 'match', chosen: question.pairs.map(() => null) };
    case 'typed':
      return { kind: 'typed', text: '' };
  }
}

/** Whether it can be handed in: the option, as many as are asked for, every pair, or a word. */
export function isComplete(question: Question, given: Given): boolean {
  switch (given.kind) {
    case 'none':
      return false;
    case 'choice':
      return true;
    case 'response':
      return question.kind === 'response' && given.chosen.length === question.keys.length;
    case 'match':
      return given.chosen.every((option) => option !== null);
    case 'typed':
      return given.text.trim() !== '';
  }
}

/** The option chosen, or taken away where several are to be chosen; with all of them chosen, another one changes nothing. */
export function withOption(question: Question, given: Given, at: number): Given {
  if (question.kind === 'choice') return { kind: 'choice', chosen: at };
  if (question.kind !== 'response') return given;
  const before = given.kind === 'response' ? given.chosen : [];
  if (before.includes(at)) return { kind: 'response', chosen: before.filter((one) => one !== at) };
  if (before.length >= question.keys.length) return given;
  return { kind: 'response', chosen: [...before, at].toSorted((a, b) => a - b) };
}

/** The option put to a pair: taken from the one that had it. */
export function withMatch(given: Given, pair: number, option: number | null): Given {
  if (given.kind !== 'match') return given;
  return {
    kind: 'match',
    chosen: given.chosen.map((one, index) => (index === pair ? option : one === option ? null : one)),
  };
}
