import type { EntityId } from '../ids.ts';
import type { FactRole } from '../notes/notebook.ts';
import { withoutLastAside } from '../asides.ts';
import { countWords, normalise, tokens, withoutStop } from '../text.ts';
import { bestHole, findHoles, findList, lastWord, punch } from './cloze.ts';
import type { Hole } from './cloze.ts';
import { followedBy } from './corrections.ts';
import type { CardDirection, ExamTag, Fact, NoteKind, SourcedText, Priority } from './deck.ts';
import { HOLE, isVague, listLength } from './lint.ts';
import { leakingWords } from './names.ts';
import { dropReason } from './reasons.ts';
import type { Reason } from './reasons.ts';
import { answer, askForName, askForPurpose, askWhoseFact, begin, capitalise, readOpening, shorten } from './phrase.ts';
import type { ResolvedEntity } from './resolve.ts';

/** A card before it has an id and a place in the order. */
export interface CardDraft {
  readonly direction: CardDirection;
  readonly front: string;
  readonly back: string;
  readonly more?: string | undefined;
  readonly lines: readonly number[];
  readonly priority: Priority;
  /** Tells the cards of one note and direction apart: what a hole hides. */
  readonly part?: string;
  /** Another thing has the same purpose, and so would answer it as well. */
  readonly ofSeveral?: true;
  /** All members of the list of which the card asks for one. */
  readonly members?: readonly string[];
  /** The id that a person gave it; unique in the entity. */
  readonly key?: string | undefined;
  /** Ids of corrections, where a person named them; else those of its facts. */
  readonly corrections?: readonly string[] | undefined;
  readonly exams?: readonly ExamTag[] | undefined;
  readonly needs?: readonly EntityId[] | undefined;
}

export interface NoteDraft {
  readonly kind: NoteKind;
  readonly facts: readonly Fact[];
  readonly cards: readonly CardDraft[];
}

export interface RuleContext {
  readonly genericPhrases: readonly string[];
  readonly prefixes: readonly string[];
  /** What "Which ...?" asks for; without one it is "What ...?" */
  readonly noun: string | undefined;
  /**
   * Labels that several things have, normalised, with how many have each value: `Origin` of each muscle. What stands there is
   * a value, not a meaning.
   */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Purposes that several things have, normalised: no question for a name can be made of one. */
  readonly shared: ReadonlySet<string>;
}

/** In words: what is longer is a sentence, of which a part is asked. */
const LONGEST_VALUE = 10;
/** In words: the back of a card is no page of a book. */
const MOST_BESIDES = 40;
/** More members than this are not learnt as a list. */
const LONGEST_LIST = 5;

export function ascending(lines: readonly number[]): number[] {
  return [...new Set(lines)].sort((a, b) => a - b);
}

export function linesOf(facts: readonly Pick<Fact, 'lines'>[]): number[] {
  const [only, more] = facts;
  if (only && !more && only.lines.from === only.lines.to) return [only.lines.from];
  const lines = facts.flatMap(({ lines: { from, to } }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  return ascending(lines);
}

/** What an entity is for, in the notes' words: what says it best without giving the name away, where that can be. */
export function choosePurpose(
  entity: ResolvedEntity,
  context: RuleContext,
): (SourcedText & { readonly fact: Fact['id'] }) | undefined {
  const told = entity.facts.filter(
    (fact) =>
      PURPOSE_ROLES.includes(fact.role) && !isDropped(entity, fact) && (countWords(fact.text) > 1 || fact.role === 'definition'),
  );
  const rated = told.map((fact, index) => ({
    fact,
    rank:
      (leakingWords(fact.text, entity.words).length > 0 ? 4 : 0) +
      (isVague(fact.text, context.genericPhrases) || countWords(fact.text) < 3 ? 8 : 0) +
      (fact.role === 'purpose' ? 0 : fact.role === 'type' ? 16 : 1),
    index,
  }));
  const best = rated.sort((a, b) => a.rank - b.rank || wordsUpTo20(b.fact) - wordsUpTo20(a.fact) || a.index - b.index)[0]?.fact;
  const chosen = best ?? firstUnasked(entity, context);
  return chosen && { text: begin(shorten(chosen.text, 24)), lines: linesOf([chosen]), fact: chosen.id };
}

/** Of a thing that has only bullets, the first that no other card can ask says best what it is. */
function firstUnasked(entity: ResolvedEntity, context: RuleContext): Fact | undefined {
  if (entity.curated?.ruleCards === false) return undefined;
  return entity.facts.find((fact) => {
    if (fact.role !== 'feature' || fact.label !== undefined || countWords(fact.text) < 3 || isDropped(entity, fact)) return false;
    const cards = factCards(entity, fact, context);
    return 'kind' in cards && cards.kind === 'no-certain-answer';
  });
}

const PURPOSE_ROLES: readonly FactRole[] = ['purpose', 'description', 'definition', 'type'];

function wordsUpTo20(fact: Fact): number {
  return Math.min(20, countWords(fact.text));
}

/**
 * The notes that rules make of an entity; what reads badly is left to the lint, what a person dropped is not made. A
 * purpose and a first stem that a person wrote always make their two cards: they are that person's.
 */
export function makeRuleNotes(
  entity: ResolvedEntity,
  purpose: SourcedText | undefined,
  context: RuleContext,
): {
  readonly notes: readonly NoteDraft[];
  readonly left: ReadonlyMap<Fact, Reason>;
  /** Those that rules would make of an entity whose written cards are all. */
  readonly unmade: readonly NoteDraft[];
} {
  const notes: NoteDraft[] = [];
  const unmade: NoteDraft[] = [];
  const left = new Map<Fact, Reason>();
  const purposeFact = entity.facts.find((fact) => fact.id === purpose?.fact) ?? statedAt(entity, purpose);
  const byRule = entity.curated?.ruleCards !== false;
  // `a nerve; supplies the deltoid; in the axilla`: what the same words say besides is asked, or told with the answer.
  const besides = new Map<Fact, readonly Asked[] | undefined>();
  let words = 0;
  if (purposeFact && byRule && entity.curated?.purpose === undefined) {
    for (const fact of entity.facts) {
      if (fact === purposeFact || fact.label !== undefined || fact.role !== 'feature') continue;
      if (fact.lines.from !== purposeFact.lines.from || dropReason(entity, fact)) continue;
      const cards = factCards(entity, fact, context);
      if (!('kind' in cards) || (cards.kind !== 'no-certain-answer' && cards.kind !== 'long-list')) continue;
      const asked = askForObject(entity, fact);
      words += asked ? 0 : countWords(fact.text);
      if (asked || words <= MOST_BESIDES) besides.set(fact, asked);
    }
  }
  if (purpose) {
    const told = [...besides].flatMap(([fact, asked]) => (asked ? [] : [answer(fact.text)]));
    const note = purposeNote(entity, purpose, purposeFact, byRule, context, told);
    (entity.curated?.purpose || byRule ? notes : unmade).push(note);
  }
  for (const fact of entity.facts) {
    if (fact === purposeFact) continue;
    const untold = dropReason(entity, fact) ?? reasonOfRole(fact);
    const asked = untold ?? (besides.has(fact) ? (besides.get(fact) ?? TOLD_BESIDES) : factCards(entity, fact, context));
    if (!byRule) left.set(fact, untold ?? WRITTEN_ONLY);
    else if ('kind' in asked) left.set(fact, asked);
    if ('kind' in asked) continue;
    // `la mela, Deutsch: der Apfel`: where nothing tells what a thing is, its first attribute stands for that, both ways.
    const isFirst = purpose === undefined && notes.length === 0 && isAttribute(fact, context);
    const cards = asked.map((card): CardDraft => ({ ...card, priority: isFirst ? 1 : priorityOf(fact, card) }));
    if (isFirst && context.attributes.get(normalise(fact.label ?? ''))?.get(normalise(fact.text)) === 1) {
      const front = askWhoseFact(fact.text, fact.label, context);
      cards.push({ direction: 'to-name', front, back: entity.name, lines: linesOf([fact]), priority: 1 });
    }
    const note: NoteDraft = { kind: fact.label === undefined ? 'statement' : 'feature', facts: [fact], cards };
    (byRule ? notes : unmade).push(note);
  }
  return { notes, left, unmade };
}

/** What the author marked comes before what tells apart, numbers after both; praise is learnt last. */
function priorityOf(fact: Fact, { front, back }: Asked): Priority {
  if (fact.emphasised) return 3;
  if (fact.role === 'number' || /^[~≈<>+-]?\p{N}/u.test(back) || /\bhow (?:many|much|long|often)\b/i.test(front)) return 5;
  return fact.role === 'benefit' ? 6 : 4;
}

type Asked = Omit<CardDraft, 'priority'>;

/** `What does the axillary nerve supply?`, where what follows the verb is short and no circumstance. */
function askForObject(entity: ResolvedEntity, fact: Fact): readonly Asked[] | undefined {
  const opening = readOpening(withoutStop(fact.text));
  if (opening.kind !== 'third-person' || opening.adverb !== '') return undefined;
  const object = opening.rest.trim();
  const isObject =
    /^[\p{L}\p{N}]/u.test(object) &&
    !/^(?:in|on|at|as|of|for|to|from|with|by|behind|above|below|under|over|through|into|between|near|when|if|that|up|down|out|off|and|or)\b/i.test(
      object,
    );
  if (!isObject || countWords(object) > 8) return undefined;
  return [
    {
      direction: 'to-answer',
      front: `What does ${entity.name} ${opening.base}?`,
      back: answer(object),
      lines: linesOf([fact]),
    },
  ];
}

const TOLD_BESIDES: Reason = { kind: 'merged-into-purpose', text: 'it stands on the back of the purpose card' };

const WRITTEN_ONLY: Reason = { kind: 'dropped-by-curation', text: 'the written cards are all that is asked' };

/** Why facts of some roles are never asked for themselves. */
function reasonOfRole({ role }: Fact): Reason | undefined {
  switch (role) {
    case 'feature':
    case 'benefit':
    case 'number':
      return undefined;
    case 'type':
    case 'description':
    case 'definition':
    case 'purpose':
      return { kind: 'merged-into-purpose' };
    case 'use-case':
      return { kind: 'kept-for-scenarios' };
    case 'component':
      return { kind: 'told-of-part' };
    case 'shared':
      return { kind: 'shared-cell' };
    case 'marked':
      return { kind: 'duplicate', text: 'asked by its mark' };
  }
}

/** The fact that a written purpose puts in other words. */
function statedAt(entity: ResolvedEntity, purpose: SourcedText | undefined): Fact | undefined {
  const there = entity.facts.filter((fact) => purpose?.lines.includes(fact.lines.from));
  return there.find((fact) => PURPOSE_ROLES.includes(fact.role) && fact.role !== 'type') ?? there[0];
}

function purposeNote(
  entity: ResolvedEntity,
  purpose: SourcedText,
  fact: Fact | undefined,
  byRule: boolean,
  context: RuleContext,
  besides: readonly string[],
): NoteDraft {
  const definition = (fact?.role ?? 'definition') === 'definition' && entity.curated?.kind !== 'service';
  const type = entity.facts.find((other) => other.role === 'type' && other !== fact);
  // The type is worth knowing, but no question of its own (K12).
  const told = [...(type && !entity.curated?.purpose ? [answer(type.text)] : []), ...besides];
  const more =
    told.length > 0 ? { more: told.map((one, index) => (index < told.length - 1 ? withStop(one) : one)).join(' ') } : {};
  const isWord = entity.curated?.kind !== 'service' && fact?.role !== 'type' && isWordFor(entity.name, purpose.text);
  const withType = (lines: readonly number[]) => ('more' in more && type ? ascending([...lines, ...linesOf([type])]) : lines);

  const cards: CardDraft[] = [
    {
      direction: 'to-answer',
      front: isWord
        ? `${entity.name}: what does it mean?`
        : askForPurpose(entity.name, purpose.text, definition, entity.curated?.availability === 'ended'),
      back: answer(purpose.text),
      ...more,
      lines: withType(purpose.lines),
      // Already told for the purpose itself.
      ...(entity.curated?.purpose ? { corrections: purpose.corrections ?? [] } : {}),
      priority: 1,
    },
  ];
  const stem = entity.curated?.stems[0];
  if (stem)
    cards.push({
      direction: 'to-name',
      front: stem.text,
      back: entity.name,
      more: answer(purpose.text),
      lines: ascending(stem.lines),
      corrections: followedBy(entity, { named: stem.corrections, lines: stem.lines }).corrections ?? [],
      priority: 1,
    });
  else if (byRule && (countWords(purpose.text) >= 3 || definition || isWord) && !isVague(purpose.text, context.genericPhrases)) {
    cards.push({
      direction: 'to-name',
      front: isWord ? `Which word means "${withoutStop(purpose.text)}"?` : askForName(purpose.text, context),
      back: entity.name,
      ...more,
      ...(context.shared.has(normalise(purpose.text)) && { ofSeveral: true }),
      lines: withType(purpose.lines),
      priority: 1,
    });
  }
  return { kind: definition ? 'definition' : 'purpose', facts: fact ? [fact] : [], cards };
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** `comprare: kaufen`: a word of a language by another, as lists of vocabulary have them. Names of things have a capital. */
function isWordFor(name: string, text: string): boolean {
  return /^[\p{Ll}\p{Lo}]/u.test(name) && countWords(withoutLastAside(withoutStop(text))) <= countWords(name) + 1;
}

function factCards(entity: ResolvedEntity, fact: Fact, context: RuleContext): readonly Asked[] | Reason {
  const value = fact.label !== undefined && /\p{N}/u.test(fact.text);
  if (isVague(fact.text, context.genericPhrases) && !value) return { kind: fact.role === 'benefit' ? 'marketing' : 'vague' };
  const text = withoutStop(fact.text);
  const base = {
    direction: 'to-answer' as const,
    lines: linesOf([fact]),
  };
  const topic = topicOf(entity, fact);
  const cloze = (hole: Hole): Asked => ({
    ...base,
    front: `${topic}: ${capitalise(punch(text, hole))}`,
    back: hole.text,
    part: hole.text,
  });

  const asked = askPlainly(entity.name, fact, text);
  if (asked) return [{ ...base, ...asked }];
  // Benefits are praise more often than knowledge; the author's mark tells which one is not.
  if (fact.role === 'benefit' && !fact.emphasised) return { kind: 'no-certain-answer', text: 'a benefit' };
  const marked = highlightHoles(text, fact.highlights ?? []);
  if (marked.length > 0) return marked.map(cloze);
  const holes = findHoles(text, [...entity.words, ...tokens(fact.label ?? '')], context.prefixes);
  const list = findList(text, holes);
  if (list.length > LONGEST_LIST) return { kind: 'long-list' };
  if (list.length >= 3) {
    const members = list.map((member) => member.text);
    return list.map((member) => {
      const draft = cloze(member);
      return { ...draft, front: `${draft.front} (${members.length} in all)`, members };
    });
  }
  const isValue = isAttribute(fact, context);
  const hole = isValue ? undefined : bestHole(text, holes);
  if (hole) return [cloze(hole)];
  if (listLength(text) < 3 && fact.label !== undefined) {
    // `Daughter cells: 4` is a value, not a meaning.
    if (isValue || countWords(text) < 3) return [{ ...base, front: `${topic}: ${HOLE}`, back: text }];
    const verb = readOpening(text).kind !== 'noun';
    const front = verb
      ? `${entity.name}: what do the notes say of "${fact.label}"?`
      : `In ${entity.name}, what does "${fact.label}" mean?`;
    return [{ ...base, front, back: answer(text) }];
  }
  // What the author marked is worth a card even where nothing in it is a name or a number.
  const last = fact.emphasised ? lastWord(text) : undefined;
  if (last) return [cloze(last)];
  return listLength(text) >= 3 ? { kind: 'long-list', text: 'a list of things without names' } : { kind: 'no-certain-answer' };
}

function isAttribute({ label, text }: Fact, { attributes }: RuleContext): boolean {
  return label !== undefined && attributes.has(normalise(label)) && countWords(text) <= LONGEST_VALUE;
}

/** Each stretch that the author marked, where it is short enough to be an answer and stands there once. */
function highlightHoles(text: string, highlights: readonly string[]): Hole[] {
  return highlights.flatMap((words) => {
    const start = text.indexOf(words);
    const alone = start >= 0 && text.indexOf(words, start + 1) < 0;
    return alone && countWords(words) <= 6 ? [{ text: words, start, end: start + words.length }] : [];
  });
}

/** A label that only repeats the name would double its words. */
function topicOf(entity: ResolvedEntity, fact: Fact): string {
  const words = tokens(fact.label ?? '');
  const repeated = leakingWords(fact.label ?? '', entity.words);
  return fact.label === undefined || repeated.length * 2 > words.length ? entity.name : `${entity.name}, ${fact.label}`;
}

/** A real question, where the words of the note allow one. */
function askPlainly(name: string, fact: Fact, text: string): { front: string; back: string } | undefined {
  if (fact.label !== undefined) return undefined;

  const pay = /^(?:only )?pay(?: only)? (per|by|for) (.+)$/i.exec(text);
  if (pay?.[2]) return { front: `How do you pay for ${name}?`, back: answer(`${pay[1]?.toLowerCase() ?? 'per'} ${pay[2]}`) };

  const needless = /^no (?:need for )?(.+?)(?: (?:is |are )?(?:needed|required|necessary))?$/i.exec(text);
  if (needless?.[1] && /^no need for|needed$|required$|necessary$/i.test(text))
    return { front: `What does ${name} make unnecessary?`, back: answer(needless[1]) };

  const joined = /^integrated with (?=.)/i.exec(text)?.[0].length;
  const use = joined === undefined ? null : /(?<=.) for (?=.)/i.exec(text.slice(joined));
  if (joined !== undefined && use !== null) {
    const [partner, goal] = [text.slice(joined, joined + use.index), text.slice(joined + use.index + use[0].length)];
    return { front: `What is ${name} integrated with for ${goal}?`, back: answer(partner) };
  }

  const opening = readOpening(text);
  if (opening.kind !== 'third-person') return undefined;
  const many = /^ (\d[\d,.]*\+?) (\p{L}[\p{L} -]*)$/u.exec(opening.rest);
  if (many?.[1] && many[2]) return { front: `How many ${many[2]} does ${name} ${opening.base}?`, back: many[1] };
  // "What does X provide?" has many answers; a short one with a name in it is certain enough.
  if (!/\p{Lu}/u.test(opening.rest) || countWords(opening.rest) > 4) return undefined;
  return { front: `What does ${name} ${opening.adverb ? `${opening.adverb} ` : ''}${opening.base}?`, back: answer(opening.rest) };
}

/** Questions whose answer is the name, from the purpose and from features that only this entity has. */
export function makeStems(entity: ResolvedEntity, purpose: SourcedText | undefined, context: RuleContext): SourcedText[] {
  const stems: SourcedText[] = [];
  if (purpose && countWords(purpose.text) >= 3) stems.push({ ...purpose, text: askForName(purpose.text, context) });
  for (const fact of entity.facts) {
    if (fact.id === purpose?.fact || !isTelling(entity, fact, context)) continue;
    const asked = PURPOSE_ROLES.includes(fact.role)
      ? askForName(fact.text, context)
      : askWhoseFact(fact.text, fact.label, context);
    stems.push({ text: asked, lines: linesOf([fact]), fact: fact.id });
  }
  return stems;
}

/** Facts as options of "Which statement describes ...?" */
export function makeStatements(entity: ResolvedEntity, purpose: SourcedText | undefined, context: RuleContext): SourcedText[] {
  const told = entity.facts.filter((fact) => fact.id !== purpose?.fact && isTelling(entity, fact, context));
  return [
    ...(purpose ? [{ ...purpose, text: capitalise(withoutStop(purpose.text)) }] : []),
    ...told.map((fact) => ({ text: capitalise(withoutStop(fact.text)), lines: linesOf([fact]), fact: fact.id })),
  ];
}

function isTelling(entity: ResolvedEntity, fact: Fact, context: RuleContext): boolean {
  const words = countWords(fact.text);
  return (
    TELLING_ROLES.includes(fact.role) &&
    words >= 4 &&
    words <= 24 &&
    !isVague(fact.text, context.genericPhrases) &&
    !isDropped(entity, fact)
  );
}

const TELLING_ROLES: readonly FactRole[] = ['purpose', 'description', 'definition', 'feature', 'benefit'];

/** A person has said that these lines make no card: they are wrong, vague or out of date, so they make no question either. */
function isDropped(entity: ResolvedEntity, fact: Fact): boolean {
  return dropReason(entity, fact) !== undefined;
}
