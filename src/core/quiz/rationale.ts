import type { DeckEntity, Fact, SourcedText } from '../decks/deck.ts';
import { wordBook, wordsOf } from './leak.ts';

/** Something in the notes' words, with their lines. */
export interface Reason {
  readonly text: string;
  readonly lines: readonly number[];
}

/** Why the key is right: what the notes say on the lines that the question rests on, once each, in their order. */
export function rationaleOf(entity: DeckEntity, ...asked: readonly [SourcedText, ...SourcedText[]]): Reason {
  const chosen = new Set(
    asked.flatMap((one) => {
      const own = entity.facts.find((fact) => fact.id === one.fact);
      return own ? [own] : bestFacts(entity.facts, one);
    }),
  );
  const facts = entity.facts.filter((fact) => chosen.has(fact));
  const said = facts.length > 0 ? facts.map(factText) : [sentence(entity.purpose?.text ?? asked[0].text)];
  const lines = asked.flatMap((one) => one.lines);
  return { text: [...new Set(said)].join(' '), lines: lines.length > 0 ? ordered(lines) : linesOf(facts) };
}

/** What an entity really is: its purpose, or the first thing that the notes say of it. */
export function whatItIs(entity: DeckEntity): Reason {
  if (entity.purpose) return { text: sentence(entity.purpose.text), lines: entity.purpose.lines };
  const fact = entity.facts.find((one) => one.role !== 'shared') ?? entity.facts[0];
  if (fact) return { text: factText(fact), lines: linesOf([fact]) };
  const said = entity.statements[0] ?? entity.stems[0];
  return said ? { text: sentence(said.text), lines: said.lines } : { text: '', lines: [] };
}

/** Said of several things at once, or of the kind of thing only: no reason for one answer. */
const saysLittle: ReadonlySet<Fact['role']> = new Set(['shared', 'type', 'use-case', 'component']);

/** At most two of the facts on the asked lines, those that say most of what was asked, in the notes' order. */
function bestFacts(facts: readonly Fact[], asked: SourcedText): Fact[] {
  const book = wordBook(wordsOf(asked.text));
  const weight = (fact: Fact): number => wordsOf(fact.text).filter((word) => book.has(word)).length;
  const chosen = new Set(
    facts
      .filter(({ role }) => !saysLittle.has(role))
      .filter((fact) => asked.lines.some((line) => line >= fact.lines.from && line <= fact.lines.to))
      .toSorted((a, b) => weight(b) - weight(a))
      .slice(0, 2),
  );
  return facts.filter((fact) => chosen.has(fact));
}

function factText(fact: Fact): string {
  return sentence(fact.label === undefined ? fact.text : `${fact.label}: ${fact.text}`);
}

/** With a capital and a full stop, for notes have them at some lines and lack them at others. */
function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  return capitalised(/[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`);
}

/** An option is a phrase: with a capital, without a full stop, like the options beside it. */
export function phrase(text: string): string {
  return capitalised(text.trim().replace(/\.$/, ''));
}

function capitalised(text: string): string {
  // iPhone and eBay begin as they want to; so does anything with a capital in its first word.
  return /^\p{Ll}[\p{Ll}\p{P}]*(?:\s|$)/u.test(text) ? text[0]?.toUpperCase() + text.slice(1) : text;
}

function linesOf(facts: readonly Fact[]): number[] {
  return ordered(facts.flatMap((fact) => [fact.lines.from, fact.lines.to]));
}

function ordered(lines: readonly number[]): number[] {
  return [...new Set(lines)].toSorted((a, b) => a - b);
}
