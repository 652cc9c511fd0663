import type { EntityId } from '../ids.ts';
import type { CardChange } from './plan.ts';
import type { Deck, DeckEntity } from './deck.ts';

/** What is new around the cards: quizzes and exams are made of it, and no card shows it. */
export interface AroundChange {
  /** `group`: what is mixed up; `veto`: what is right as well; `questions`: what is asked of an entity in quizzes. */
  readonly kind: 'group' | 'veto' | 'exam' | 'questions';
  readonly what: 'added' | 'changed' | 'removed';
  /** Of the group, the exam, or the entity. */
  readonly name: string;
  /** Names of those that are in the group, or right as well, from now on. */
  readonly members: readonly string[];
}

/** An entity of which a card changes has other questions too, and needs no second word about it. */
export function aroundChanges(before: Deck, after: Deck, changes: readonly CardChange[]): AroundChange[] {
  const names = new Map([...before.entities, ...after.entities].map(({ id, name }) => [id, name]));
  const named = (ids: readonly EntityId[]) => ids.flatMap((id) => names.get(id) ?? []);
  const touched = new Set(changes.map(({ entityName }) => entityName));
  const asked = ({ entities }: Deck) => entities.filter(({ name }) => !touched.has(name));
  return [
    ...compare('group', before.groups, after.groups, ({ id, name, members }) => ({ id, name, members: named(members) })),
    ...compare('veto', before.vetoes, after.vetoes, ({ asked: id, alsoRight }) => ({
      id,
      name: names.get(id) ?? id,
      members: named(alsoRight),
    })),
    ...compare('exam', before.exams ?? [], after.exams ?? [], ({ id, name }) => ({ id, name, members: [] })),
    ...compare('questions', asked(before), asked(after), ({ id, name }) => ({ id, name, members: [] }), questionsOf).filter(
      ({ what }) => what === 'changed',
    ),
  ];
}

function questionsOf({ stems, statements, scenarios }: DeckEntity): unknown {
  const texts = [...stems, ...statements].map(({ text }) => text);
  return [texts, scenarios?.map(({ id, text, alsoRight }) => [id, text, alsoRight])];
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

function compare<One>(
  kind: AroundChange['kind'],
  before: readonly One[],
  after: readonly One[],
  read: (one: One) => Known,
  contentOf: (one: One) => unknown = (one) => one,
): AroundChange[] {
  const keyed = (ones: readonly One[]) =>
    new Map(ones.map((one) => [read(one).id, { known: read(one), content: JSON.stringify(contentOf(one)) }]));
  const [old, now] = [keyed(before), keyed(after)];
  const told = ({ name, members }: Known, what: AroundChange['what']): AroundChange => ({ kind, what, name, members });
  return [
    ...[...now].flatMap(([id, { known, content }]) => {
      const was = old.get(id);
      if (was === undefined) return [told(known, 'added')];
      return was.content === content ? [] : [told(known, 'changed')];
    }),
    ...[...old].flatMap(([id, { known }]) => (now.has(id) ? [] : [{ ...told(known, 'removed'), members: [] }])),
  ];
}
