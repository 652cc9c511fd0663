import type { FactId } from '../ids.ts';
import { tidy } from '../text.ts';
import type { Curation } from './curation.ts';
import { FACT_KINDS } from './deck.ts';
import type { Correction, CorrectionKind, Fact } from './deck.ts';
import type { Reason } from './reasons.ts';
import type { ResolvedEntity } from './resolve.ts';

export type CuratedCorrection = Curation['corrections'][number];

/** What is wrong with what the notes say of an entity, and what follows from it for its cards. */
export interface Corrected {
  /** All of them, the entity's status included, in the order of deck.yaml. */
  readonly corrections: readonly Correction[];
  /** The facts as the notes have them; those of the entity itself are in the right words. */
  readonly asWritten: readonly Fact[];
  /** Which corrections a fact has. */
  readonly byFact: ReadonlyMap<FactId, readonly Correction[]>;
  /** Facts that no rule may ask: what is right cannot be put in place of their words. */
  readonly wrong: ReadonlyMap<FactId, Reason>;
}

/** The entity with its facts in the right words, where these are known, and with what is to be said about the others. */
export function correct(entity: ResolvedEntity, curation: Curation | undefined): ResolvedEntity {
  const own = (curation?.corrections ?? []).filter(({ entities }) => entities.includes(entity.slug));
  if (!curation || own.length === 0) return entity;
  const byFact = new Map<FactId, Correction[]>();
  const wrong = new Map<FactId, Reason>();
  const facts = new Map<FactId, Fact>(entity.facts.map((fact) => [fact.id, fact]));
  for (const curated of own.filter(isOfFact)) {
    const correction = finish(curated, curation);
    const fix = curated.kind === 'typo' ? (curated.fix ?? curated.now) : curated.fix;
    for (const { id } of factsOf(curated, entity.facts)) {
      byFact.set(id, [...(byFact.get(id) ?? []), correction]);
      const fact = facts.get(id);
      if (!fact) continue;
      if (fix !== undefined) facts.set(id, putRight(fact, curated.notes, fix));
      // What a person has told of each member of a family is not the notes' wording any more.
      else if (!isRetold(curation, fact)) wrong.set(id, { kind: REASON[curated.kind], text: `corrected by ${curated.id}` });
    }
  }
  return {
    ...entity,
    facts: [...facts.values()],
    corrected: { corrections: own.map((one) => finish(one, curation)), asWritten: entity.facts, byFact, wrong },
  };
}

type FactKind = (typeof FACT_KINDS)[number];

const REASON = {
  typo: 'wrong',
  'stale-number': 'retired-number',
  wrong: 'wrong',
  ambiguous: 'ambiguous',
} as const satisfies Record<FactKind, Reason['kind']>;

export function isFactKind(kind: CorrectionKind): kind is FactKind {
  return (FACT_KINDS as readonly string[]).includes(kind);
}

function isOfFact(correction: CuratedCorrection): correction is CuratedCorrection & { readonly kind: FactKind } {
  return isFactKind(correction.kind);
}

function finish({ id, kind, lines, notes, now, source, checked }: CuratedCorrection, curation: Curation): Correction {
  return {
    id,
    kind,
    lines: [...new Set(lines)].sort((a, b) => a - b),
    notes,
    now,
    ...(source === undefined ? {} : { source }),
    checked: checked ?? curation.checked ?? '',
  };
}

/** Of several facts on a line those that have the words; all of them where the words go across. */
function factsOf({ lines, notes }: CuratedCorrection, facts: readonly Fact[]): readonly Fact[] {
  return lines.flatMap((line) => {
    const there = facts.filter((fact) => fact.lines.from <= line && line <= fact.lines.to);
    const saying = there.filter((fact) => hasWords(`${fact.label ?? ''}: ${fact.text}`, notes));
    return saying.length > 0 ? saying : there;
  });
}

function putRight(fact: Fact, notes: string, fix: string): Fact {
  const words = pattern(notes);
  const right = (text: string) => text.replaceAll(words, () => fix);
  return {
    ...fact,
    text: right(fact.text),
    ...(fact.label === undefined ? {} : { label: right(fact.label) }),
    ...(fact.highlights ? { highlights: fact.highlights.map(right) } : {}),
  };
}

function isRetold(curation: Curation, fact: Fact): boolean {
  return curation.families.some((family) => family.texts !== undefined && family.lines.includes(fact.lines.from));
}

/** What a text is told to follow: the ids that a person named, else those of its facts, else those of its lines. */
export function followedBy(
  { corrected }: ResolvedEntity,
  {
    named,
    facts,
    lines,
  }: {
    readonly named?: readonly string[] | undefined;
    readonly facts?: readonly Fact[] | undefined;
    readonly lines: readonly number[];
  },
): { readonly corrections?: readonly string[] } {
  if (corrected === undefined) return {};
  const byFact = facts && new Set(facts.flatMap(({ id }) => corrected.byFact.get(id) ?? []).map(({ id }) => id));
  const corrections = corrected.corrections
    .filter(({ kind }) => isFactKind(kind))
    .filter((one) => named?.includes(one.id) ?? byFact?.has(one.id) ?? one.lines.some((line) => lines.includes(line)))
    .map(({ id }) => id);
  return corrections.length > 0 ? { corrections } : {};
}

/** Numbers of corrected facts that are no right answer any more: those of the notes' words that what holds now has not. */
export function retiredNumbers(entity: ResolvedEntity, curation: Curation | undefined, lines: readonly number[]): string[] {
  return (curation?.corrections ?? [])
    .filter(
      (one) =>
        one.kind === 'stale-number' && one.entities.includes(entity.slug) && one.lines.some((line) => lines.includes(line)),
    )
    .flatMap(({ notes, now, fix = '' }) => {
      const right = new Set(numbers(`${now} ${fix}`));
      return numbers(notes).filter((number) => !right.has(number));
    });
}

function numbers(text: string): string[] {
  return tidy(text).match(/\p{N}[\p{L}\p{N}]*(?:[.,:-]\p{N}[\p{L}\p{N}]*)*/gu) ?? [];
}

/** Whether a text has these words, as a reader sees it: markup, blanks and the shape of quotes and dashes do not count. */
export function hasWords(text: string, words: string): boolean {
  return new RegExp(pattern(words), 'u').test(bare(text));
}

function pattern(words: string): RegExp {
  const seen = tidy(bare(words));
  // Nothing but markup is no words, and stands nowhere.
  if (seen === '') return /(?!)/gu;
  const letters = seen.replace(/./gu, (letter) => {
    if (letter === ' ') return '\\s+';
    if (letter === "'") return "['\u2018\u2019\u201a\u201b]";
    if (letter === '"') return '["\u201c\u201d\u201e\u201f]';
    if (/[-\u2010-\u2015]/.test(letter)) return '[-\u2010-\u2015]';
    return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
  const before = /^[\p{L}\p{N}]/u.test(seen) ? '(?<![\\p{L}\\p{N}])' : '';
  const after = /[\p{L}\p{N}]$/u.test(seen) ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(`${before}${letters}${after}`, 'gu');
}

function bare(text: string): string {
  return text.replace(/\*+|==|`+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|\\(?=[!-/:-@[-`{-~])/gu, '');
}
