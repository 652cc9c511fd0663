import { sealFormulas } from '../notes/formula.ts';
import type { FactRole } from '../notes/notebook.ts';
import { remembered } from '../remembered.ts';
import { capital, countWords, normalise, sentences, tokens } from '../text.ts';
import type { Card, NoteKind } from './deck.ts';
import { leakingWords } from './names.ts';

/** The rules of a good card, by the numbers that they have in discussions. */
export const CARD_RULES = {
  K01: 'There is text on both sides, not the same, and no Markdown in it',
  K02: 'A question for a name does not give the name away',
  K03: 'One fact an answer, in a few words',
  K04: 'One hole, and what it hides stands nowhere else',
  K05: 'A member of a list is asked with the others and their number in sight',
  K06: 'No two cards ask the same',
  K07: 'The answer is neither yes nor no, nor in the question',
  K08: 'The answer would not fit almost anything',
  K09: 'No answer is a number that is out of date',
  K10: 'Every card names the lines that it rests on',
  K11: 'The question word fits the answer',
  K12: 'Nobody is asked for a type',
  K13: 'Nobody is asked for one of many right answers',
  K14: 'What is said of several is not asked of one',
} as const;

export type CardRule = keyof typeof CARD_RULES;

export interface Flaw {
  readonly rule: CardRule;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly help: string;
}

export interface LintContext {
  readonly kind: NoteKind;
  /** Words that give the entity's name away. */
  readonly nameWords: readonly string[];
  /** Roles of the facts that a rule-made card rests on; a written card answers for itself and has none. */
  readonly roles: readonly FactRole[];
  readonly genericPhrases: readonly string[];
  /** Of a cloze over a list: all its members. */
  readonly members?: readonly string[];
  /** Numbers of its lines that are out of date. */
  readonly retired?: readonly string[];
}

export const HOLE = '[...]';

/** A card as far as rules look at it; lines are looked at where there are any. */
type Linted = Pick<Card, 'direction' | 'front' | 'back'> & { readonly lines?: readonly number[] };

export function lintCard(card: Linted, context: LintContext): Flaw[] {
  const { direction } = card;
  const [front, back] = [sealFormulas(card.front), sealFormulas(card.back)];
  const flaws: Flaw[] = [];
  const flaw = (rule: CardRule, severity: Flaw['severity'], message: string, help: string) =>
    flaws.push({ rule, severity, message, help });

  if (!hasText(front) || !hasText(back)) flaw('K01', 'error', 'Front or back is empty', 'Write a question and its answer.');
  else if (normalise(front) === normalise(back))
    flaw('K01', 'error', 'Front and back are the same', 'Ask for something that the front does not say.');
  if (RESIDUE.test(front) || RESIDUE.test(back))
    flaw('K01', 'error', 'There is Markdown or HTML in the text', 'Write plain text.');

  if (direction === 'to-name') {
    const leaks = leakingWords(front, context.nameWords);
    if (leaks.length > 0) {
      flaw(
        'K02',
        'error',
        `The front gives the name away: ${leaks.join(', ')}`,
        'Say it in other words, or name the entity and ask what it is for (to-answer).',
      );
    }
  }

  if (sentences(back).length > 1 && !isContrast(front, back))
    flaw('K03', 'error', 'The back says more than one thing', 'Make a card of each.');
  if (countWords(back) > 30) flaw('K03', 'error', `The back has ${countWords(back)} words`, 'Say it in at most 20.');
  else if (countWords(back) > 20) flaw('K03', 'warning', `The back has ${countWords(back)} words`, 'Say it in at most 20.');
  if ((context.kind === 'feature' || context.kind === 'statement') && listLength(back) >= 3) {
    flaw('K03', 'error', 'The back is a list', `Leave out one member at a time: write it as ${HOLE} among the others.`);
  }

  const holes = front.split(HOLE).length - 1;
  if (holes > 1) flaw('K04', 'error', 'There is more than one hole', `Write ${HOLE} once.`);
  if (holes === 1 && wordsIn(front, back)) {
    flaw('K04', 'error', 'What the hole hides stands elsewhere in the sentence', 'Hide another word.');
  }

  const { members } = context;
  if (members) {
    const hidden = members.filter((member) => normalise(member) !== normalise(back) && !wordsIn(front, member));
    if (hidden.length > 0 || !new RegExp(`(?<!\\d)${members.length}(?!\\d)`).test(front)) {
      flaw(
        'K05',
        'error',
        'The other members of the list or their number are not in sight',
        'Show all the others, and how many they are.',
      );
    }
  }

  if (YES_NO.test(front)) flaw('K07', 'error', 'The front can be answered with yes or no', 'Ask what, which, how or how many.');
  if (holes === 0 && direction === 'to-answer' && wordsIn(withoutName(front), back)) {
    flaw('K07', 'error', 'The answer stands in the front', 'Ask without saying it.');
  }

  if (context.retired?.some((number) => wordsIn(back, number))) {
    flaw(
      'K09',
      'error',
      'The answer is a number that is out of date',
      'Ask for something else, or say in "more" what holds today.',
    );
  }
  if (
    card.lines &&
    (card.lines.length === 0 || card.lines.some((line, index) => line < 1 || line <= (card.lines?.[index - 1] ?? 0)))
  ) {
    flaw('K10', 'error', 'The card names no lines of the notes, or not in their order', 'Name the lines that say it.');
  }
  const misfit = misfitOf(front, back);
  if (misfit)
    flaw('K11', 'error', misfit, 'Ask "how many" for a number, "which two" for two things, and "which" or "what" for others.');

  if (context.kind !== 'written' && isVague(back, context.genericPhrases)) {
    flaw('K08', 'error', 'The answer would fit almost anything', 'Say what exactly, or leave it out.');
  }
  if (
    /\bwhat (?:type|kind|category) (?:of \S+ )?(?:is|are)\b|\bwhat is the (?:type|category) of\b/i.test(front) ||
    context.roles.includes('type')
  ) {
    flaw(
      'K12',
      context.kind === 'written' ? 'warning' : 'error',
      'The card asks for the type',
      'Ask what it is for; the type may stand in "more".',
    );
  }
  if (
    /\b(?:name|give|list) (?:a|one|an|some) (?:use case|use|example|benefit|feature)s?\b/i.test(front) ||
    context.roles.includes('use-case')
  ) {
    flaw(
      'K13',
      'error',
      'Many answers would be right',
      'Describe a situation and ask for the name, or ask for one certain thing.',
    );
  }
  if (context.roles.includes('shared') || context.roles.includes('component')) {
    flaw('K14', 'error', 'The line says this of several things together', 'Tell in families which part is said of which.');
  }
  return flaws;
}

/** What is asked for that the answer is not, by the words that tell. */
function misfitOf(front: string, back: string): string | undefined {
  if (front.includes(HOLE)) return undefined;
  const number = /^[~≈<>]?\p{N}[\p{N}.,]*\+?\s?%?$/u.test(back.replace(/\.$/, ''));
  const asksNumber =
    /\bhow (?:many|much|long|old|far|often|large|big|high|fast|few|soon)\b|\b(?:number|year|version|age|percentage|score|port|size|date|day|value)\b|\bwhen\b/i;
  if (number && /\b(?:which|what|who|where|how)\b/i.test(front) && !asksNumber.test(front))
    return 'The answer is a number, and none is asked for';
  if (
    /\bhow many\b/i.test(front) &&
    !/\p{N}|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundreds?|thousands?|millions?|several|all)\b/iu.test(
      back,
    )
  )
    return 'A number is asked for, and the answer has none';
  const several = /\b(?:which|what) (two|three|four)\b/i.exec(front)?.[1]?.toLowerCase();
  if (several && back.split(/,|;|\/|\b(?:and|or|&)\b/).filter(hasText).length < 2)
    return `${capital(several)} are asked for, and the answer has one`;
  return undefined;
}

/** `A vs B: what separates them?` has one parallel clause for each. */
function isContrast(front: string, back: string): boolean {
  const clauses = sentences(back);
  return / vs\.? /.test(front) && clauses.length === 2 && clauses.every((clause) => /^[^:]{2,60}: \S/.test(clause));
}

const RESIDUE = /\*\*|==|__|\||^[^\S\r\n\u2028\u2029]*[-*+]\s|&(?:[a-z]+|#\d+);|\u00a0|<\/?[a-z][^<>]*>/im;
const YES_NO =
  /^(?:[^:?]*:\s+)?(?:is|are|was|were|does|do|did|can|could|has|have|will|would|should|true or false)\b(?!.*\bor what\b)/i;

function hasText(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** `Amazon Athena: what is it for?` names the entity; only what is asked about it may not answer. */
function withoutName(front: string): string {
  const colon = front.indexOf(': ');
  return colon > 0 && front.endsWith('?') ? front.slice(colon + 2) : front;
}

function wordsIn(front: string, back: string): boolean {
  const answer = normalise(back);
  return answer !== '' && ` ${normalise(front)} `.includes(` ${answer} `);
}

/** Members of the longest list in a text, `a, b and c`; what stands in parentheses is no member. */
export function listLength(text: string): number {
  const bare = text.replace(/\([^()]*\)/g, '');
  const commas = bare.split(/,(?!\d)/).length - 1;
  if (commas === 0) return 1;
  const last = bare.slice(bare.lastIndexOf(',') + 1).trim();
  return commas + 1 + (/\s(?:and|or)\s/.test(last) && !/^(?:and|or)\s/.test(last) ? 1 : 0);
}

const VAGUE = new Set(
  (
    'easy easily fast faster quick quickly rapid rapidly scalable scale scalability secure security simple simply simplicity ' +
    'cost effective cheap flexible flexibility reliable reliability robust seamless high low lower zero great good better best ' +
    'powerful efficient integrated integration integrate unified large massive advanced modern intelligent performance deployment ' +
    'management analytics analysis insight insights access experience feature features result results setup solution real near time ' +
    'automatic automatically any ready support'
  ).split(' '),
);

/** Praise that tells nothing apart (K08): every word of it could be said of almost anything. */
export function isVague(text: string, genericPhrases: readonly string[]): boolean {
  if (genericPhrases.length === 0) return plainJudge(text);
  if (lastJudge?.phrases !== genericPhrases) lastJudge = { phrases: genericPhrases, judge: judgeOf(genericPhrases) };
  return lastJudge.judge(text);
}

function judgeOf(genericPhrases: readonly string[]): (text: string) => boolean {
  const phrases = [...genericPhrases].sort((a, b) => b.length - a.length).map((phrase) => ` ${normalise(phrase)} `);
  return remembered((text) => {
    let bare = ` ${normalise(text)} `;
    for (const phrase of phrases) bare = bare.replaceAll(phrase, ' ');
    // A short answer such as "34" or "S3" is all the more exact; only words can be vague.
    return !/\p{N}/u.test(bare) && tokens(bare).every((token) => VAGUE.has(token));
  });
}

const plainJudge = judgeOf([]);
/** For the phrases of the deck that is being compiled: a fact is judged for its card, its question and its statement. */
let lastJudge: { readonly phrases: readonly string[]; readonly judge: (text: string) => boolean } | undefined;
