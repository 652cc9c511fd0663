import { markTyped, type TypedMark } from '../decks/typed.ts';
import type { CardId, EntityId } from '../ids.ts';
import type {
  ChoiceQuestion,
  Given,
  MatchQuestion,
  Question,
  QuestionOption,
  Quiz,
  QuizAnswer,
  ResponseQuestion,
  TypedQuestion,
} from './question.ts';

/** What an answer is worth, as a whole and each part. */
export interface Marked {
  /** `partly`: some of several keys or pairs. In a score it counts as little as `wrong`, as in the exams. */
  readonly outcome: 'right' | 'partly' | 'wrong';
  /** One for each key, or each pair. */
  readonly parts: readonly MarkedPart[];
}

export interface MarkedPart {
  readonly entity: EntityId;
  readonly card?: CardId;
  /** `almost` is right but for a slip of the finger; `open` was not answered. */
  readonly outcome: 'right' | 'almost' | 'wrong' | 'open';
  readonly key: QuestionOption;
  /** What was taken for it, where it was wrong and is known. */
  readonly chosen?: QuestionOption;
  /** Of a typed answer: which spelling was meant. */
  readonly typed?: TypedMark;
}

export function mark(question: Question, given: Given): Marked {
  const parts = partsOf(question, given);
  const right = parts.filter(isRight).length;
  const spoilt = question.kind === 'response' && wronglyChosen(question, given).length > 0;
  return { outcome: right === parts.length && !spoilt ? 'right' : right > 0 ? 'partly' : 'wrong', parts };
}

export function isRight({ outcome }: MarkedPart): boolean {
  return outcome === 'right' || outcome === 'almost';
}

function partsOf(question: Question, given: Given): readonly MarkedPart[] {
  switch (question.kind) {
    case 'choice':
      return [choicePart(question, given)];
    case 'response':
      return responseParts(question, given);
    case 'match':
      return matchParts(question, given);
    case 'typed':
      return [typedPart(question, given)];
  }
}

function choicePart(question: ChoiceQuestion, given: Given): MarkedPart {
  const key = getOption(question, question.key);
  if (given.kind !== 'choice') return partOf(question, key, unlike(question, given));
  const chosen = getOption(question, given.chosen);
  return partOf(question, key, chosen === key ? { outcome: 'right' } : { outcome: 'wrong', chosen });
}

/** Each key that was missed is paired with something chosen in its place. */
function responseParts(question: ResponseQuestion, given: Given): MarkedPart[] {
  const keys = question.keys.map((index) => ({ index, key: getOption(question, index) }));
  if (given.kind !== 'response') return keys.map(({ key }) => partOf(question, key, unlike(question, given)));
  const wrong = wronglyChosen(question, given);
  let next = 0;
  return keys.map(({ index, key }) => {
    if (given.chosen.includes(index)) return partOf(question, key, { outcome: 'right' });
    const chosen = wrong[next++];
    return partOf(question, key, chosen === undefined ? { outcome: 'open' } : { outcome: 'wrong', chosen });
  });
}

function wronglyChosen(question: ResponseQuestion, given: Given): QuestionOption[] {
  if (given.kind !== 'response') return [];
  return given.chosen.filter((index) => !question.keys.includes(index)).map((index) => getOption(question, index));
}

function matchParts(question: MatchQuestion, given: Given): MarkedPart[] {
  return question.pairs.map((pair, index) => {
    const key = getOption(question, pair.key);
    if (given.kind !== 'match') return partOf(pair, key, unlike(question, given));
    const at = given.chosen[index] ?? null;
    if (at === null) return partOf(pair, key, { outcome: 'open' });
    return partOf(pair, key, at === pair.key ? { outcome: 'right' } : { outcome: 'wrong', chosen: getOption(question, at) });
  });
}

function typedPart(question: TypedQuestion, given: Given): MarkedPart {
  const { key, aliases, others } = question;
  if (given.kind !== 'typed') return partOf(question, key, unlike(question, given));
  const { formerly = [] } = key;
  const typed = markTyped(given.text, {
    answer: key.text,
    aliases,
    formerly,
    others: others.flatMap((other) => [other.name, ...(other.formerly ?? []), ...other.aliases]),
  });
  switch (typed.kind) {
    case 'empty':
      return partOf(question, key, { outcome: 'open', typed });
    case 'right':
    case 'almost':
      return partOf(question, key, { outcome: typed.kind, typed });
    case 'wrong': {
      const { other } = typed;
      const chosen = others.find(
        (one) => other !== undefined && [one.name, ...(one.formerly ?? []), ...one.aliases].includes(other),
      );
      return partOf(question, key, { outcome: 'wrong', typed, ...(chosen === undefined ? {} : { chosen }) });
    }
  }
}

type Verdict = Pick<MarkedPart, 'outcome' | 'chosen' | 'typed'>;

function partOf(
  { entity, card }: { readonly entity: EntityId; readonly card?: CardId },
  key: QuestionOption,
  verdict: Verdict,
): MarkedPart {
  return { entity, ...(card === undefined ? {} : { card }), key, ...verdict };
}

function unlike({ id, kind }: Question, given: Given): Verdict {
  if (given.kind === 'none') return { outcome: 'open' };
  throw new Error(`question ${id} asks for ${kind}, not for ${given.kind}`);
}

function getOption(
  { id, options }: { readonly id: string; readonly options: readonly QuestionOption[] },
  index: number,
): QuestionOption {
  const option = options[index];
  if (!option) throw new Error(`question ${id} has no option ${index}`);
  return option;
}

/** How likely it is that who knows nothing gets all of it right, 0 to 1. */
export function guessChance(question: Question): number {
  switch (question.kind) {
    case 'choice':
      return 1 / question.options.length;
    case 'response': {
      const { options, keys } = question;
      // One by one: so many keys are left among so many options.
      return keys.reduce((chance, _, taken) => (chance * (keys.length - taken)) / (options.length - taken), 1);
    }
    case 'match':
      return question.pairs.reduce((chance, _, taken) => chance / (question.options.length - taken), 1);
    case 'typed':
      return 0;
  }
}

/** What came of a quiz. One that was ended early is marked on what was answered. */
export interface MarkedQuiz {
  readonly answered: number;
  readonly right: number;
  /** Right minus what guessing alone would bring: 0 to `right`, not whole. */
  readonly known: number;
  readonly results: readonly QuestionResult[];
  readonly missed: readonly QuestionResult[];
  /** Cards of what was missed, each once, in the order asked. */
  readonly toStudy: readonly CardId[];
}

export interface QuestionResult extends Marked {
  readonly index: number;
  readonly question: Question;
  readonly answer: QuizAnswer;
}

export function markQuiz(quiz: Quiz): MarkedQuiz {
  const results = quiz.answers.map((answer, index) => {
    const question = getQuestion(quiz, index);
    return { index, question, answer, ...mark(question, answer.given) };
  });
  const missed = results.filter(({ outcome }) => outcome !== 'right');
  // Who guesses among n options is wrong n - 1 times for each time right; each question has its own chance.
  const lucky = missed.reduce((sum, { question }) => sum + guessChance(question) / (1 - guessChance(question)), 0);
  const right = results.length - missed.length;
  const cards = missed.flatMap(({ parts }) => parts.flatMap((part) => (isRight(part) || !part.card ? [] : [part.card])));
  return {
    answered: results.length,
    right,
    known: Math.max(0, right - lucky),
    results,
    missed,
    toStudy: [...new Set(cards)],
  };
}

export function getQuestion(quiz: Quiz, index: number): Question {
  const question = quiz.questions[index];
  if (!question) throw new Error(`quiz ${quiz.id} has no question ${index}`);
  return question;
}
