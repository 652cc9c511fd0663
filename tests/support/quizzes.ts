import type { Deck } from '#core/decks/deck.ts';
import type { CardId, CategoryId, DeckId, EntityId, QuizId } from '#core/ids.ts';
import type { ChoiceQuestion, Given, Question, Quiz } from '#core/quiz/question.ts';
import { aMoment } from './moments.ts';

interface QuizFields {
  readonly id?: string;
  readonly deck?: string;
  /** One question for each; undefined for a question that no card asks. */
  readonly cards?: readonly (string | undefined)[];
  readonly startedMinute?: number;
}

/** A quiz in which option 0 is always right. */
export function aQuiz({
  id = 'quiz',
  deck = 'deck',
  cards = ['deck/kafka/0.to-name', undefined],
  startedMinute = 0,
}: QuizFields = {}): Quiz {
  const { instant, day } = aMoment({ minute: startedMinute });
  return {
    id: id as QuizId,
    deck: deck as DeckId,
    seed: 1,
    startedAt: instant,
    day,
    categories: [],
    questions: cards.map(aQuestion),
    answers: [],
  };
}

/** A quiz that asks for what these cards of `deck` ask, all in one direction. */
export function quizOn(
  deck: Deck,
  cards: readonly CardId[],
  id = 'quiz',
  direction: ChoiceQuestion['direction'] = 'purpose-to-name',
): Quiz {
  const quiz = aQuiz({ id, deck: deck.id, cards });
  const questions = quiz.questions.map((question, index) => {
    const entity = deck.entities.find(({ notes }) => notes.some((note) => note.cards.some((card) => card.id === cards[index])));
    const card = entity?.notes.flatMap((note) => note.cards).find((one) => one.id === cards[index]);
    if (entity === undefined || card === undefined) throw new Error(`no card ${cards[index]}`);
    return { ...question, entity: entity.id, direction, lines: card.lines };
  });
  return { ...quiz, questions };
}

/** Its multiple-choice questions. */
export function choicesOf({ questions }: Pick<Quiz, 'questions'>): ChoiceQuestion[] {
  return questions.filter((question) => question.kind === 'choice');
}

/** The answer that chooses this option. */
export function chose(chosen: number): Given {
  return { kind: 'choice', chosen };
}

function aQuestion(card: string | undefined, index: number): Question {
  const entity = 'deck/kafka' as EntityId;
  return {
    id: `question-${index}`,
    kind: 'choice',
    direction: 'feature-to-name',
    entity,
    category: 'streaming' as CategoryId,
    ...(card !== undefined && { card: card as CardId }),
    stem: 'Which one is it?',
    options: ['Kafka', 'Kinesis', 'Glue', 'EMR'].map((name) => ({ entity, text: name, name, what: `${name} it is`, lines: [1] })),
    key: 0,
    rationale: 'Kafka it is.',
    lines: [1],
  };
}
