import type { Options } from '#core/scheduling/options.ts';
import { simulateWorkload, sufficiencyOf } from '#core/scheduling/workload.ts';
import type { Sufficiency } from '#core/scheduling/workload.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { workloadInput } from './workload.ts';

/** What the days until the exam bring, if they are studied as the options say. */
export interface ExamOutlook {
  readonly today: StudyDay;
  readonly examDate: StudyDay;
  readonly newLeft: number;
  /** Whether the last new card is met in time; absent where none is left, or on the day itself. */
  readonly sufficiency?: Sufficiency;
  /** What part of the cards would be known on the day, those never met as not; absent without cards. */
  readonly recall?: number;
}

/** It walks the whole collection and lives through the days: in a worker. Undefined where no exam is to come. */
export async function examOutlook(db: CardwrightDatabase, moment: Moment, options: Options): Promise<ExamOutlook | undefined> {
  const { examDate } = options;
  if (examDate === undefined || examDate < moment.day) return undefined;
  const input = await workloadInput(db, moment, options);
  const { recall } = simulateWorkload(input, input.preset.desiredRetention, examDate - moment.day);
  const sufficiency = sufficiencyOf(input);
  return {
    today: moment.day,
    examDate,
    newLeft: input.newLeft,
    ...(sufficiency && { sufficiency }),
    ...(recall !== undefined && { recall }),
  };
}
