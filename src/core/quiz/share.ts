import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import { crc32 } from '../crc32.ts';
import type { DeckId, EntityId, ExamId } from '../ids.ts';
import { askablesOf, identityOf, type Askable, type Matched } from './askable.ts';
import { fromBase64Url, toBase64Url } from './base64-url.ts';
import { choiceAs, compose, matchAs, nameOption, responseAs, statementOption } from './compose.ts';
import { randomFrom } from '../random.ts';
import type { QuestionBank } from './generate.ts';
import { circlesAround, type Neighbours, type Profile, type ReadStatement } from './neighbours.ts';
import { asksForName, type Paper, type PaperHead, type Question, type QuestionOption } from './question.ts';

// A quiz as a code, short enough for a link: for each question its id, and its options in their order by entity and fact. Who
// has the deck makes the very same questions of it again; what another version of the deck says otherwise is told.

/** What a code holds. */
export interface SharedQuiz {
  readonly deck: DeckId;
  /** Of an exam: how long it takes. */
  readonly minutes?: number;
  /** Of an exam whose questions are weighed. */
  readonly weights?: SharedWeights;
  readonly questions: readonly SharedQuestion[];
}

/** How an exam is scored by domain, so that it is scored alike wherever it is taken. */
export interface SharedWeights extends Omit<PaperHead, 'minutes'> {
  /** For each question, as they were shared, the id of its domain. */
  readonly places: readonly string[];
}

interface SharedQuestion {
  readonly id: string;
  /** In the order shown; of a statement which it is. */
  readonly options: readonly SharedOption[];
  /** Of a matching: its pairs in their order. */
  readonly pairs?: readonly SharedOption[];
}

interface SharedOption {
  readonly entity: EntityId;
  readonly statement?: string;
}

/** Many more than an exam has. */
const mostQuestions = 300;
const longestCode = 60_000;
const mostBytes = 500_000;
/** A quiz, or an exam that weighs nothing, is written as ever, so that earlier versions of the app read it, too. */
const versions = { plain: 1, weighed: 2 } as const;

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const short = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const option = v.union([index, v.strictTuple([index, short])]);
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const fields = {
  d: short,
  m: v.optional(v.pipe(index, v.minValue(1), v.maxValue(24 * 60))),
  /** The entities that the others name by their place here, without the deck's id. */
  e: v.pipe(v.array(short), v.maxLength(2000)),
  q: v.pipe(
    v.array(
      v.union([
        v.strictTuple([short, v.pipe(v.array(option), v.maxLength(10))]),
        v.strictTuple([short, v.pipe(v.array(option), v.maxLength(10)), v.pipe(v.array(option), v.maxLength(10))]),
      ]),
    ),
    v.nonEmpty(),
    v.maxLength(mostQuestions),
  ),
};
const weights = v.strictObject({
  /** The exam's id, where it is not to the learner's own measure. */
  i: v.optional(short),
  n: short,
  /** Each domain's id, name and percent. */
  d: v.pipe(v.array(v.strictTuple([short, short, percent])), v.nonEmpty(), v.maxLength(30)),
  /** For each question the place of its domain among them. */
  p: v.pipe(v.array(index), v.maxLength(mostQuestions)),
});
const packed = v.variant('v', [
  v.strictObject({ v: v.literal(versions.plain), ...fields }),
  v.strictObject({ v: v.literal(versions.weighed), ...fields, w: weights }),
]);

/** The code of these questions, to stand in a link; of an exam, with its minutes and how its domains weigh. */
export function shareQuestions(deck: DeckId, questions: readonly Question[], paper?: Paper): string {
  const entities: string[] = [];
  const placeOf = (entity: EntityId): number => {
    const name = entity.startsWith(`${deck}/`) ? entity.slice(deck.length + 1) : entity;
    if (!entities.includes(name)) entities.push(name);
    return entities.indexOf(name);
  };
  const pack = ({ entity, statement }: SharedOption): v.InferInput<typeof option> =>
    statement === undefined ? placeOf(entity) : [placeOf(entity), statement];
  const q = questions.map((question): v.InferInput<typeof packed>['q'][number] => {
    const { id, options, pairs } = refer(question);
    const bare = id.replaceAll(`${deck}/`, '~');
    return pairs === undefined ? [bare, options.map(pack)] : [bare, options.map(pack), pairs.map(pack)];
  });
  const w = paper && packWeights(paper);
  const text = JSON.stringify({
    v: w === undefined ? versions.plain : versions.weighed,
    d: deck,
    ...(paper && { m: paper.exam.minutes }),
    e: entities,
    q,
    ...(w && { w }),
  });
  const bytes = deflateSync(strToU8(text), { level: 9 });
  return toBase64Url(withSum(bytes));
}

function packWeights({ exam: { id, name, domains }, places }: Paper): v.InferInput<typeof weights> | undefined {
  const p = places.map((place) => domains.findIndex((domain) => domain.id === place));
  // One that weighs nothing has neither domains nor places.
  if (domains.length === 0 || p.includes(-1)) return undefined;
  return {
    ...(id !== undefined && { i: id }),
    n: name,
    d: domains.map((domain) => [domain.id, domain.name, domain.percent]),
    p,
  };
}

function refer(question: Question): SharedQuestion {
  const name = ({ entity }: { readonly entity: EntityId }): SharedOption => ({ entity });
  const statement = ({ entity, text }: { readonly entity: EntityId; readonly text: string }): SharedOption => ({
    entity,
    statement: identityOf(text),
  });
  switch (question.kind) {
    case 'choice':
      return { id: question.id, options: question.options.map(asksForName(question.direction) ? name : statement) };
    case 'response':
      return { id: question.id, options: question.options.map(statement) };
    case 'match':
      return { id: question.id, options: question.options.map(name), pairs: question.pairs.map(statement) };
    case 'typed':
      return { id: question.id, options: [] };
  }
}

export type ReadCode =
  | { readonly kind: 'read'; readonly shared: SharedQuiz }
  /** `newer`: made by a later version of the app. `damaged`: not all of it is there, or it never was one. */
  | { readonly kind: 'unreadable'; readonly why: 'too-long' | 'damaged' | 'newer' };

/** Needs no deck, and trusts nothing: whoever made the code may mean harm. */
export function readCode(code: string): ReadCode {
  const damaged: ReadCode = { kind: 'unreadable', why: 'damaged' };
  if (code.length > longestCode) return { kind: 'unreadable', why: 'too-long' };
  const bytes = withoutSum(fromBase64Url(code.trim()));
  if (bytes === undefined) return damaged;
  const text = inflateAtMost(bytes, mostBytes);
  if (text === undefined) return damaged;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged;
  }
  if (typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > versions.weighed) {
    return { kind: 'unreadable', why: 'newer' };
  }
  const parsed = v.safeParse(packed, value);
  if (!parsed.success) return damaged;
  const { d, m, e, q } = parsed.output;
  const unpack = (one: v.InferOutput<typeof option>): SharedOption | undefined => {
    const [at, statement] = typeof one === 'number' ? [one] : one;
    const entity = e[at];
    return entity === undefined
      ? undefined
      : { entity: `${d}/${entity}` as EntityId, ...(statement === undefined ? {} : { statement }) };
  };
  const questions = q.map(([id, options, pairs]) => ({
    id: id.replaceAll('~', `${d}/`),
    options: options.flatMap((one) => unpack(one) ?? []),
    ...(pairs && { pairs: pairs.flatMap((one) => unpack(one) ?? []) }),
  }));
  const isWhole = questions.every(
    ({ options, pairs = [] }, at) => options.length === q[at]?.[1].length && pairs.length === (q[at][2] ?? []).length,
  );
  if (!isWhole) return damaged;
  const weighed = 'w' in parsed.output ? readWeights(parsed.output.w, questions.length) : undefined;
  if (weighed === 'damaged') return damaged;
  return {
    kind: 'read',
    shared: { deck: d as DeckId, ...(m === undefined ? {} : { minutes: m }), ...(weighed && { weights: weighed }), questions },
  };
}

/** Rounding may take a sum of weights a little above all of them. */
const mostPercent = 101;

function readWeights({ i, n, d, p }: v.InferOutput<typeof weights>, questions: number): SharedWeights | 'damaged' {
  const places = p.flatMap((at) => d[at]?.[0] ?? []);
  const asked = new Set(places);
  const domains = d.map(([id, name, share]) => ({ id, name, percent: share, isCovered: asked.has(id) }));
  const sum = domains.reduce((all, domain) => all + domain.percent, 0);
  // Nothing that is asked may weigh nothing: there would be no share of it.
  const isSound =
    places.length === questions &&
    p.length === questions &&
    new Set(domains.map(({ id }) => id)).size === domains.length &&
    sum <= mostPercent &&
    domains.every((domain) => domain.percent > 0 || !domain.isCovered);
  return isSound ? { ...(i !== undefined && { id: i as ExamId }), name: n, domains, places } : 'damaged';
}

/** The paper of an exam that was passed on: as it was shared, for those of its questions that can be asked here. */
export function paperOfShared(
  { minutes, weights: weighed, questions: all }: SharedQuiz,
  { questions, missing }: Retaken,
  nameOf: (name: string | undefined) => string,
): Paper | undefined {
  if (minutes === undefined) return undefined;
  const lost = new Set(missing.map(({ index: at }) => at));
  const places: Paper['places'] = weighed?.places.filter((_, at) => !lost.has(at)) ?? questions.map(() => null);
  const { id, name, domains = [] } = weighed ?? {};
  return {
    exam: {
      ...(id !== undefined && { id }),
      name: nameOf(name),
      // Fewer questions, less time.
      minutes: Math.max(1, Math.round((minutes * questions.length) / all.length)),
      domains: domains.map((domain) => ({ ...domain, isCovered: places.includes(domain.id) })),
    },
    places,
    sheets: questions.map(() => ({ struck: [], spentMs: 0 })),
    pausedMs: 0,
  };
}

export interface Retaken {
  /** As they were asked; a question of which anything is missing is not among them. */
  readonly questions: readonly Question[];
  readonly missing: readonly Missing[];
}

export interface Missing {
  /** Its place in the quiz as it was shared, from 0. */
  readonly index: number;
  /** `question`: what it asked is not in this deck, or reads otherwise. `option`: one of its answers. */
  readonly part: 'question' | 'option';
  /** The entities that it is about, or the answer that is missing. */
  readonly entity: EntityId | undefined;
}

/** The same questions from this version of the deck, and what it has no longer. */
export function retakeQuiz({ questions }: SharedQuiz, { neighbours }: QuestionBank): Retaken {
  const profiles = new Map(neighbours.services.map((profile) => [profile.entity.id, profile]));
  // Each question names its key: the others, thousands in a large deck, are not looked at.
  const keys = new Set(questions.flatMap(({ id }) => id.split(':').flatMap((part) => profiles.get(part as EntityId) ?? [])));
  const askables = new Map<string, Askable>();
  for (const key of keys) for (const one of askablesOf(key, neighbours)) askables.set(one.id, one);
  const made: Question[] = [];
  const missing: Missing[] = [];
  for (const [at, shared] of questions.entries()) {
    const one = askables.get(shared.id);
    const found = one && makeAgain(one, shared, profiles, neighbours);
    if (found === undefined) missing.push({ index: at, part: 'question', entity: shared.options[0]?.entity });
    else if ('missing' in found) missing.push({ index: at, part: 'option', entity: found.missing });
    else made.push(found);
  }
  return { questions: made, missing };
}

function makeAgain(
  one: Askable,
  shared: SharedQuestion,
  profiles: ReadonlyMap<EntityId, Profile>,
  neighbours: Neighbours,
): Question | { readonly missing: EntityId } | undefined {
  const find = ({ entity, statement }: SharedOption): { profile: Profile; said?: ReadStatement } | undefined => {
    const profile = profiles.get(entity);
    const said = profile?.statements.find(({ text }) => identityOf(text) === statement);
    return profile && (statement === undefined ? { profile } : said && { profile, said });
  };
  const all = [...shared.options, ...(shared.pairs ?? [])];
  const lost = all.find((each) => find(each) === undefined);
  if (lost) return { missing: lost.entity };
  const found = shared.options.flatMap((each) => find(each) ?? []);
  const order = found.map(({ profile, said }): QuestionOption => (said ? statementOption(profile, said) : nameOption(profile)));
  const keys = order.filter(({ entity }) => entity === one.key.entity.id).length;
  if (new Set(order.map(({ text }) => text)).size !== order.length) return undefined;
  switch (one.kind) {
    case 'choice':
    case 'statement': {
      const key = order.findIndex(({ entity }) => entity === one.key.entity.id);
      const isAsked =
        one.kind === 'statement'
          ? found.every(({ said }) => said !== undefined) && found[key]?.said === one.statement
          : found.every(({ said }) => said === undefined);
      return keys === 1 && order.length === 4 && isAsked ? choiceAs(one, order, key) : undefined;
    }
    case 'response': {
      const said = new Set(found.map((each) => each.said));
      return keys === 2 && order.length === 5 && one.statements.every((each) => said.has(each))
        ? responseAs(one, order)
        : undefined;
    }
    case 'match': {
      const pairs = (shared.pairs ?? []).flatMap((each): Matched[] => {
        const { profile, said } = find(each) ?? {};
        return profile && said ? [{ profile, said }] : [];
      });
      const names = found.flatMap(({ profile }) => pairs.find((pair) => pair.profile === profile) ?? []);
      const isOneToOne = new Set(pairs.map(({ profile }) => profile)).size === pairs.length && names.length === found.length;
      return isOneToOne && pairs.length === found.length && pairs.length >= 3 ? matchAs(one, names, pairs) : undefined;
    }
    case 'typed':
      // Nothing of it is chosen.
      return compose(one, { circles: () => circlesAround(one.key, neighbours), random: randomFrom(0), neighbours });
  }
}

function withSum(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 4);
  all.set(bytes, 4);
  new DataView(all.buffer).setUint32(0, crc32(bytes));
  return all;
}

function withoutSum(all: Uint8Array | undefined): Uint8Array | undefined {
  if (all === undefined || all.length < 5) return undefined;
  const bytes = all.slice(4);
  return new DataView(all.buffer, all.byteOffset).getUint32(0) === crc32(bytes) ? bytes : undefined;
}

/** A few bytes may unpack to gigabytes, so they are unpacked a little at a time. */
function inflateAtMost(bytes: Uint8Array, most: number): string | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const inflate = new Inflate((part, last) => {
    parts.push(part);
    size += part.length;
    isWhole ||= last;
  });
  const step = 64;
  try {
    for (let from = 0; from < bytes.length; from += step) {
      inflate.push(bytes.subarray(from, from + step), from + step >= bytes.length);
      if (size > most) return undefined;
    }
  } catch {
    return undefined;
  }
  if (!isWhole) return undefined;
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return strFromU8(all);
}
