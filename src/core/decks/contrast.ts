import { countWords, sentences } from '../text.ts';
import { names } from './check.ts';
import type { Curation } from './curation.ts';
import type { SourcedText } from './deck.ts';
import { leakingWords, nameKey } from './names.ts';
import { overlap } from './resolve.ts';
import type { ResolvedEntity } from './resolve.ts';
import { ascending } from './rule-notes.ts';
import type { NoteDraft } from './rule-notes.ts';
import { capitalise, shorten } from './phrase.ts';

/** As many words as either side of an answer may have, so that the whole stays within 20. */
const LONGEST_SIDE = 9;

/**
 * For each entity that is mixed up with others and that no written card tells from any of them, one note that sets it
 * beside a neighbour of its group. More would ask the same purposes again and again.
 */
export function makeContrasts(
  entities: readonly ResolvedEntity[],
  purposes: ReadonlyMap<ResolvedEntity, SourcedText>,
  curation: Curation | undefined,
): ReadonlyMap<ResolvedEntity, NoteDraft> {
  const made = new Map<ResolvedEntity, NoteDraft>();
  if (!curation) return made;
  const bySlug = new Map(entities.map((entity) => [entity.slug, entity]));
  const contrasts = entities.flatMap((entity) => entity.curated?.cards ?? []).filter((card) => / vs\.? /.test(card.front));
  const done = new Set(entities.filter((entity) => contrasts.some((card) => names(card.front, entity))));
  for (const group of curation.groups) {
    // Whoever is of a wide circle may stand beside each other in a quiz, but nobody takes the one for the other.
    if (group.wide) continue;
    const members = group.members.flatMap((slug) => bySlug.get(slug) ?? []);
    for (const [index, one] of members.entries()) {
      if (done.has(one)) continue;
      const others = [...members.slice(index + 1), ...members.slice(0, index)];
      for (const other of others) {
        const note = contrast(one, other, purposes, curation);
        if (!note) continue;
        made.set(one, note);
        done.add(one).add(other);
        break;
      }
    }
  }
  return made;
}

/** The two names of `A vs B: what separates them?` */
export function sidesOf(front: string): readonly [string, string] | undefined {
  const versus = /(?<=.) vs\.? (?=.)/.exec(front);
  if (versus === null) return undefined;
  const right = front.slice(versus.index + versus[0].length);
  return [front.slice(0, versus.index), right.charAt(0) + (/^[^:?]*/.exec(right.slice(1))?.[0] ?? '')];
}

/** Who is called exactly so, with or without a prefix. */
export function findNamed(
  name: string,
  entities: readonly ResolvedEntity[],
  prefixes: readonly string[],
): ResolvedEntity | undefined {
  const key = nameKey(name, prefixes);
  return entities.find((entity) => entity.keys.includes(key));
}

function contrast(
  one: ResolvedEntity,
  other: ResolvedEntity,
  purposes: ReadonlyMap<ResolvedEntity, SourcedText>,
  curation: Curation,
): NoteDraft | undefined {
  // A group may have members of several categories; those of one are mixed up with each other.
  const far =
    one.category.id !== other.category.id || one.curated?.kind !== other.curated?.kind || one.curated?.kind === 'concept';
  const whole = one.curated?.partOf === other.slug || other.curated?.partOf === one.slug;
  // Where both are right for one thing, their purposes do not tell them apart.
  const alike = curation.vetoes.some(
    (veto) =>
      (veto.asked === one.slug && veto.alsoRight.includes(other.slug)) ||
      (veto.asked === other.slug && veto.alsoRight.includes(one.slug)),
  );
  const [left, right] = [side(purposes.get(one)), side(purposes.get(other))];
  if (far || whole || alike || !left || !right || left.text === right.text) return undefined;
  // Whoever reads the two names would have the answer.
  const words = [...one.words, ...other.words];
  if (leakingWords(left.text, words).length > 0 || leakingWords(right.text, words).length > 0) return undefined;
  const facts = one.facts.filter((fact) => left.lines.some((line) => overlap(fact.lines, { from: line, to: line })));
  return {
    kind: 'contrast',
    facts: facts.slice(0, 1),
    cards: [
      {
        direction: 'to-answer',
        front: `${one.name} vs ${other.name}: what separates them?`,
        back: `${one.name}: ${left.text}. ${other.name}: ${right.text}.`,
        lines: ascending([...left.lines, ...right.lines]),
        priority: 2,
        part: `vs ${other.slug}`,
        needs: [one.id, other.id],
      },
    ],
  };
}

function side(purpose: SourcedText | undefined): SourcedText | undefined {
  if (!purpose) return undefined;
  const text = shorten(purpose.text, LONGEST_SIDE);
  if (countWords(text) > LONGEST_SIDE || sentences(text).length > 1 || text.includes(': ')) return undefined;
  return { text: capitalise(text), lines: purpose.lines };
}
