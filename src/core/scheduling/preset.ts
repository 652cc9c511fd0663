import type { PresetId } from '../ids.ts';
import type { Preset } from './schedule.ts';

/** What holds until the learner chooses otherwise. The weights are FSRS-6's defaults, of 10,000 Anki users (ts-fsrs 5.4.2). */
export const defaultPreset: Preset = {
  id: 'default-1' as PresetId,
  model: 'FSRS-6',
  // prettier-ignore
  weights: [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ],
  desiredRetention: 0.9,
  learningStepsMinutes: [1, 10],
  relearningStepsMinutes: [10],
  newPerDay: 20,
  reviewsPerDay: 200,
  maximumIntervalDays: 36_500,
  fuzz: true,
  learnAheadMinutes: 20,
  rolloverHour: 4,
  buryKind: 'siblings',
  leechLapses: 8,
};
