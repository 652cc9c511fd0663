import { tellLine } from '../notes/files.ts';
import type { NotesPlace } from '../notes/files.ts';
import type { Fact } from './deck.ts';
import type { CardRule } from './lint.ts';
import type { ResolvedEntity } from './resolve.ts';

/** Why something that the notes say is asked by no card. */
export type Reason =
  | { readonly kind: PlainReason; readonly text?: string }
  /** Said before, on this line. */
  | { readonly kind: 'duplicate'; readonly line?: number; readonly text?: string }
  /** A person took it out, for a reason that no rule has. */
  | { readonly kind: 'dropped-by-curation'; readonly text: string }
  /** Every card that could be made breaks a rule. */
  | { readonly kind: 'breaks-rule'; readonly rule: CardRule; readonly text: string };

export type PlainReason = (typeof PLAIN_REASONS)[number];

/** Those that a person may give for a drop, too. */
export const PLAIN_REASONS = [
  /** Would fit almost anything. */
  'vague',
  /** Praise that tells nothing. */
  'marketing',
  /** True, and true of many others as well. */
  'generic',
  /** Said of several things together. */
  'shared-cell',
  /** Said of a part, and asked there. */
  'told-of-part',
  /** Front and back give each other away. */
  'leaks-both-ways',
  'retired-number',
  /** One of many right answers: the situation of a question, but no card. */
  'kept-for-scenarios',
  /** Another wording of what the purpose card says, or its type. */
  'merged-into-purpose',
  'wrong',
  'out-of-date',
  'ambiguous',
  /** A list too long to be learnt member by member. */
  'long-list',
  /** No word of it is a certain answer. */
  'no-certain-answer',
] as const;

/** Something said in the notes that no card asks. */
export interface LeftFact {
  readonly entity: ResolvedEntity['id'];
  readonly name: string;
  readonly text: string;
  readonly lines: Fact['lines'];
  readonly reason: Reason;
}

/** In a few words, as a list shows it. */
export function tellReason(reason: Reason, notes?: NotesPlace): string {
  switch (reason.kind) {
    case 'duplicate':
      if (reason.line === undefined) return withText('duplicate', reason.text);
      return `duplicate of ${notes?.files === undefined ? `line ${reason.line}` : tellLine(notes, reason.line)}`;
    case 'dropped-by-curation':
      return withText('dropped in deck.yaml', reason.text);
    case 'breaks-rule':
      return `${reason.rule}: ${reason.text}`;
    default:
      return withText(reason.kind.replaceAll('-', ' '), reason.text);
  }
}

function withText(kind: string, text: string | undefined): string {
  if (text?.startsWith(kind)) return text;
  return text === undefined ? kind : `${kind}: ${text}`;
}

/** What a broken rule means for the fact behind the card. */
export function reasonOfRule(rule: CardRule, text: string): Reason {
  switch (rule) {
    case 'K02':
    case 'K07':
      return { kind: 'leaks-both-ways' };
    case 'K06':
      return { kind: 'duplicate', text: 'another card asks the same' };
    case 'K08':
      return { kind: 'vague' };
    case 'K09':
      return { kind: 'retired-number' };
    case 'K12':
      return { kind: 'merged-into-purpose' };
    case 'K13':
      return { kind: 'kept-for-scenarios' };
    case 'K14':
      return { kind: 'shared-cell' };
    case 'K01':
    case 'K03':
    case 'K04':
    case 'K05':
    case 'K10':
    case 'K11':
      return { kind: 'breaks-rule', rule, text };
  }
}

/** What a person said of the lines of a fact in deck.yaml: that they make no card, or that what they say is not so. */
export function dropReason(entity: ResolvedEntity, fact: Pick<Fact, 'id' | 'lines'>): Reason | undefined {
  const { from, to } = fact.lines;
  const drop = entity.curated?.drop.find((one) => one.lines.some((line) => from <= line && line <= to));
  if (!drop) return entity.corrected?.wrong.get(fact.id);
  if (drop.kind === undefined) return { kind: 'dropped-by-curation', text: drop.reason };
  return { kind: drop.kind, text: drop.reason };
}
