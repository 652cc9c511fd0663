import type { Diagnostic } from '../diagnostic.ts';
import { normalise, singular, tokens } from '../text.ts';
import { names } from './check.ts';
import type { Curation, KeyPath } from './curation.ts';
import type { Card, DeckEntity, Note } from './deck.ts';
import { HOLE, lintCard } from './lint.ts';
import type { ResolvedEntity } from './resolve.ts';

/** A warning that a person has looked at and left as it is. */
export interface Accepted {
  readonly warning: Diagnostic;
  readonly reason: string;
}

interface Warning {
  readonly rule: string;
  /** What a person may call it by in `accepted`: an entity, the id of a written card, or its front. */
  readonly names: readonly string[];
  readonly lines: readonly number[];
  readonly diagnostic: Diagnostic;
}

/**
 * What is not as good as it could be and still no error, over the whole deck. A person who curates it mends each or says
 * why not; whoever has only notes is not bothered with it.
 */
export function warnOf(
  made: readonly { readonly entity: DeckEntity; readonly resolved: ResolvedEntity }[],
  curation: Curation,
  notesPath: string,
): { readonly diagnostics: readonly Diagnostic[]; readonly accepted: readonly Accepted[] } {
  const genericPhrases = curation.genericPhrases;
  const warnings = made.flatMap(({ entity, resolved }) => [
    ...entity.notes.flatMap((note) =>
      note.cards.flatMap((card) => warnOfCard(card, note, resolved, { curation, genericPhrases, notesPath })),
    ),
    ...warnOfEntity(entity, resolved, made, curation),
  ]);
  warnings.push(...nearDuplicates(made, curation, notesPath));

  const used = new Set<number>();
  const accepted: Accepted[] = [];
  const open: Diagnostic[] = [];
  for (const { rule, names: called, lines, diagnostic } of warnings) {
    const index = curation.accepted.findIndex(
      (one) =>
        one.rule === rule &&
        (one.card === undefined || called.includes(normalise(one.card))) &&
        (one.lines === undefined || one.lines.some((line) => lines.includes(line))),
    );
    const reason = curation.accepted[index]?.reason;
    if (reason === undefined) open.push(diagnostic);
    else {
      used.add(index);
      accepted.push({ warning: diagnostic, reason });
    }
  }
  const unused = curation.accepted.flatMap((one, index): Diagnostic[] =>
    used.has(index)
      ? []
      : [
          {
            severity: 'error',
            code: 'deck/accepted',
            path: curation.path,
            ...curation.locate(['accepted', index]),
            message: `Nothing is warned of by ${one.rule} there.`,
            help: 'Remove it, or correct the rule, the card or the lines.',
          },
        ],
  );
  return { diagnostics: [...open, ...unused], accepted };
}

interface About {
  readonly curation: Curation;
  readonly genericPhrases: readonly string[];
  readonly notesPath: string;
}

function warnOfCard(card: Card, note: Note, resolved: ResolvedEntity, about: About): Warning[] {
  const flaws = lintCard(card, {
    kind: note.kind,
    nameWords: resolved.words,
    roles: [],
    genericPhrases: about.genericPhrases,
  }).filter(({ severity }) => severity === 'warning');
  const nameless = card.direction === 'to-answer' && card.front.includes(HOLE) && !names(card.front, resolved);
  return [
    ...flaws.map(({ rule, message, help }) => warnAt(rule, message, help, card, resolved, about)),
    ...(nameless
      ? [
          warnAt(
            'K04',
            `The sentence with the hole does not name ${resolved.name}`,
            'Name it, so that one knows what is meant.',
            card,
            resolved,
            about,
          ),
        ]
      : []),
  ];
}

function warnAt(
  rule: string,
  message: string,
  help: string,
  card: Card,
  resolved: ResolvedEntity,
  { curation, notesPath }: Pick<About, 'curation' | 'notesPath'>,
): Warning {
  const written = resolved.curated?.cards.findIndex(
    ({ front, direction }) => front === card.front && direction === card.direction,
  );
  const key: KeyPath | undefined =
    written !== undefined && written >= 0 ? ['entities', resolved.slug, 'cards', written, 'front'] : undefined;
  const place = key ? { path: curation.path, ...curation.locate(key) } : { path: notesPath, line: card.lines[0] ?? 1 };
  return {
    rule,
    names: [card.front, ...(card.key === undefined ? [] : [`${resolved.slug}/${card.key}`])].map(normalise),
    lines: card.lines,
    diagnostic: {
      severity: 'warning',
      code: `deck/${rule}`,
      ...place,
      message: `${message}${key ? '' : `: "${card.front}"`}.`,
      help: `${help} If it is good as it is, say why under accepted.`,
    },
  };
}

/** Where the others have it, each service that can be advised has a situation, and all have an exam. */
function warnOfEntity(
  entity: DeckEntity,
  { slug }: ResolvedEntity,
  made: readonly { readonly entity: DeckEntity }[],
  curation: Curation,
): Warning[] {
  const warn = (rule: string, message: string, help: string): Warning => ({
    rule,
    names: [normalise(slug)],
    lines: entity.facts.map(({ lines }) => lines.from),
    diagnostic: {
      severity: 'warning',
      code: `deck/${rule}`,
      path: curation.path,
      ...curation.locate(['entities', slug]),
      message,
      help,
    },
  });
  const advised = entity.kind === 'service' && entity.availability === undefined;
  const situated = made.some((one) => one.entity.scenarios !== undefined);
  const missing = [];
  if (advised && situated && entity.scenarios === undefined)
    missing.push(
      warn(
        'no-scenario',
        `Nothing describes a situation for ${entity.name}.`,
        `Add scenarios to ${slug}, or say why not under accepted.`,
      ),
    );
  if (curation.exams.length > 0 && entity.exams === undefined)
    missing.push(warn('no-exam', `${entity.name} serves no exam.`, `Add exams to ${slug}, or say why not under accepted.`));
  return missing;
}

/** So much of the words of two questions is the same that a learner may take one for the other (K06). */
const NEAR = 0.8;

function nearDuplicates(
  made: readonly { readonly entity: DeckEntity; readonly resolved: ResolvedEntity }[],
  curation: Curation,
  notesPath: string,
): Warning[] {
  const cards = made.flatMap(({ entity, resolved }) =>
    entity.notes.flatMap((note) =>
      note.cards.map((card) => ({ card, note, resolved, words: new Set(tokens(card.front).map(singular)) })),
    ),
  );
  const having = new Map<string, number[]>();
  cards.forEach(({ words }, index) => words.forEach((word) => having.set(word, [...(having.get(word) ?? []), index])));
  return cards.flatMap((one, index) => {
    // Who shares so many words shares one of the rarest.
    const rare = [...one.words].sort((a, b) => (having.get(a)?.length ?? 0) - (having.get(b)?.length ?? 0));
    const looked = rare.slice(0, Math.floor(one.words.size * (1 - NEAR)) + 1);
    const candidates = new Set(looked.flatMap((word) => having.get(word) ?? []));
    const like = [...candidates].find((other) => {
      const two = cards[other];
      return other < index && two !== undefined && two.note !== one.note && jaccard(one.words, two.words) >= NEAR;
    });
    const other = like === undefined ? undefined : cards[like];
    if (!other) return [];
    return [
      warnAt(
        'K06',
        `Nearly the same is asked elsewhere: "${other.card.front}"`,
        'Ask for what tells the two apart, or leave one out.',
        one.card,
        one.resolved,
        { curation, notesPath },
      ),
    ];
  });
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}
