import { withoutAsides, withoutLastAside } from '../asides.ts';
import { countWords, withoutEnd, withoutStop } from '../text.ts';

/**
 * Just enough English to turn a note into a question: which words open a text as a verb. Words that are as often nouns
 * (search, record, stream, query) are left out on purpose; a text that opens with one is asked about as it stands.
 */
const VERBS = new Set(
  (
    'analyze analyse automate accelerate add allow apply assign authenticate build calculate capture catalog categorize classify ' +
    'collaborate collect combine compare compress compute configure connect contain convert coordinate create customize ' +
    'decide define delete deliver deploy detect determine develop diagnose discover distribute divide embed enable encode encrypt ' +
    'enforce enrich ensure evaluate examine execute explain explore extract find gather generate govern halve handle help hold ' +
    'identify implement improve ingest inspect integrate invoke keep launch let load locate lower maintain make manage measure ' +
    'merge migrate mimic monitor move observe operate optimize orchestrate organize perform predict prepare prevent ' +
    'produce protect provide provision publish read receive recognize recommend reduce regulate remove render replace replicate ' +
    'represent require resolve restore retrieve run select send serve simplify split store subscribe summarize synthesize ' +
    'transcribe transform translate transmit turn understand update use validate verify visualize write'
  ).split(' '),
);
/** Verbs that open a text as `supports`, `leverages`; as an imperative they would be nouns. */
const THIRD_PERSON_ONLY = new Set(
  (
    'support leverage power offer carry break bring give lead feed process train connect release absorb pump answer lie sit delay ' +
    'drive grow spread drink eat protect link join supply innervate drain contain produce control'
  ).split(' '),
);

export type Opening =
  /** `Analyze data using SQL` */
  | { readonly kind: 'imperative'; readonly adverb: string; readonly verb: string; readonly rest: string }
  /** `Supports standard SQL`; `base` is `support` */
  | {
      readonly kind: 'third-person';
      readonly adverb: string;
      readonly verb: string;
      readonly base: string;
      readonly rest: string;
    }
  | { readonly kind: 'noun' };

export function readOpening(text: string): Opening {
  const match = /^((?:\p{L}+ly\s+)?)(\p{L}+)(,.*|\s+\S.*)$/u.exec(text);
  const word = match?.[2]?.toLowerCase();
  if (!match || !word) return { kind: 'noun' };
  const adverb = (match[1] ?? '').trim().toLowerCase();
  const rest = match[3] ?? '';
  if (VERBS.has(word)) return { kind: 'imperative', adverb, verb: word, rest };
  const base = baseOf(word, rest);
  return base ? { kind: 'third-person', adverb, verb: word, base, rest } : { kind: 'noun' };
}

function baseOf(word: string, rest: string): string | undefined {
  const candidates = [word.replace(/ies$/, 'y'), word.replace(/es$/, ''), word.replace(/s$/, '')].filter((base) => base !== word);
  const known = candidates.find((base) => VERBS.has(base) || THIRD_PERSON_ONLY.has(base));
  if (known !== undefined) return known;
  // `Halves the number`: an article follows a verb, not a plural.
  const verb = /[^s]s$/.test(word) && /^ (?:the|an?|its|their|one|most|all|each|every)\b/i.test(rest);
  return verb
    ? /(?:ss|x|z|ch|sh)es$/.test(word)
      ? word.slice(0, -2)
      : word.endsWith('ies')
        ? `${word.slice(0, -3)}y`
        : word.slice(0, -1)
    : undefined;
}

export interface Asker {
  /** `service` gives "Which service ..."; undefined gives "What ...". */
  readonly noun: string | undefined;
}

/** The question whose answer is the name of what the text describes. */
export function askForName(text: string, { noun }: Asker): string {
  const which = noun ? `Which ${noun}` : 'What';
  const opening = readOpening(text);
  const bare = withoutStop(text);
  switch (opening.kind) {
    case 'imperative':
      if (opening.verb === 'use') return question(`${which} ${join(opening.adverb, 'uses')}${opening.rest}`);
      return question(`${which} do you use to ${join(opening.adverb, opening.verb)}${opening.rest}`);
    case 'third-person':
      return question(`${which} ${join(opening.adverb, opening.verb)}${opening.rest}`);
    case 'noun':
      return question(`${which} do the notes describe as "${bare}"`);
  }
}

/** The same for one of the things that the notes say of it. */
export function askWhoseFact(text: string, label: string | undefined, asker: Asker): string {
  if (label === undefined && readOpening(text).kind !== 'noun') return askForName(text, asker);
  const said = label === undefined ? withoutStop(text) : `${label}: ${withoutStop(text)}`;
  return question(`Of ${asker.noun ? `which ${asker.noun}` : 'what'} do the notes say "${said}"`);
}

/** What to ask when the name is given, so that the notes' words answer it. */
export function askForPurpose(name: string, text: string, definition: boolean, ended = false): string {
  if (ended && !definition) return `${name}: what was it for?`;
  if (readOpening(text).kind === 'third-person') return `${name}: what does it do?`;
  if (!definition) return `${name}: what is it for?`;
  return /\p{L}{2}(?<![siu])s$/u.test(withoutLastAside(name)) && !name.includes(' ')
    ? `${name}: what are they?`
    : `${name}: what is it?`;
}

function join(adverb: string, verb: string): string {
  return adverb ? `${adverb} ${verb}` : verb;
}

function question(text: string): string {
  return `${withoutEnd(text, '.:;,')}?`;
}

/** An answer of more than a few words begins with a capital and ends with a full stop; a word or a value stays as it is written. */
export function answer(text: string): string {
  const said = begin(withoutStop(text));
  return countWords(said) > 3 && !/[.!?]$/.test(said) ? `${said}.` : said;
}

/** In some languages a capital makes another word of one: `kaufen` is a verb, `Kaufen` is none. */
export function begin(text: string): string {
  return countWords(text) > 3 ? capitalise(text) : text;
}

export function capitalise(text: string): string {
  return /^\p{Ll}+(?=[\s,.-]|$)/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** At most so many words, cut where a part of the sentence ends: the first such place that leaves a statement. */
export function shorten(text: string, words: number): string {
  const bare = withoutStop(text);
  if (countWords(bare) <= words) return bare;
  const plain = withoutAsides(bare);
  if (countWords(plain) <= words) return plain;
  for (const match of plain.matchAll(/,? with |,? such as |, | so that | which /g)) {
    const start = plain.slice(0, match.index);
    if (countWords(start) >= 6 && countWords(start) <= words) return start;
  }
  return plain;
}
