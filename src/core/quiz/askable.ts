import type { ConfusableGroup, DeckEntity, ExamTag, Scenario, SourcedText } from '../decks/deck.ts';
import { hash } from '../hash.ts';
import { normalise } from '../text.ts';
import { areApart, holdsFor } from './distractors.ts';
import { givesAway } from './leak.ts';
import { mayStandTogether, type Neighbours, type Profile, type ReadStatement, type ReadText } from './neighbours.ts';
import type { QuestionDirection, QuestionKind } from './question.ts';

/** Something that can be asked about an entity, before its wrong answers are chosen. */
export type Askable = AskName | AskStatement | AskStatements | AskMatch;

interface AnyAskable {
  readonly id: string;
  readonly direction: QuestionDirection;
  readonly key: Profile;
  readonly exams?: readonly ExamTag[];
  /** Two with the same topic do not come in one quiz. */
  readonly topic: string;
  readonly stem: string;
}

/** A stem whose answer is the name, chosen or typed. */
export interface AskName extends AnyAskable {
  readonly kind: 'choice' | 'typed';
  readonly asked: SourcedText;
  readonly read: ReadText;
  /** Right as well in this situation. */
  readonly alsoRight: Scenario['alsoRight'];
}

export interface AskStatement extends AnyAskable {
  readonly kind: 'statement';
  readonly statement: ReadStatement;
}

export interface AskStatements extends AnyAskable {
  readonly kind: 'response';
  readonly statements: readonly [ReadStatement, ReadStatement];
}

/** The members of a group that can be told apart by what they are for, the key among them. */
export interface AskMatch extends AnyAskable {
  readonly kind: 'match';
  readonly group: ConfusableGroup;
}

export function kindOf({ kind }: Askable): QuestionKind {
  return kind === 'statement' ? 'choice' : kind;
}

export function askablesOf(key: Profile, neighbours: Neighbours): Askable[] {
  const all = [...namesOf(key, neighbours), ...statementsOf(key), ...responsesOf(key), ...matchesOf(key, neighbours)];
  return all.filter((one, index) => all.findIndex(({ id }) => id === one.id) === index);
}

function namesOf(key: Profile, neighbours: Neighbours): AskName[] {
  const { readText } = neighbours;
  const { entity } = key;
  const choices = [
    ...entity.stems.map((asked) => name(isOfPurpose(asked, entity) ? 'purpose-to-name' : 'feature-to-name', asked, asked.text)),
    ...quotedOf(entity)
      .map(([direction, asked]) => name(direction, asked, `What does this describe: “${asked.text}”?`))
      .filter(({ read }) => isTelling(read, neighbours)),
    ...(entity.scenarios ?? []).map((scenario) => ({
      ...name('scenario-to-name', scenario, scenario.text),
      id: `scenario-to-name:${entity.id}:${scenario.id}`,
      alsoRight: scenario.alsoRight,
      ...(scenario.exams && { exams: scenario.exams }),
    })),
  ].filter(({ read, stem }) => !givesAway(read.words, key.names) && (entity.availability === undefined || !advises(stem)));
  // A situation has answers that its author weighed and left out: who types is not told which.
  const typed = choices
    .filter(({ direction }) => direction !== 'scenario-to-name')
    // Stems are worded to mean one alone; what is quoted may mean those too that the deck's vetoes name.
    .filter(({ asked }) => key.alsoRight.size === 0 || entity.stems.includes(asked))
    .map((one): AskName => ({ ...one, kind: 'typed', id: `typed:${one.id}` }));
  return [...choices, ...typed];

  function name(direction: QuestionDirection, asked: SourcedText, stem: string): AskName {
    return {
      kind: 'choice',
      id: `${direction}:${entity.id}:${asked.fact ?? hash(normalise(asked.text))}`,
      direction,
      key,
      asked,
      stem: stem.trim(),
      topic: normalise(stem),
      read: readText(asked.text),
      alsoRight: [],
    };
  }
}

function isOfPurpose({ fact, lines }: SourcedText, { purpose }: DeckEntity): boolean {
  if (purpose === undefined) return false;
  return fact === undefined ? lines.some((line) => purpose.lines.includes(line)) : fact === purpose.fact;
}

/** What the stems do not ask in other words already. */
function quotedOf({ stems, statements, purpose }: DeckEntity): (readonly [QuestionDirection, SourcedText])[] {
  const isAsked = ({ text, fact }: SourcedText): boolean =>
    stems.some((stem) => (fact !== undefined && stem.fact === fact) || normalise(stem.text).includes(normalise(text)));
  const told = statements.map((one) => ['statement-to-name', one] as const);
  const isSaid = purpose === undefined || statements.some(({ text }) => normalise(text) === normalise(purpose.text));
  const all = isSaid ? told : [...told, ['purpose-to-name', { ...purpose, text: purpose.text.replace(/\.$/, '') }] as const];
  return all.filter(([, one]) => one.text.split(' ').length > 3 && !isAsked(one));
}

/** Says something that is said of few (Q10). */
function isTelling({ telling }: ReadText, { rarity, services }: Neighbours): boolean {
  const atMost = (count: number): number => Math.log(services.length / count) - 1e-9;
  return telling.some((word) => rarity(word) >= atMost(1)) || telling.filter((word) => rarity(word) >= atMost(3)).length >= 2;
}

/** Whether a stem asks what to use today: nobody should be told to use what is closed, ended, or ends soon. */
export function advises(stem: string): boolean {
  return /\b(?:should|recommend(?:s|ed)?|would you (?:use|choose|pick)|meets? (?:\w+ ){0,3}(?:requirements?|needs)|best (?:suits|fits|meets))\b/i.test(
    stem,
  );
}

function cleanStatements({ statements, names }: Profile): ReadStatement[] {
  return statements.filter(({ read }) => !givesAway(read.words, names));
}

function statementsOf(key: Profile): AskStatement[] {
  const { entity } = key;
  return cleanStatements(key).map((statement) => ({
    kind: 'statement',
    id: `name-to-purpose:${entity.id}:${identityOf(statement.text)}`,
    direction: 'name-to-purpose',
    key,
    statement,
    topic: `describes ${entity.id}`,
    stem: statement.make.startsWith('purpose')
      ? `Which description fits ${entity.name}?`
      : `Which statement describes ${entity.name}?`,
  }));
}

/** Two that say different things, made alike. */
function responsesOf(key: Profile): AskStatements[] {
  const { entity } = key;
  const clean = cleanStatements(key);
  return clean.flatMap((first, index) =>
    clean.slice(index + 1).flatMap((second): AskStatements[] => {
      if (first.make !== second.make || first.text === second.text) return [];
      return [
        {
          kind: 'response',
          id: `response:${entity.id}:${identityOf(first.text)}:${identityOf(second.text)}`,
          direction: 'name-to-purpose',
          key,
          statements: [first, second],
          topic: `describes ${entity.id}`,
          stem: `Which TWO statements describe ${entity.name}?`,
        },
      ];
    }),
  );
}

/** A statement by what it says, so that it is found again however the notes around it change. */
export function identityOf(text: string): string {
  return hash(normalise(text));
}

function matchesOf(key: Profile, { groups }: Neighbours): AskMatch[] {
  return groups
    .filter(({ wide, members }) => !wide && members.includes(key.entity.id))
    .map((group) => ({
      kind: 'match',
      id: `match:${group.id}:${key.entity.id}`,
      direction: 'purpose-to-name',
      key,
      group,
      topic: `match ${group.id}`,
      stem: `Match each description with what it describes: ${group.name}.`,
    }));
}

/** An entity with what is said of it in a matching. */
export interface Matched {
  readonly profile: Profile;
  readonly said: ReadStatement;
}

/** These and one more, if something of the sort is said of it that names none and fits none but itself, nor does theirs fit it. */
export function matchedWith(
  chosen: readonly Matched[],
  profile: Profile,
  sort: 'purpose' | 'statement',
): readonly Matched[] | undefined {
  const isApart = chosen.every(
    (other) => mayStandTogether(profile, other.profile) && areApart(profile, other.profile) && !fits(other.said, profile),
  );
  if (!isApart) return undefined;
  const said = profile.statements.find(
    (one) =>
      one.make.startsWith(sort) &&
      !givesAway(one.read.words, profile.names) &&
      chosen.every((other) => !fits(one, other.profile)),
  );
  return said && [...chosen, { profile, said }];
}

function fits({ read }: ReadStatement, profile: Profile): boolean {
  return holdsFor(read, profile) || givesAway(read.words, profile.names);
}
