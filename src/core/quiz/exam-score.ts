import { shareOf, type Share } from '../stats/interval.ts';
import { markQuiz, type MarkedQuiz } from './mark.ts';
import type { PaperDomain, Quiz } from './question.ts';
import { paperOf } from './sheet.ts';

export interface DomainScore {
  readonly domain: PaperDomain;
  /** Absent where the notes had too little to ask. */
  readonly share?: Share;
}

export interface ExamScore {
  /** Expected share of right answers, weighted by domain, 0 to 1, with its likely range: of the part that the notes cover. */
  readonly expected: { readonly share: number; readonly low: number; readonly high: number };
  readonly domains: readonly DomainScore[];
  /** Percent of the real exam that the domains asked make up; 100 where there are none. */
  readonly coveredPercent: number;
  readonly marked: MarkedQuiz;
}

/**
 * An open question counts as wrong, as in the exam. The range of the weighted share is put together from the domains'
 * Wilson intervals by squaring and adding (Newcombe's MOVER; Zou and Donner, 2008). No scaled score is made of it: how AWS
 * scales is not published.
 */
export function scoreExam(quiz: Quiz): ExamScore {
  const paper = paperOf(quiz);
  const marked = markQuiz(quiz);
  const isRight = new Map(marked.results.map(({ index, outcome }) => [index, outcome === 'right']));
  const shareIn = (place: string | null): Share => {
    const own = paper.places.flatMap((at, index) => (at === place ? [isRight.get(index) === true] : []));
    return shareOf(own.filter(Boolean).length, own.length);
  };
  const domains = paper.exam.domains.map((domain): DomainScore => {
    const share = shareIn(domain.id);
    return share.of === 0 ? { domain } : { domain, share };
  });
  const asked = domains.flatMap(({ domain, share }) => (share === undefined ? [] : [{ percent: domain.percent, share }]));
  if (asked.length === 0) {
    return { expected: shareOf(marked.right, marked.answered), domains, coveredPercent: 100, marked };
  }
  const coveredPercent = asked.reduce((sum, { percent }) => sum + percent, 0);
  const weigh = (value: (share: Share) => number) =>
    asked.reduce((sum, { percent, share }) => sum + (percent / coveredPercent) * value(share), 0);
  const spread = (value: (share: Share) => number) =>
    Math.sqrt(asked.reduce((sum, { percent, share }) => sum + ((percent / coveredPercent) * value(share)) ** 2, 0));
  const share = weigh((one) => one.share);
  return {
    expected: {
      share,
      low: Math.max(0, share - spread((one) => one.share - one.low)),
      high: Math.min(1, share + spread((one) => one.high - one.share)),
    },
    domains,
    coveredPercent,
    marked,
  };
}
