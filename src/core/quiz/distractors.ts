import type { Deck, DeckEntity } from '../decks/deck.ts';
import type { EntityId } from '../ids.ts';
import { tokens } from '../text.ts';
import { shuffled, type Random } from '../random.ts';
import { bareName, givesAway, nameWords, speaksOf, wordBook, type WordBook } from './leak.ts';

/** What is to be known of every entity before one of them may stand beside another; made once for a deck. */
export interface Neighbours {
  readonly profiles: ReadonlyMap<EntityId, Profile>;
  readonly genericPhrases: readonly string[];
}

export interface Profile {
  readonly entity: DeckEntity;
  /** Every spelling without its prefix, lower case: two entities that share one are one thing. */
  readonly spellings: ReadonlySet<string>;
  readonly names: WordBook;
  readonly groups: ReadonlySet<string>;
  /** When this one is asked, these are right too. */
  readonly alsoRight: ReadonlySet<EntityId>;
  /** The words of everything that the notes say about it. */
  readonly said: WordBook;
}

/** A stem is as good as true of an entity when so much of what it says is said of the entity as well. */
const tooMuch = 0.6;

/** Words of questions that say nothing about what is asked. */
const emptyWords: ReadonlySet<string> = new Set(
  (
    'amazon aws whom whose must should would could may let need needs want wants meet meets requirement requirements company team ' +
    'organisation organization offer offers provide provides give gives make makes get gets between through across about very three'
  ).split(' '),
);

export function surveyNeighbours(deck: Deck): Neighbours {
  const profiles = deck.entities.map((entity): [EntityId, Profile] => [entity.id, profileOf(entity, deck)]);
  return { profiles: new Map(profiles), genericPhrases: deck.genericPhrases };
}

function profileOf(entity: DeckEntity, deck: Deck): Profile {
  const vetoes = deck.vetoes.filter((veto) => veto.asked === entity.id);
  const said = [
    ...(entity.purpose ? [entity.purpose.text] : []),
    ...[...entity.stems, ...entity.statements].map((one) => one.text),
    ...entity.facts.map((fact) => `${fact.label ?? ''} ${fact.text}`),
  ];
  return {
    entity,
    spellings: new Set([entity.name, ...entity.aliases].map((name) => bareName(name).toLowerCase())),
    names: nameWords(entity),
    groups: new Set(deck.groups.filter((group) => group.members.includes(entity.id)).map((group) => group.id)),
    alsoRight: new Set(vetoes.flatMap((veto) => veto.alsoRight)),
    said: wordBook(said.flatMap((text) => discriminating(text, deck.genericPhrases))),
  };
}

/** The words of a text that may tell one entity from another: no generic phrases, no words that every question has. */
export function discriminating(text: string, genericPhrases: readonly string[]): string[] {
  const kept = genericPhrases.reduce((rest, phrase) => rest.replaceAll(new RegExp(escaped(phrase), 'gi'), ' '), text);
  return tokens(kept, emptyWords);
}

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** How much of what the text says the notes say of this entity too, 0 to 1. */
export function coverage(text: string, profile: Profile, genericPhrases: readonly string[]): number {
  const words = discriminating(text, genericPhrases);
  return words.length === 0 ? 1 : words.filter((word) => profile.said.has(word)).length / words.length;
}

/** Whether both may be options of one question: not one thing under two names, not a part beside its whole. */
export function mayStandTogether(a: Profile, b: Profile): boolean {
  if (a.entity.id === b.entity.id) return false;
  if (a.entity.partOf === b.entity.id || b.entity.partOf === a.entity.id) return false;
  return ![...a.spellings].some((spelling) => b.spellings.has(spelling));
}

/** Services whose names may stand beside the key's as wrong answers to the stem. */
export function wrongNames(stem: string, key: Profile, neighbours: Neighbours): Profile[] {
  return servicesBeside(key, neighbours).filter(
    (other) =>
      !key.alsoRight.has(other.entity.id) &&
      !speaksOf(stem, other.entity) &&
      coverage(stem, other, neighbours.genericPhrases) < tooMuch,
  );
}

export interface WrongStatement {
  readonly profile: Profile;
  readonly statement: DeckEntity['statements'][number];
}

/** Statements about other services that are wrong of the key, grouped by service. */
export function wrongStatements(statement: string, key: Profile, neighbours: Neighbours): WrongStatement[][] {
  const { genericPhrases } = neighbours;
  return servicesBeside(key, neighbours)
    .filter((other) => !key.alsoRight.has(other.entity.id) && !other.alsoRight.has(key.entity.id))
    .filter((other) => coverage(statement, other, genericPhrases) < tooMuch)
    .map((profile) =>
      profile.entity.statements
        .filter((one) => !givesAway(one.text, key.names) && coverage(one.text, key, genericPhrases) < tooMuch)
        .map((one) => ({ profile, statement: one })),
    )
    .filter((ones) => ones.length > 0);
}

function servicesBeside(key: Profile, { profiles }: Neighbours): Profile[] {
  return [...profiles.values()].filter((other) => other.entity.kind === 'service' && mayStandTogether(key, other));
}

/** The likeliest mistakes first: the same confusable group, the same category, the most alike by description. */
export function nearestFirst(others: readonly Profile[], key: Profile, random: Random): Profile[] {
  const nearness = new Map(others.map((other) => [other, nearnessOf(other, key)]));
  const near = (other: Profile): number => nearness.get(other) ?? 0;
  return shuffled(others, random).toSorted((a, b) => near(b) - near(a));
}

function nearnessOf(other: Profile, key: Profile): number {
  if ([...key.groups].some((group) => other.groups.has(group))) return 3;
  if (other.entity.category === key.entity.category) return 2;
  // In steps of a twentieth, so that the same few strangers do not always come first.
  return Math.round(likeness(other.said, key.said) * 20) / 20;
}

/** Shared words among all words, 0 to 1. */
function likeness(a: WordBook, b: WordBook): number {
  const shared = [...a.words].filter((word) => b.words.has(word)).length;
  return shared === 0 ? 0 : shared / (a.words.size + b.words.size - shared);
}

/**
 * The first `count` in order that may stand together and pass as a whole; undefined when there are none.
 * It looks through every combination before it gives up, so whether a question can be asked never hangs on chance.
 */
export function chooseTogether<Item>(
  items: readonly Item[],
  count: number,
  together: (a: Item, b: Item) => boolean,
  accept: (chosen: readonly Item[]) => boolean,
): Item[] | undefined {
  const choose = (chosen: Item[], from: number): Item[] | undefined => {
    if (chosen.length === count) return accept(chosen) ? chosen : undefined;
    for (let index = from; index < items.length; index += 1) {
      const item = items[index] as Item;
      if (!chosen.every((one) => together(one, item))) continue;
      const found = choose([...chosen, item], index + 1);
      if (found) return found;
    }
    return undefined;
  };
  return choose([], 0);
}
