import type { EntityId } from '../ids.ts';
import { randomFrom, shuffled } from '../random.ts';
import { compose } from './compose.ts';
import type { QuestionBank } from './generate.ts';
import { circlesAround } from './neighbours.ts';
import type { ChoiceQuestion } from './question.ts';
import { mostOfOne } from './rules.ts';

/** No service is a wrong answer in more than this share of the questions; under the rule's 8 %, which counts exactly. */
const mostShare = 0.075;

/**
 * The deck's questions as one bank of multiple choice: at most four of each service, in as many directions as it has, and every
 * service about as often a wrong answer as any other.
 */
export function composeBank({ askable, neighbours }: QuestionBank, seed: number): ChoiceQuestion[] {
  const random = randomFrom(seed);
  const choices = shuffled(
    askable.filter(({ kind }) => kind === 'choice' || kind === 'statement'),
    random,
  );
  const chosen = neighbours.services.flatMap((profile) => {
    const ofKey = choices.filter(({ key }) => key === profile);
    const own = ofKey.filter(({ topic }, index) => ofKey.findIndex((other) => other.topic === topic) === index);
    // One of each direction first.
    const turn = new Map(own.map((one) => [one, own.filter(({ direction }) => direction === one.direction).indexOf(one)]));
    return own.toSorted((a, b) => (turn.get(a) ?? 0) - (turn.get(b) ?? 0)).slice(0, mostOfOne);
  });
  const used = new Map<EntityId, number>();
  const sets = new Map<string, number>();
  const most = Math.max(1, Math.floor(mostShare * chosen.length));
  const isFree = (entity: EntityId): boolean => (used.get(entity) ?? 0) < most;
  return shuffled(chosen, random).flatMap((one) => {
    const all = [...circlesAround(one.key, neighbours)];
    const free = all.map((circle) => circle.filter(({ entity }) => isFree(entity.id)));
    const composing = { random, neighbours, used };
    let question = compose(one, { ...composing, circles: () => free }) ?? compose(one, { ...composing, circles: () => all });
    if (question?.kind !== 'choice') return [];
    if ((sets.get(setOf(question)) ?? 0) >= mostRepeated) {
      const [, ...rest] = shuffled(wrongOf(question), random);
      const others = all.map((circle) => circle.filter(({ entity }) => isFree(entity.id) && !rest.includes(entity.id)));
      const again = compose(one, { ...composing, circles: () => others });
      if (again?.kind === 'choice') question = again;
    }
    sets.set(setOf(question), (sets.get(setOf(question)) ?? 0) + 1);
    for (const entity of wrongOf(question)) used.set(entity, (used.get(entity) ?? 0) + 1);
    return [question];
  });
}

/** The same wrong answers stand beside a key no more often. */
const mostRepeated = 3;

function wrongOf({ options, key }: ChoiceQuestion): EntityId[] {
  return options.filter((_, index) => index !== key).map(({ entity }) => entity);
}

function setOf(question: ChoiceQuestion): string {
  return [question.entity, ...wrongOf(question).toSorted()].join(' ');
}
