import type { Schedule } from '../scheduling/schedule.ts';

/** How firmly a card or service stands in memory: 0 new, 1 faint, 2 fading, 3 holding, 4 inked. */
export type Level = 0 | 1 | 2 | 3 | 4;

/** `recall` is the probability of recall now. A card in its steps is faint: that it is known minutes later says little. */
export function levelOf({ state }: { readonly state: Pick<Schedule['state'], 'kind'> }, recall: number): Level {
  switch (state.kind) {
    case 'new':
      return 0;
    case 'learning':
    case 'relearning':
      return 1;
    case 'review':
      return levelOfRecall(recall);
  }
}

/** The level of a mean, as of a service's cards. */
export function levelOfRecall(recall: number): Exclude<Level, 0> {
  if (recall < 0.6) return 1;
  if (recall < 0.8) return 2;
  return recall <= 0.93 ? 3 : 4;
}
