import { accountOf, tellLineReason } from '#core/decks/account.ts';
import type { LineAccount } from '#core/decks/account.ts';
import { inFile, lineName } from '#core/notes/files.ts';
import type { Compiled } from '#core/decks/compile.ts';
import { CARD_RULES } from '#core/decks/lint.ts';
import type { CardRule } from '#core/decks/lint.ts';
import { tellReason } from '#core/decks/reasons.ts';
import type { Notebook } from '#core/notes/notebook.ts';

/** A line with what became of it, counted in its own file, which is named where the notes are several. */
type FileLine = LineAccount & { readonly path?: string };

/** What became of the notes, for whoever wrote them. */
export interface Explanation {
  readonly lines: readonly FileLine[];
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
  const lines = accountsOf(notebook, deck, left);
  const kinds = { card: 0, reason: 0, structure: 0, blank: 0 };
  for (const { kind } of lines) kinds[kind] += 1;
  const notes = deck.entities.flatMap((entity) => entity.notes);
  return {
    lines: lines.map((line) => inOwnFile(notebook, line)),
    counts: {
      lines: kinds,
      cards: tally(notes.flatMap((note) => note.cards.map(() => note.kind))),
      reasons: tally(lines.flatMap((line) => (line.kind === 'reason' && line.reason ? [line.reason.kind] : []))),
      facts: tally(left.map((fact) => fact.reason.kind)),
      rules: tally(turnedDown.map(({ rule }) => rule)),
    },
  };
}

/** Without the lines between the files, which are in none of them. */
function accountsOf(notebook: Notebook, deck: Compiled['deck'], left: Compiled['left']): LineAccount[] {
  const between = new Set(notebook.files?.map(({ above }) => above));
  return accountOf(notebook, deck, left).filter(({ line }) => !between.has(line));
}

function inOwnFile(notebook: Notebook, account: LineAccount): FileLine {
  if (notebook.files === undefined) return account;
  const { path, lines } = inFile(notebook, [account.line]);
  const down = account.line - (lines[0] ?? account.line);
  const left = account.left.map((fact) => ({
    ...fact,
    lines: { from: fact.lines.from - down, to: fact.lines.to - down },
    reason: reasonInFile(notebook, fact.reason),
  }));
  const reason = account.reason && reasonInFile(notebook, account.reason);
  return { ...account, path, line: account.line - down, left, ...(reason && { reason }) };
}

/** What is said elsewhere may be said in another file. */
function reasonInFile<Why extends NonNullable<LineAccount['reason']>>(notebook: Notebook, reason: Why): Why {
  if (!('line' in reason) || reason.line === undefined) return reason;
  const { path, lines } = inFile(notebook, [reason.line]);
  return { ...reason, line: lines[0] ?? reason.line, path };
}

/** Every line by its number, then the counts. */
export function printExplanation(notebook: Notebook, compiled: Compiled): string {
  const { counts } = explain(notebook, compiled);
  const lines = accountsOf(notebook, compiled.deck, compiled.left);
  const opens = new Map(notebook.files?.map(({ path, above }) => [above + 1, path]));
  const cards = new Map(
    compiled.deck.entities.flatMap((entity) =>
      entity.notes.flatMap((note) => note.cards.map((card) => [card.id, card] as const)),
    ),
  );
  const listed = lines.flatMap(({ line, kind, reason, cards: own, left }) => {
    const text = (notebook.source[line - 1] ?? '').replace(/\s+/g, ' ').trim();
    const became =
      kind === 'card' ? `${own.length} ${own.length === 1 ? 'card' : 'cards'}` : reason ? tellLineReason(reason, notebook) : kind;
    const head = `${String(inFile(notebook, [line]).lines[0] ?? line).padStart(5)}  ${kind === 'blank' ? 'blank' : `${became}${text === '' ? '' : ` | ${clip(text)}`}`}`;
    const details = own.map((id) => `         ${id}  ${cards.get(id)?.front ?? ''} => ${cards.get(id)?.back ?? ''}`);
    // What a line says of several is left once for each of them.
    const untold = [...new Set(left.map((fact) => `         not asked (${tellReason(fact.reason, notebook)}): ${fact.text}`))];
    const more = kind === 'card' || untold.length > 1 ? untold : [];
    const file = opens.get(line);
    return [...(file === undefined ? [] : [file]), head, ...details, ...more];
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
    ...empty.map((fact) => `  ${lineName(notebook, fact.lines.from)} ${fact.name}: "${fact.text}"`),
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
