import { normalise } from '../text.ts';
import type { DeckEntity, Fact } from './deck.ts';

/** One row of two entities side by side; a side of which the notes say nothing is empty. */
export interface ComparedRow {
  /** `purpose`: what each is for. `label`: what the notes call it for both. `other`: what they say besides. */
  readonly kind: 'purpose' | 'label' | 'other';
  readonly label?: string;
  readonly sides: readonly [readonly string[], readonly string[]];
}

type Compared = Pick<DeckEntity, 'facts' | 'purpose' | 'gist'>;

/** More is not read after a slip. */
const mostOthers = 3;

/** What the notes say of two that are mixed up: first what they are for, then what is said of both, then the rest. */
export function compareEntities(one: Compared, other: Compared): ComparedRow[] {
  const both = [one, other] as const;
  const purposes = both.map(purposeOf) as unknown as ComparedRow['sides'];
  const shared = one.facts.flatMap(({ label }) =>
    label !== undefined && factsOf(other, label).length > 0 && factsOf(one, label)[0]?.label === label ? [label] : [],
  );
  const rows = [...new Set(shared)].map((label): ComparedRow => ({
    kind: 'label',
    label,
    sides: [factsOf(one, label).map(({ text }) => text), factsOf(other, label).map(({ text }) => text)],
  }));
  const told = new Set([...purposes.flat(), ...rows.flatMap(({ sides }) => sides.flat())].map(normalise));
  const others = both.map(({ facts }) =>
    facts
      .map(({ label, text }) => (label === undefined ? text : `${label}: ${text}`))
      .filter((text, index) => !told.has(normalise(text)) && !told.has(normalise(facts[index]?.text ?? '')))
      .slice(0, mostOthers),
  ) as unknown as ComparedRow['sides'];
  return [
    ...(purposes.flat().length > 0 ? [{ kind: 'purpose', sides: purposes } as const] : []),
    ...rows,
    ...(others.flat().length > 0 ? [{ kind: 'other', sides: others } as const] : []),
  ];
}

/** Lines of the notes on which what is shown of one of them rests, ascending. */
export function comparedLines({ facts, purpose }: Compared, rows: readonly ComparedRow[], side: 0 | 1): number[] {
  const shown = new Set(rows.flatMap(({ sides }) => sides[side]));
  const lines = facts
    .filter(({ label, text }) => shown.has(text) || (label !== undefined && shown.has(`${label}: ${text}`)))
    .map((fact) => fact.lines.from);
  const all = new Set(purpose && shown.has(purpose.text) ? [...purpose.lines, ...lines] : lines);
  return [...all].toSorted((a, b) => a - b);
}

function purposeOf({ purpose, gist }: Compared): readonly string[] {
  const text = purpose?.text ?? gist;
  return text === undefined ? [] : [text];
}

function factsOf({ facts }: Compared, label: string): readonly Fact[] {
  return facts.filter((fact) => fact.label !== undefined && normalise(fact.label) === normalise(label));
}
