import type { Category, Exam } from '#core/decks/deck.ts';
import { hash } from '#core/hash.ts';
import type { DeckId, EntityId, ExamId } from '#core/ids.ts';
import {
  blueprintOf,
  countByDomain,
  drawAhead,
  drawExam,
  type Blueprint,
  type DrawnAhead,
  type ExamRequest,
} from '#core/quiz/exam.ts';
import { drawQuiz, questionsOf, type QuestionBank, type QuizRequest } from '#core/quiz/generate.ts';
import { offerOf, tableOf, type Offer, type OfferTable } from '#core/quiz/offer.ts';
import type { Quiz } from '#core/quiz/question.ts';
import { retakeQuiz, type Retaken, type SharedQuiz } from '#core/quiz/share.ts';
import { wantedOf } from '#core/quiz/wanted.ts';
import type { CardwrightDatabase } from './database.ts';
import { questionsState } from './queries/questions-state.ts';
import { readDeck } from './queries/read-deck.ts';

// Quizzes and exams are composed here, in a worker: how much there is to ask is kept with what else is derived, and read at once;
// what it is stays in memory while somebody draws from it.

/** Of which questions are asked: the learner's options. */
export interface Limits {
  readonly exam?: ExamId;
  readonly leaveOutRetired: boolean;
}

/** What a deck can be asked, for the screens on which a quiz or an exam is chosen. */
export interface DeckOffer {
  /** Of what this was counted. */
  readonly state: string;
  readonly categories: readonly Category[];
  readonly everything: Offer;
  /** About those things alone that were asked for, in their order. */
  readonly parts: readonly Offer[];
  readonly exams: readonly Exam[];
  /** For each exam how many questions there are for each of its domains. */
  readonly covered: readonly (readonly number[])[];
}

export interface OfferAsked {
  readonly deck: DeckId;
  readonly limits: Limits;
  readonly parts: readonly (readonly EntityId[])[];
}

export interface QuizAsked {
  readonly deck: DeckId;
  readonly limits: Limits;
  readonly request: Omit<QuizRequest, 'may'>;
}

export interface ExamAsked {
  readonly deck: DeckId;
  /** In which its questions were counted. */
  readonly state: string;
  readonly limits: Limits;
  readonly blueprint: Blueprint;
  readonly request: ExamRequest;
}

export type QuestionsRequest =
  | ({ readonly kind: 'offer' } & OfferAsked)
  | ({ readonly kind: 'quiz' } & QuizAsked)
  | ({ readonly kind: 'exam' } & ExamAsked)
  | { readonly kind: 'retake'; readonly shared: SharedQuiz };

/** Undefined where there is no such deck. */
export type QuestionsReply = DeckOffer | Quiz | Retaken | undefined;

interface KeptOffer extends Omit<DeckOffer, 'state' | 'everything' | 'parts'> {
  readonly id: string;
  readonly key: string;
  readonly table: OfferTable;
}

/** No exam to one's own measure has more. */
const aheadAtMost = 200;

export function rememberQuestions() {
  let known: { readonly deck: DeckId; readonly state: string; readonly bank: QuestionBank; readonly about: About } | undefined;

  async function bankOf(db: CardwrightDatabase, deck: DeckId) {
    const state = await questionsState(db, deck);
    if (known?.deck === deck && known.state === state) return known;
    known = undefined;
    const read = state === undefined ? undefined : await readDeck(db, deck);
    if (read === undefined || state === undefined) return undefined;
    // Not the deck itself: the bank holds what it needs of it.
    known = { deck, state, bank: questionsOf(read), about: { categories: read.categories, exams: read.exams ?? [] } };
    return known;
  }

  /** Of the exam without domains that was asked for last. */
  let drawn: { readonly key: string; readonly bank: QuestionBank; readonly ahead: DrawnAhead; count: number } | undefined;

  function exam(all: QuestionBank, { limits, blueprint, request }: QuestionsRequest & { kind: 'exam' }): Quiz {
    const bank = wantedOf(all, limits);
    if (blueprint.domains.length > 0) return drawExam(bank, blueprint, request);
    const key = JSON.stringify([limits, blueprint.kinds, request.seed]);
    if (drawn?.key !== key || drawn.bank !== all) {
      drawn = { key, bank: all, ahead: drawAhead(bank, blueprint, request), count: 0 };
    }
    drawn.count = Math.max(drawn.count, blueprint.questions);
    return drawExam(bank, blueprint, request, drawn.ahead);
  }

  /** What can be told without a look at any table: of a deck in the state in which it was counted. */
  function serveKnown(request: QuestionsRequest): Quiz | undefined {
    if (request.kind !== 'exam' || known?.deck !== request.deck || known.state !== request.state) return undefined;
    return exam(known.bank, request);
  }

  /** While nothing is asked: one more question, in case that the exam is to have more. Whether there may be yet another. */
  function goAhead(): boolean {
    if (drawn === undefined || drawn.bank !== known?.bank || drawn.count >= aheadAtMost) return false;
    drawn.count += 1;
    return drawn.ahead.take(drawn.count).length === drawn.count;
  }

  async function offer(db: CardwrightDatabase, { deck, limits, parts }: QuestionsRequest & { kind: 'offer' }) {
    const table = db.table<KeptOffer, string>('columns');
    const state = await questionsState(db, deck);
    if (state === undefined) return undefined;
    const id = `questions ${deck}`;
    const key = hash(JSON.stringify([state, limits.exam ?? null, limits.leaveOutRetired]));
    let kept = await table.get(id);
    if (kept?.key !== key) {
      const read = await bankOf(db, deck);
      if (read === undefined) return undefined;
      const examined = wantedOf(read.bank, { leaveOutRetired: limits.leaveOutRetired });
      const { categories, exams } = read.about;
      const covered = exams.map((exam) => countByDomain(examined, blueprintOf(exam)));
      kept = { id, key, table: tableOf(wantedOf(read.bank, limits)), categories, exams, covered };
      await table.put(kept);
    }
    const { table: offered, categories, exams, covered } = kept;
    return {
      state,
      categories,
      everything: offerOf(offered),
      parts: parts.map((only) => offerOf(offered, only)),
      exams,
      covered,
    };
  }

  async function serve(db: CardwrightDatabase, request: QuestionsRequest): Promise<QuestionsReply> {
    switch (request.kind) {
      case 'offer':
        return offer(db, request);
      case 'quiz': {
        const read = await bankOf(db, request.deck);
        return read && drawQuiz(wantedOf(read.bank, request.limits), request.request);
      }
      case 'exam': {
        const read = await bankOf(db, request.deck);
        return read && exam(read.bank, request);
      }
      case 'retake': {
        const read = await bankOf(db, request.shared.deck);
        return read && retakeQuiz(request.shared, read.bank);
      }
    }
  }
  return { serve, serveKnown, goAhead };
}

interface About {
  readonly categories: readonly Category[];
  readonly exams: readonly Exam[];
}
