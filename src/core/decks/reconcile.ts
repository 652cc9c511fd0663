import type { CardId, EntityId, FactId, NoteId } from '../ids.ts';
import { countWords, normalise } from '../text.ts';
import type { Card, Deck, DeckEntity, Fact, Note, SourcedText } from './deck.ts';
import { ALIKE, likeness, readWords } from './likeness.ts';
import type { ReadWords } from './likeness.ts';
import type { ArchivedEntity, KnownDeck } from './plan.ts';
import { freeId } from './resolve.ts';

export interface Reconciled {
  /** The compiled deck under the ids that it is known by. */
  readonly deck: Deck;
  /** Everything that is known and not in the deck, what vanished just now included. */
  readonly archived: readonly ArchivedEntity[];
}

/**
 * Gives a newly compiled deck the ids of the known one wherever it says the same, so that what was learnt stays with it.
 * Text decides: a compiled id is only what its text would be called if it were new, and may long belong to another
 * wording. What vanished is kept, and found again when it returns.
 */
export function reconcile(known: KnownDeck | undefined, compiled: Deck): Reconciled {
  if (known === undefined) return { deck: compiled, archived: [] };
  const before = poolOf(known);
  const entities = pairEntities(before, compiled);
  const facts = pairFacts(before, compiled, entities);
  const { notes, cards } = pairNotes(before, compiled, entities, facts);

  const entityIds = idsFor(compiled.entities, entities, before.entities);
  const factIds = idsFor(
    compiled.entities.flatMap((entity) => entity.facts),
    facts,
    before.facts,
  );
  const all = compiled.entities.flatMap((entity) => entity.notes);
  const noteIds = idsFor(all, notes, before.notes);
  const cardIds = nameCards(all, noteIds, cards, before.cards);

  const entityOf = (id: EntityId) => entityIds.get(id) ?? id;
  const factOf = (id: FactId) => factIds.get(id) ?? id;
  const sourced = <Text extends SourcedText>(text: Text): Text =>
    text.fact === undefined ? text : { ...text, fact: factOf(text.fact) };
  const deck: Deck = {
    ...compiled,
    groups: compiled.groups.map((group) => ({ ...group, members: group.members.map(entityOf) })),
    vetoes: compiled.vetoes.map(({ asked, alsoRight }) => ({ asked: entityOf(asked), alsoRight: alsoRight.map(entityOf) })),
    entities: compiled.entities.map((entity) => ({
      ...entity,
      id: entityOf(entity.id),
      ...(entity.partOf === undefined ? {} : { partOf: entityOf(entity.partOf) }),
      ...(entity.purpose === undefined ? {} : { purpose: sourced(entity.purpose) }),
      ...(entity.scenarios
        ? { scenarios: entity.scenarios.map((one) => ({ ...one, alsoRight: one.alsoRight.map(entityOf) })) }
        : {}),
      stems: entity.stems.map(sourced),
      statements: entity.statements.map(sourced),
      facts: entity.facts.map((fact) => ({ ...fact, id: factOf(fact.id) })),
      notes: entity.notes.map((note) => ({
        ...note,
        id: noteIds.get(note.id) ?? note.id,
        facts: note.facts.map(factOf),
        cards: note.cards.map((card) => ({
          ...card,
          id: cardIds.get(card.id) ?? card.id,
          ...(card.needs ? { needs: card.needs.map(entityOf) } : {}),
        })),
      })),
    })),
  };
  return { deck, archived: archive(before, deck) };
}

interface KnownEntity {
  readonly id: EntityId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly facts: readonly Fact[];
  readonly notes: readonly KnownNote[];
  readonly live: boolean;
}

interface KnownFact {
  readonly fact: Fact;
  readonly entity: EntityId;
  readonly live: boolean;
}

/** A note with its cards, those that live and those that were archived. */
interface KnownNote {
  readonly id: NoteId;
  readonly entity: EntityId;
  readonly kind: Note['kind'];
  readonly facts: readonly FactId[];
  readonly cards: KnownCard[];
}

interface KnownCard {
  readonly card: Card;
  readonly note: KnownNote;
  readonly live: boolean;
}

/** All that is known, by id: live before archived, in the order of the notes. */
interface Pool {
  readonly entities: ReadonlyMap<EntityId, KnownEntity>;
  readonly facts: ReadonlyMap<FactId, KnownFact>;
  readonly notes: ReadonlyMap<NoteId, KnownNote>;
  readonly cards: ReadonlyMap<CardId, KnownCard>;
}

function poolOf({ deck, archived }: KnownDeck): Pool {
  const entities = new Map<EntityId, KnownEntity & { facts: Fact[]; notes: KnownNote[] }>();
  const facts = new Map<FactId, KnownFact>();
  const notes = new Map<NoteId, KnownNote>();
  const cards = new Map<CardId, KnownCard>();
  const add = (from: DeckEntity | ArchivedEntity, live: boolean) => {
    const entity = entities.get(from.id) ?? {
      id: from.id,
      name: from.name,
      aliases: from.aliases,
      facts: [],
      notes: [],
      live,
    };
    entities.set(from.id, entity);
    for (const fact of from.facts) {
      if (facts.has(fact.id)) continue;
      facts.set(fact.id, { fact, entity: from.id, live });
      entity.facts.push(fact);
    }
    for (const { id, kind, facts: about, cards: own } of from.notes) {
      const note = notes.get(id) ?? { id, entity: from.id, kind, facts: about, cards: [] };
      if (!notes.has(id)) entity.notes.push(note);
      notes.set(id, note);
      for (const card of own) {
        if (cards.has(card.id)) continue;
        const each = { card, note, live };
        cards.set(card.id, each);
        note.cards.push(each);
      }
    }
  };
  for (const entity of deck.entities) add(entity, true);
  for (const entity of archived) add(entity, false);
  return { entities, facts, notes, cards };
}

/** Who is whom: of the compiled things by their compiled ids, of the known ones by theirs; one to one. */
class Pairs<Id extends string> {
  private readonly known = new Map<Id, Id>();
  private readonly taken = new Set<Id>();

  pair(compiled: Id, known: Id): void {
    this.known.set(compiled, known);
    this.taken.add(known);
  }
  get(compiled: Id): Id | undefined {
    return this.known.get(compiled);
  }
  isPaired(compiled: Id): boolean {
    return this.known.has(compiled);
  }
  isTaken(known: Id): boolean {
    return this.taken.has(known);
  }

  /** Pairs what has the same key, in order; a thing without one is left over. */
  pairByKey<Compiled extends { readonly id: Id }, Known extends { readonly id: Id }>(
    compiled: readonly Compiled[],
    known: readonly Known[],
    keyOf: (one: Compiled | Known) => string,
  ): void {
    const waiting = new Map<string, Known[]>();
    for (const one of known) {
      if (this.isTaken(one.id)) continue;
      const same = waiting.get(keyOf(one));
      if (same) same.push(one);
      else waiting.set(keyOf(one), [one]);
    }
    for (const one of compiled) {
      const other = this.isPaired(one.id) ? undefined : waiting.get(keyOf(one))?.shift();
      if (other) this.pair(one.id, other.id);
    }
  }

  /** Pairs the best first; whoever has a partner is passed over. */
  pairByScore(candidates: readonly { readonly compiled: Id; readonly known: Id; readonly score: number }[]): void {
    for (const { compiled, known } of candidates.toSorted((a, b) => b.score - a.score)) {
      if (!this.isPaired(compiled) && !this.isTaken(known)) this.pair(compiled, known);
    }
  }
}

/**
 * By name, id, aliases, and what is said of them. The name goes before the id: an id is made from a name once and stays
 * when the name changes, and then another entity may come by that name.
 */
function pairEntities({ entities }: Pool, compiled: Deck): Pairs<EntityId> {
  const pairs = new Pairs<EntityId>();
  const known = [...entities.values()];
  pairs.pairByKey<Named, Named>(compiled.entities, known, ({ name }) => normalise(name));
  pairs.pairByKey<Named, Named>(compiled.entities, known, ({ id }) => id);

  const free = () => ({
    come: compiled.entities.filter(({ id }) => !pairs.isPaired(id)),
    gone: known.filter(({ id }) => !pairs.isTaken(id)),
  });
  pairs.pairByScore(sharing(free(), (entity) => [entity.name, ...entity.aliases].map((name) => [normalise(name), 1]), 0));
  pairs.pairByScore(
    sharing(free(), (entity) => entity.facts.map(({ text }) => [normalise(text), countWords(text)]), SAME_ENTITY),
  );
  return pairs;
}

interface Named {
  readonly id: EntityId;
  readonly name: string;
}

/** So much of what is said of both, in words, makes two names one entity. */
const SAME_ENTITY = 0.5;

/** Every two that have something in common, with the share of it. */
function sharing(
  { come, gone }: { readonly come: readonly DeckEntity[]; readonly gone: readonly KnownEntity[] },
  partsOf: (entity: DeckEntity | KnownEntity) => readonly (readonly [part: string, weight: number])[],
  least: number,
) {
  const total = (entity: DeckEntity | KnownEntity) => partsOf(entity).reduce((sum, [, weight]) => sum + weight, 0);
  const having = new Map<string, Set<KnownEntity>>();
  for (const entity of gone) {
    for (const [part] of partsOf(entity)) having.set(part, (having.get(part) ?? new Set()).add(entity));
  }
  return come.flatMap((entity) => {
    const common = new Map<KnownEntity, number>();
    for (const [part, weight] of partsOf(entity)) {
      for (const other of having.get(part) ?? []) common.set(other, (common.get(other) ?? 0) + weight);
    }
    return [...common]
      .map(([other, weight]) => ({ compiled: entity.id, known: other.id, score: (2 * weight) / (total(entity) + total(other)) }))
      .filter(({ score }) => score > 0 && score >= least);
  });
}

/** A statement this long, word for word under another name, was moved; a shorter one may be said of many things. */
const MOVED_WORDS = 4;

/** By text within paired entities; then what was moved to another entity word for word; then by likeness. */
function pairFacts({ facts }: Pool, compiled: Deck, entities: Pairs<EntityId>): Pairs<FactId> {
  const pairs = new Pairs<FactId>();
  const places = compiled.entities.flatMap((entity) => {
    const id = entities.get(entity.id);
    return id === undefined ? [] : [{ entity, id }];
  });
  const byEntity = grouped(facts.values(), ({ entity }) => entity);
  const knownOf = (id: EntityId, live: boolean) =>
    (byEntity.get(id) ?? []).filter((one) => one.live === live).map(({ fact }) => fact);

  for (const live of [true, false]) {
    for (const { entity, id } of places) {
      const known = knownOf(id, live);
      for (const keyOf of [wholeText, plainText, (fact: Fact) => fact.id])
        pairs.pairByKey<Fact, Fact>(entity.facts, known, keyOf);
    }
  }
  pairMoved(pairs, facts, compiled);
  for (const live of [true, false]) {
    for (const { entity, id } of places) pairs.pairByScore(alike(entity.facts, knownOf(id, live), pairs));
  }
  return pairs;
}

function wholeText({ label, text }: Fact): string {
  return normalise(`${label ?? ''} ${text}`);
}

function plainText({ text }: Fact): string {
  return normalise(text);
}

function pairMoved(pairs: Pairs<FactId>, facts: Pool['facts'], compiled: Deck): void {
  const isLong = ({ text }: Fact) => countWords(text) >= MOVED_WORDS;
  const come = compiled.entities.flatMap((entity) => entity.facts).filter((fact) => !pairs.isPaired(fact.id) && isLong(fact));
  const gone = [...facts.values()].filter(({ fact, live }) => live && !pairs.isTaken(fact.id) && isLong(fact));
  if (come.length === 0 || gone.length === 0) return;
  const coming = grouped(come, plainText);
  const going = grouped(
    gone.map(({ fact }) => fact),
    plainText,
  );
  for (const [text, [fact, ...others]] of coming) {
    const [from, ...more] = going.get(text) ?? [];
    // Said of several, nobody can tell which of them went where.
    if (fact && from && others.length + more.length === 0) pairs.pair(fact.id, from.id);
  }
}

/** Every two that say nearly the same; where two are equally alike, role, label and emphasis decide. */
function alike(compiled: readonly Fact[], known: readonly Fact[], pairs: Pairs<FactId>) {
  const read = (facts: readonly Fact[]) => facts.map((fact) => ({ fact, words: readWords(wholeText(fact)) }));
  const gone = read(known.filter(({ id }) => !pairs.isTaken(id)));
  const come = gone.length === 0 ? [] : read(compiled.filter(({ id }) => !pairs.isPaired(id)));
  return come.flatMap((one) =>
    gone.flatMap((other) => {
      const score = likeness(one.words, other.words);
      const sides = [one.fact.role === other.fact.role, one.fact.label === other.fact.label];
      const equals = sides.filter(Boolean).length * 1e-6;
      return score >= ALIKE ? [{ compiled: one.fact.id, known: other.fact.id, score: score + equals }] : [];
    }),
  );
}

/** Notes follow their facts; what a person wrote follows its own words. Then cards, within their notes first. */
function pairNotes(pool: Pool, compiled: Deck, entities: Pairs<EntityId>, facts: Pairs<FactId>) {
  const notes = new Pairs<NoteId>();
  const cards = new Pairs<CardId>();
  const pairsOfFacts = [...pool.notes.values()].flatMap((note) => note.facts.map((fact) => ({ fact, note })));
  const byFact = grouped(pairsOfFacts, ({ fact }) => fact);
  for (const entity of compiled.entities) {
    const id = entities.get(entity.id);
    const known = id === undefined ? undefined : pool.entities.get(id);
    pairByName(entity, known, cards);
    const nameWords = new Set(
      [entity, ...(known ? [known] : [])].flatMap(({ name, aliases }) => normalise([name, ...aliases].join(' ')).split(' ')),
    );
    const candidates = entity.notes.flatMap((note) => {
      const about = note.facts.map((fact) => facts.get(fact));
      const others = new Set([
        ...(known?.notes ?? []),
        ...about.flatMap((fact) => ((fact && byFact.get(fact)) ?? []).map((one) => one.note)),
      ]);
      return [...others].flatMap((other) => {
        const named = note.cards.some((card) => other.cards.some((one) => one.card.id === cards.get(card.id)));
        const score = named ? NAMED : sameness(note, about, other, nameWords);
        return score > 0 ? [{ compiled: note.id, known: other.id, score }] : [];
      });
    });
    notes.pairByScore(candidates);
    for (const note of entity.notes) {
      const other = notes.get(note.id);
      if (other !== undefined) pairCards(note.cards, pool.notes.get(other)?.cards ?? [], cards);
    }
    // A card that a person put to another of the same entity's notes, word for word.
    const left = known?.notes.flatMap((note) => note.cards) ?? [];
    pairByWords(
      entity.notes.flatMap((note) => note.cards),
      left,
      cards,
      (card) => [card.direction, card.front, card.back],
    );
  }
  return { notes, cards };
}

/** More than any likeness: a person has named the card. */
const NAMED = 1e6;

/** A card that a person gave an id in deck.yaml is that card, whatever it says. */
function pairByName(entity: DeckEntity, known: KnownEntity | undefined, cards: Pairs<CardId>): void {
  const named = entity.notes.flatMap((note) => note.cards).filter(({ key }) => key !== undefined);
  if (!known || named.length === 0) return;
  for (const live of [true, false]) {
    const some = known.notes.flatMap((note) => note.cards.filter((one) => one.live === live).map(({ card }) => card));
    cards.pairByKey<Card, Card>(
      named,
      some.filter(({ key }) => key !== undefined),
      ({ key = '' }) => key,
    );
  }
}

/** How surely two notes are one; 0 if they are not. `about` are the facts of the first under their known ids. */
function sameness(note: Note, about: readonly (FactId | undefined)[], other: KnownNote, nameWords: ReadonlySet<string>): number {
  const written = note.kind === 'written' || other.kind === 'written';
  const together = other.facts.some((fact) => about.includes(fact));
  const without = note.facts.length === 0 || other.facts.length === 0;
  const first = about[0] !== undefined && about[0] === other.facts[0];
  const exact = other.cards.filter(({ card }) => note.cards.some((one) => sameWords(one, card))).length;
  const asked = other.cards.filter(({ card }) => note.cards.some((one) => sameFront(one, card))).length;
  // What rules made of a fact goes where the fact goes, whatever it looks like now. What a person wrote is its own words.
  const byWords = written || without;
  const words = byWords ? likenessOfCards(note.cards, other.cards, nameWords) : 0;
  const same =
    (!written && first) ||
    (byWords && exact > 0) ||
    (note.kind === 'written' && other.kind === 'written' && asked > 0) ||
    (byWords && words >= ALIKE) ||
    (together && (asked > 0 || note.id === other.id));
  if (!same) return 0;
  return (
    exact * 100 +
    asked * 30 +
    (note.id === other.id ? 20 : 0) +
    (first ? 10 : 0) +
    (note.kind === other.kind ? 4 : 0) +
    (other.cards.some(({ live }) => live) ? 2 : 0) +
    words
  );
}

function sameFront(a: Card, b: Card): boolean {
  return a.direction === b.direction && normalise(a.front) === normalise(b.front);
}

function sameWords(a: Card, b: Card): boolean {
  return sameFront(a, b) && normalise(a.back) === normalise(b.back);
}

function likenessOfCards(cards: readonly Card[], others: readonly KnownCard[], nameWords: ReadonlySet<string>): number {
  const scores = cards.flatMap((card) =>
    others
      .filter((other) => other.card.direction === card.direction)
      .map((other) => likeness(readCard(card, nameWords), readCard(other.card, nameWords))),
  );
  return Math.max(0, ...scores);
}

function readCard({ front, back }: Card, but: ReadonlySet<string> = new Set()): ReadWords {
  return readWords(`${front} ${back}`, but);
}

/** The cards of one note: of each direction the only one, else by their words. */
function pairCards(compiled: readonly Card[], known: readonly KnownCard[], cards: Pairs<CardId>): void {
  pairByWords(compiled, known, cards, (card) => [card.direction, card.front, card.back]);
  pairByWords(compiled, known, cards, (card) => [card.direction, card.back]);
  for (const live of [true, false]) {
    for (const direction of ['to-name', 'to-answer'] as const) {
      const come = compiled.filter((card) => card.direction === direction);
      const gone = known.filter(({ card, live: lives }) => card.direction === direction && lives === live);
      const [one] = come;
      const [other] = gone;
      if (one && other && come.length + gone.length === 2 && !cards.isPaired(one.id) && !cards.isTaken(other.card.id)) {
        cards.pair(one.id, other.card.id);
        continue;
      }
      // Of several holes in one list each hides something else: another answer is another card.
      const scored = come.flatMap((card) =>
        gone.map((each) => ({
          compiled: card.id,
          known: each.card.id,
          score: likeness(readWords(card.back), readWords(each.card.back)),
        })),
      );
      cards.pairByScore(scored.filter(({ score }) => score >= ALIKE));
    }
  }
}

/** Live cards before archived ones. */
function pairByWords(
  compiled: readonly Card[],
  known: readonly KnownCard[],
  cards: Pairs<CardId>,
  wordsOf: (card: Card) => readonly string[],
): void {
  const keyOf = (card: Card) => wordsOf(card).map(normalise).join('\n');
  for (const live of [true, false]) {
    const some = known.filter((each) => each.live === live).map(({ card }) => card);
    if (some.length > 0) cards.pairByKey<Card, Card>(compiled, some, keyOf);
  }
}

/** The known id of what is paired; else its own, or with a counter where that is owned already, live or archived. */
function idsFor<Id extends string>(
  compiled: readonly { readonly id: Id }[],
  pairs: Pairs<Id>,
  known: ReadonlyMap<Id, unknown>,
): Map<Id, Id> {
  const taken = new Set<string>(known.keys());
  return new Map(compiled.map(({ id }) => [id, pairs.get(id) ?? (freeId(id, taken) as Id)]));
}

/** A new card is called after its note, under the id that the note is known by. */
function nameCards(
  notes: readonly Note[],
  noteIds: ReadonlyMap<NoteId, NoteId>,
  pairs: Pairs<CardId>,
  known: ReadonlyMap<CardId, unknown>,
): Map<CardId, CardId> {
  const taken = new Set<string>(known.keys());
  return new Map(
    notes.flatMap((note) =>
      note.cards.map(({ id }) => {
        const wanted = id.startsWith(note.id) ? `${noteIds.get(note.id) ?? note.id}${id.slice(note.id.length)}` : id;
        return [id, pairs.get(id) ?? (freeId(wanted, taken) as CardId)];
      }),
    ),
  );
}

/** What is known and not in the deck, entity by entity, in an order that does not depend on when it vanished. */
function archive(pool: Pool, deck: Deck): ArchivedEntity[] {
  const entities = new Map(deck.entities.map((entity) => [entity.id, entity]));
  const notes = new Map(
    deck.entities.flatMap(({ id, notes: own }) => own.map((note) => [note.id, { note, entity: id }] as const)),
  );
  const facts = new Set(deck.entities.flatMap((entity) => entity.facts.map(({ id }) => id)));
  const cards = new Set([...notes.values()].flatMap(({ note }) => note.cards.map(({ id }) => id)));

  const leftNotes = [...pool.notes.values()].flatMap((known) => {
    const left = known.cards.map(({ card }) => card).filter(({ id }) => !cards.has(id));
    if (left.length === 0) return [];
    // What vanished of a note that lives is kept where the note lives, as the note is now.
    const home = notes.get(known.id);
    const { kind, facts: about } = home?.note ?? known;
    const note: Note = { id: known.id, kind, facts: about, cards: left.toSorted(byId) };
    return [{ note, entity: home?.entity ?? known.entity }];
  });
  const notesOf = grouped(leftNotes, ({ entity }) => entity);
  return [...new Map<EntityId, KnownEntity | DeckEntity>([...pool.entities, ...entities])]
    .flatMap(([id, { name, aliases }]): ArchivedEntity[] => {
      const leftFacts = pool.entities.get(id)?.facts.filter((fact) => !facts.has(fact.id)) ?? [];
      const own = notesOf.get(id) ?? [];
      if (entities.has(id) && leftFacts.length + own.length === 0) return [];
      const left = { facts: leftFacts.toSorted(byId), notes: own.map(({ note }) => note).toSorted(byId) };
      return [{ id, deck: deck.id, name, aliases, ...left }];
    })
    .toSorted(byId);
}

function grouped<One, Key>(ones: Iterable<One>, keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of ones) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
