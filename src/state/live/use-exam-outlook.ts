import type { Options } from '#core/scheduling/options.ts';
import type { Moment } from '#core/time.ts';
import type { ExamOutlook } from '#storage/queries/exam-outlook.ts';
import type { Walk } from '../services.ts';
import { useWalked } from './use-walked.ts';

export type { ExamOutlook };

/** What the days until the exam bring, anew after each command; undefined until it is known, and where no exam is to come. */
export function useExamOutlook(): ExamOutlook | undefined {
  return useWalked(walkOutlook);
}

const walkOutlook = async ({ walkOutlook: ask }: Walk, moment: Moment, options: Options) => ask(moment, options);
