import { accountOf, tellLineReason } from '#core/decks/account.ts';
import type { LineAccount } from '#core/decks/account.ts';
import type { Compiled } from '#core/decks/compile.ts';
import { CARD_RULES } from '#core/decks/lint.ts';
import type { CardRule } from '#core/decks/lint.ts';
import { tellReason } from '#core/decks/reasons.ts';
import type { Notebook } from '#core/notes/notebook.ts';

/** What became of the notes, for whoever wrote them. */
export interface Explanation {
  readonly lines: readonly LineAccount[];
  readonly counts: {
    readonly lines: Readonly<Record<LineAccount['kind'], number>>;
    readonly cards: Readonly<Record<string, number>>;
    /** Of what says something: how many lines are asked, and how many go for which reason. */
    readonly reasons: Readonly<Record<string, number>>;
    /** Of single facts, several of which may stand on a line. */
    readonly facts: Readonly<Record<string, number>>;
    readonly rules: Readonly<Partial<Record<CardRule, number>>>;
  };
}

export function explain(notebook: Notebook, { deck, left, turnedDown }: Compiled): Explanation {
  const lines = accountOf(notebook, deck, left);
  const kinds = { card: 0, reason: 0, structure: 0, blank: 0 };
  for (const { kind } of lines) kinds[kind] += 1;
  const notes = deck.entities.flatMap((entity) => entity.notes);
  return {
    lines,
    counts: {
      lines: kinds,
      cards: tally(notes.flatMap((note) => note.cards.map(() => note.kind))),
      reasons: tally(lines.flatMap((line) => (line.kind === 'reason' && line.reason ? [line.reason.kind] : []))),
      facts: tally(left.map((fact) => fact.reason.kind)),
      rules: tally(turnedDown.map(({ rule }) => rule)),
    },
  };
}

/** Every line by its number, then the counts. */
export function printExplanation(notebook: Notebook, compiled: Compiled): string {
  const { lines, counts } = explain(notebook, compiled);
  const cards = new Map(
    compiled.deck.entities.flatMap((entity) =>
      entity.notes.flatMap((note) => note.cards.map((card) => [card.id, card] as const)),
    ),
  );
  const listed = lines.flatMap(({ line, kind, reason, cards: own, left }) => {
    const text = (notebook.source[line - 1] ?? '').replace(/\s+/g, ' ').trim();
    const became =
      kind === 'card' ? `${own.length} ${own.length === 1 ? 'card' : 'cards'}` : reason ? tellLineReason(reason) : kind;
    const head = `${String(line).padStart(5)}  ${kind === 'blank' ? 'blank' : `${became}${text === '' ? '' : ` | ${clip(text)}`}`}`;
    const details = own.map((id) => `         ${id}  ${cards.get(id)?.front ?? ''} => ${cards.get(id)?.back ?? ''}`);
    // What a line says of several is left once for each of them.
    const untold = [...new Set(left.map((fact) => `         not asked (${tellReason(fact.reason)}): ${fact.text}`))];
    const more = kind === 'card' || untold.length > 1 ? untold : [];
    return [head, ...details, ...more];
  });
  const empty = compiled.left.filter(({ reason }) => reason.kind === 'vague' || reason.kind === 'marketing');
  const rules = (Object.keys(CARD_RULES) as CardRule[]).map(
    (rule) => `  ${rule}  ${String(counts.rules[rule] ?? 0).padStart(4)}  ${CARD_RULES[rule]}`,
  );
  return [
    ...listed,
    '',
    `lines        ${total(counts.lines)}: ${list(counts.lines)}`,
    `cards        ${total(counts.cards)}: ${list(counts.cards)}`,
    `not asked    ${total(counts.reasons)} lines: ${list(counts.reasons)}`,
    `             ${total(counts.facts)} facts: ${list(counts.facts)}`,
    `vague or marketing: ${empty.length}`,
    ...empty.map((fact) => `  ${fact.lines.from} ${fact.name}: "${fact.text}"`),
    'cards that rules made and turned down again, by rule',
    ...rules,
  ].join('\n');
}

function tally<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  const counts = {} as Record<Key, number>;
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

function clip(text: string): string {
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
