import type { Compiled, Origin } from '#core/decks/compile.ts';
import type { Correction } from '#core/decks/deck.ts';
import { examsOf } from '#core/decks/exams.ts';
import { CARD_RULES } from '#core/decks/lint.ts';
import type { CardRule } from '#core/decks/lint.ts';
import { accountOf } from '#core/decks/account.ts';
import { correctionsOf, statusOf } from '#core/decks/status.ts';
import type { Diagnostic } from '#core/diagnostic.ts';
import type { Notebook } from '#core/notes/notebook.ts';
import { countWords } from '#core/text.ts';

type Counts = Readonly<Record<string, number>>;

/** What a deck is made of, for whoever makes it. */
export interface Report {
  readonly cards: {
    readonly total: number;
    readonly kinds: Counts;
    readonly directions: Counts;
    readonly priorities: Counts;
    readonly origins: Counts;
    /** How many of a hundred a person has written or worded. */
    readonly byHandPercent: number;
    /** Of each exam, by its domains; a card may serve several. */
    readonly exams: Readonly<Record<string, Counts>>;
    readonly entities: readonly {
      readonly name: string;
      readonly total: number;
      readonly kinds: Counts;
      readonly priorities: Counts;
    }[];
  };
  readonly rules: {
    /** Cards that rules made and kept, by what they make. */
    readonly made: Counts;
    readonly turnedDown: Readonly<Partial<Record<CardRule, number>>>;
    readonly replaced: readonly { readonly front: string; readonly by: string }[];
  };
  readonly corrections: {
    readonly total: number;
    readonly kinds: Counts;
    readonly unverified: readonly string[];
    /** Cards that show one or more, a status included. */
    readonly cards: number;
    /** Of facts that no card asks: told in the notes only. */
    readonly withoutCard: readonly string[];
  };
  readonly scenarios: number;
  readonly lines: Counts & { readonly card: number; readonly reason: number };
  /** Of the lines that say something, how many of a hundred a card asks. */
  readonly askedPercent: number;
  /** Words of the answers. */
  readonly answers: {
    readonly shortest: number;
    readonly median: number;
    readonly longest: number;
    readonly average: number;
    readonly spread: readonly { readonly words: string; readonly cards: number }[];
  };
  readonly warnings: { readonly open: readonly Diagnostic[]; readonly explained: Compiled['accepted'] };
}

export function reportOf(notebook: Notebook, compiled: Compiled): Report {
  const { deck, left, turnedDown, replaced, origins, accepted, diagnostics } = compiled;
  const made = deck.entities.flatMap((entity) =>
    entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card, origin: origins[card.id] ?? 'rule' }))),
  );
  const fronts = new Map(made.map(({ card }) => [card.id, card.front]));
  const tags = made.flatMap(({ card, entity }) => examsOf(card, entity));
  const exams = [...new Set([...(deck.exams ?? []).map(({ id }) => id), ...tags.map(({ exam }) => exam)])];
  const byHand = made.filter(({ origin }) => origin === 'written' || origin === 'worded').length;

  const corrections = new Map<string, Correction>();
  for (const entity of deck.entities) for (const one of entity.corrections ?? []) corrections.set(one.id, one);
  const shown = made.map(({ card, entity }) => [...statusOf(entity), ...correctionsOf(card, entity)].map(({ id }) => id));
  const onCards = new Set(shown.flat());

  const account = accountOf(notebook, deck, left);
  const lines = { card: 0, reason: 0, structure: 0, blank: 0 };
  for (const { kind } of account) lines[kind] += 1;

  return {
    cards: {
      total: made.length,
      kinds: tally(made.map(({ note }) => note.kind)),
      directions: tally(made.map(({ card }) => card.direction)),
      priorities: tally(made.map(({ card }) => String(card.priority))),
      origins: tally(made.map(({ origin }) => origin)),
      byHandPercent: percent(byHand, made.length),
      exams: Object.fromEntries(
        exams.map((exam) => [exam, tally(tags.filter((tag) => tag.exam === exam).map(({ domain }) => domain))]),
      ),
      entities: deck.entities.map(({ name, notes }) => ({
        name,
        total: notes.flatMap(({ cards }) => cards).length,
        kinds: tally(notes.flatMap(({ kind, cards }) => cards.map(() => kind))),
        priorities: tally(notes.flatMap(({ cards }) => cards.map(({ priority }) => String(priority)))),
      })),
    },
    rules: {
      made: tally(made.filter(({ origin }) => origin === 'rule').map(({ note }) => note.kind)),
      turnedDown: tally(turnedDown.map(({ rule }) => rule)),
      replaced: replaced.map(({ front, by }) => ({ front, by: fronts.get(by) ?? by })),
    },
    corrections: {
      total: corrections.size,
      kinds: tally([...corrections.values()].map(({ kind }) => kind)),
      unverified: [...corrections.values()].filter(({ source }) => source === undefined).map(({ id }) => id),
      cards: shown.filter((ids) => ids.length > 0).length,
      withoutCard: [...corrections.keys()].filter((id) => !onCards.has(id)),
    },
    scenarios: deck.entities.flatMap((entity) => entity.scenarios ?? []).length,
    lines,
    askedPercent: percent(lines.card, lines.card + lines.reason),
    answers: spreadOf(made.map(({ card }) => countWords(card.back))),
    warnings: { open: diagnostics.filter(({ severity }) => severity === 'warning'), explained: accepted },
  };
}

export function printReport(notebook: Notebook, compiled: Compiled): string {
  const { cards, rules, corrections, scenarios, lines, askedPercent, answers, warnings } = reportOf(notebook, compiled);
  const most = Math.max(0, ...answers.spread.map((one) => one.cards));
  return [
    `cards          ${cards.total}`,
    `  kind         ${list(cards.kinds)}`,
    `  direction    ${list(cards.directions)}`,
    `  priority     ${inOrder(cards.priorities)}`,
    `  worded by    ${list(cards.origins, ORIGINS)}`,
    `  by hand      ${cards.byHandPercent} %`,
    ...Object.entries(cards.exams).map(([exam, domains]) => `  ${exam.padEnd(12)} ${total(domains)}: ${list(domains)}`),
    '',
    'cards by entity, with how many of each priority and kind',
    ...cards.entities.map(
      (one) =>
        `  ${String(one.total).padStart(3)}  ${one.name}${one.total > 0 ? `  (priority ${inOrder(one.priorities)}; ${list(one.kinds)})` : ''}`,
    ),
    '',
    `rules made     ${total(rules.made)} cards: ${list(rules.made)}`,
    'cards that rules made and turned down again, by rule',
    ...(Object.keys(CARD_RULES) as CardRule[]).map(
      (rule) => `  ${rule}  ${String(rules.turnedDown[rule] ?? 0).padStart(4)}  ${CARD_RULES[rule]}`,
    ),
    `replaced by a written card: ${rules.replaced.length}`,
    ...rules.replaced.map(({ front, by }) => `  ${front}  ->  ${by}`),
    '',
    `corrections    ${corrections.total}: ${list(corrections.kinds)}`,
    `  unverified   ${corrections.unverified.length}${corrections.unverified.length > 0 ? `: ${corrections.unverified.join(', ')}` : ''}`,
    `  on           ${corrections.cards} cards`,
    `  on no card   ${corrections.withoutCard.length}${corrections.withoutCard.length > 0 ? `: ${corrections.withoutCard.join(', ')}` : ''}`,
    `situations     ${scenarios}`,
    '',
    `lines          ${total(lines)}: ${list(lines)}`,
    `  asked        ${askedPercent} % of those that say something`,
    '',
    `answers        ${answers.shortest} to ${answers.longest} words, median ${answers.median}, average ${answers.average}`,
    ...answers.spread.map(
      ({ words, cards: count }) =>
        `  ${words.padStart(5)} words  ${String(count).padStart(4)}  ${'#'.repeat(most === 0 ? 0 : Math.round((count / most) * 40))}`,
    ),
    '',
    `warnings       ${warnings.open.length} open, ${warnings.explained.length} explained`,
    ...warnings.open.map(({ path, line, code, message }) => `  ${path}:${line ?? 1}: ${code}: ${message}`),
    ...warnings.explained.map(
      ({ warning: { path, line, code, message }, reason }) =>
        `  ${path}:${line ?? 1}: ${code}: ${message} Left, because: ${reason}`,
    ),
  ].join('\n');
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  written: 'a person, front and back',
  worded: "a rule, in a person's words",
  marked: 'the author, in the notes',
  rule: 'a rule',
};

/** Upper ends of the bins in which answers are counted. */
const BINS = [1, 3, 6, 10, 15, 20];

function spreadOf(lengths: readonly number[]): Report['answers'] {
  const sorted = lengths.toSorted((a, b) => a - b);
  const sum = sorted.reduce((all, one) => all + one, 0);
  const spread = [...BINS, Infinity].map((upTo, index) => {
    const from = (BINS[index - 1] ?? 0) + 1;
    const words = upTo === Infinity ? `${from}+` : from === upTo ? String(from) : `${from}-${upTo}`;
    return { words, cards: sorted.filter((length) => length >= from && length <= upTo).length };
  });
  return {
    shortest: sorted[0] ?? 0,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    longest: sorted.at(-1) ?? 0,
    average: sorted.length === 0 ? 0 : Math.round((sum / sorted.length) * 10) / 10,
    spread,
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100);
}

function tally<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  const counts = {} as Record<Key, number>;
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The most frequent first. */
function list(counts: Counts, names: Readonly<Record<string, string>> = {}): string {
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([key, count]) => `${names[key] ?? key} ${count}`)
    .join(', ');
}

function inOrder(counts: Counts): string {
  return Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${key}: ${count}`)
    .join(', ');
}
