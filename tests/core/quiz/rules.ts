import type { Deck, DeckEntity } from '#core/decks/deck.ts';
import type { EntityId } from '#core/ids.ts';
import { asksForName, type ChoiceQuestion, type Quiz } from '#core/quiz/question.ts';

/**
 * What is wrong with a question, said again in the plainest way and independently of the code under test:
 * names compared as strings, every pair looked at.
 */
export function faultsOf(question: ChoiceQuestion, deck: Deck): string[] {
  const faults: string[] = [];
  const entity = (id: EntityId): DeckEntity => deck.entities.find((one) => one.id === id) as DeckEntity;
  const key = question.options[question.key];
  if (!key || key.entity !== question.entity) return [`the key of ${question.id} is another entity`];
  const others = question.options.filter((option) => option !== key);
  if (others.length !== 3) faults.push(`${others.length} distractors`);
  if (new Set(question.options.map(({ text }) => text.toLowerCase())).size !== 4) faults.push('two options read the same');

  const vetoed = (asked: EntityId): EntityId[] =>
    deck.vetoes.filter((veto) => veto.asked === asked).flatMap((veto) => veto.alsoRight);
  for (const other of others) {
    const described = entity(other.entity);
    if (described.kind !== 'service') faults.push(`${other.name} is a ${described.kind}`);
    if (vetoed(key.entity).includes(other.entity)) faults.push(`${other.name} is also right`);
    if (question.direction === 'name-to-purpose' && vetoed(other.entity).includes(key.entity)) {
      faults.push(`what is said of ${other.name} may be true of ${key.name}`);
    }
    if (asksForName(question.direction) && question.stem.includes(barely(other.name)))
      faults.push(`the stem names ${other.name}`);
  }
  for (const [index, a] of question.options.entries()) {
    for (const b of question.options.slice(index + 1)) {
      if (sharesSpelling(entity(a.entity), entity(b.entity))) faults.push(`${a.name} and ${b.name} are one thing`);
      if (entity(a.entity).partOf === b.entity || entity(b.entity).partOf === a.entity) {
        faults.push(`${a.name} and ${b.name} are whole and part`);
      }
    }
  }

  const asked = asksForName(question.direction) ? question.stem : key.text;
  for (const word of plainNameWords(entity(key.entity))) {
    if (plainWords(asked).some((one) => one === word || one === `${word}s` || `${one}s` === word))
      faults.push(`"${word}" gives it away`);
  }
  if (question.direction === 'name-to-purpose') {
    const longest = Math.max(...others.map(({ text }) => text.length));
    if (key.text.length > 1.3 * longest) faults.push('the key is by far the longest');
  }
  for (const option of question.options)
    if (option.what === '' || option.lines.length === 0) faults.push(`${option.name} is not explained`);
  if (question.rationale === '' || question.lines.length === 0) faults.push('no rationale');
  return faults;
}

/** What is wrong with a quiz as a whole. */
export function faultsOfQuiz(quiz: Quiz, services: number): string[] {
  const faults: string[] = [];
  const stems = quiz.questions.map(({ stem }) => stem.toLowerCase());
  if (new Set(stems).size !== stems.length) faults.push('a stem comes twice');
  const keys = quiz.questions.flatMap((question) => (question.kind === 'choice' ? [question.entity] : []));
  const different = new Set(keys).size;
  if (different !== Math.min(keys.length, services))
    faults.push(`${different} services in ${keys.length} questions of ${services}`);
  return faults;
}

function sharesSpelling(a: DeckEntity, b: DeckEntity): boolean {
  return spellings(a).some((spelling) => spellings(b).includes(spelling));
}

function spellings(entity: DeckEntity): string[] {
  return [entity.name, ...entity.aliases].map((name) => barely(name).toLowerCase());
}

function barely(name: string): string {
  return name.replace(/ \([^)]*\)/g, '').replace(/^(Amazon|AWS) /, '');
}

const empty = new Set('amazon aws service services managed fully for the and of with using data to on in a an'.split(' '));

function plainWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !empty.has(word));
}

function plainNameWords(entity: DeckEntity): string[] {
  return [...new Set([entity.name, ...entity.aliases].flatMap(plainWords).concat(entity.subWords))];
}
