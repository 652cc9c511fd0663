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
