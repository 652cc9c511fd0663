import type { Exam, ExamDomain, ExamKind } from '../decks/deck.ts';
import type { ExamId, QuizId } from '../ids.ts';
import type { Instant, StudyDay } from '../time.ts';
import type { Askable } from './askable.ts';
import { countTopics, drawQuestions, questionsInTurn, takeFrom, type QuestionBank } from './generate.ts';
import { askedOf, type PaperHead, type Question, type Quiz } from './question.ts';

/** What a mock exam is to be. */
export interface Blueprint {
  /** Absent for one to the learner's own measure. */
  readonly id?: ExamId;
  readonly name: string;
  readonly questions: number;
  readonly minutes: number;
  readonly kinds: readonly ExamKind[];
  /** Empty where the deck names no exam: then all of it is asked alike. */
  readonly domains: readonly ExamDomain[];
}

/** What an exam without a published format is sat in. */
const usualFormat = { questions: 30, minutes: 45, kinds: ['choice', 'response'] } as const;

export function blueprintOf({ id, name, domains, paper = usualFormat }: Exam): Blueprint {
  const { questions, minutes, kinds } = paper;
  return { id, name, questions, minutes, kinds, domains };
}

export interface ExamRequest {
  readonly id: QuizId;
  readonly seed: number;
  readonly startedAt: Instant;
  readonly day: StudyDay;
}

/** A domain with fewer questions than this tells nothing, and is named as not covered. */
const fewestOfDomain = 3;

/**
 * How many questions the notes give for each domain of a blueprint, in its order; for one without domains a single count. Counted
 * no further than it asks for.
 */
export function countByDomain(bank: QuestionBank, { id, domains, kinds, questions }: Blueprint): number[] {
  const count = (may?: (one: Askable) => boolean): number =>
    countTopics(bank, { categories: [], kinds, ...(may && { may }) }, questions);
  return domains.length === 0 ? [count()] : domains.map((domain) => count((one) => serves(one, id, domain)));
}

/** How many questions of each domain are asked: by weight among those that the notes cover, and never more than there are. */
export function shareOut(blueprint: Blueprint, available: readonly number[]): number[] {
  const { domains, questions } = blueprint;
  if (domains.length === 0) return [Math.min(questions, available[0] ?? 0)];
  const covered = domains.map((_, at) => (available[at] ?? 0) >= fewestOfDomain);
  const counts = domains.map(() => 0);
  for (let left = questions; left > 0; left -= 1) {
    // The domain that is furthest behind its weight gets the next question (Webster's method).
    let next = -1;
    for (const [at, { percent }] of domains.entries()) {
      if (!covered[at] || percent === 0 || counts[at]! >= available[at]!) continue;
      const claim = percent / (2 * counts[at]! + 1);
      if (next < 0 || claim > domains[next]!.percent / (2 * counts[next]! + 1)) next = at;
    }
    if (next < 0) break;
    counts[next]! += 1;
  }
  return counts;
}

/** Questions of no domain, drawn as they are asked for and kept: an exam of more begins with those of one of fewer. */
export interface DrawnAhead {
  take(count: number): readonly Question[];
}

export function drawAhead(
  bank: QuestionBank,
  { kinds }: Pick<Blueprint, 'kinds'>,
  { seed }: Pick<ExamRequest, 'seed'>,
): DrawnAhead {
  const left = questionsInTurn(bank, { categories: [], seed, kinds });
  const drawn: Question[] = [];
  return {
    take(count) {
      drawn.push(...takeFrom(left, count - drawn.length));
      return drawn.slice(0, count);
    },
  };
}

/**
 * A mock exam from what the notes cover. Nothing is asked twice, and one domain's questions do not come in a row. It has
 * fewer questions than the blueprint where the notes have not so many. One without domains may have been drawn ahead.
 */
export function drawExam(
  bank: QuestionBank,
  blueprint: Blueprint,
  request: ExamRequest,
  ahead: DrawnAhead = drawAhead(bank, blueprint, request),
): Quiz {
  if (blueprint.domains.length === 0) {
    return examOf(
      bank,
      blueprint,
      request,
      ahead.take(blueprint.questions).map((question) => ({ place: null, question })),
    );
  }
  const counts = shareOut(blueprint, countByDomain(bank, blueprint));
  const drawn: (Placed & { readonly at: number })[] = [];
  for (const [index, domain] of blueprint.domains.entries()) {
    const questions = drawQuestions(bank, {
      count: counts[index] ?? 0,
      categories: [],
      seed: request.seed + index,
      kinds: blueprint.kinds,
      may: (one: Askable) => serves(one, blueprint.id, domain),
      leftOut: drawn.flatMap(({ question }) => [question.id, ...askedOf(question).flatMap(({ fact }) => fact ?? [])]),
    });
    for (const [at, question] of questions.entries()) {
      drawn.push({ place: domain.id, at: (at + 0.5) / questions.length, question });
    }
  }
  const asked = drawn.toSorted((a, b) => a.at - b.at);
  return examOf(bank, blueprint, request, asked, counts);
}

interface Placed {
  /** The domain that it is asked for. */
  readonly place: string | null;
  readonly question: Question;
}

function examOf(
  bank: QuestionBank,
  blueprint: Blueprint,
  request: ExamRequest,
  asked: readonly Placed[],
  counts: readonly number[] = [],
): Quiz {
  const { minutes, questions } = blueprint;
  const exam: PaperHead = {
    ...(blueprint.id !== undefined && { id: blueprint.id }),
    name: blueprint.name,
    // Fewer questions, less time: the pace is the exam's own.
    minutes: Math.max(1, Math.round((minutes * asked.length) / questions)),
    domains: blueprint.domains.map((domain, index) => ({ ...domain, isCovered: (counts[index] ?? 0) > 0 })),
  };
  return {
    ...request,
    deck: bank.deck,
    categories: [],
    questions: asked.map(({ question }) => question),
    answers: [],
    exam: {
      exam,
      places: asked.map(({ place }) => place),
      sheets: asked.map(() => ({ struck: [], spentMs: 0 })),
      pausedMs: 0,
    },
  };
}

function serves(one: Askable, exam: ExamId | undefined, { id }: ExamDomain): boolean {
  const tags = one.exams ?? one.key.entity.exams ?? [];
  return tags.some((tag) => tag.exam === exam && tag.domain === id);
}
