import type { Moment } from '../time.ts';
import { retrievability } from './fsrs.ts';
import type { Preset, Schedule } from './schedule.ts';

/** The probability that a card is recalled now; undefined for one without a memory yet. */
export function recallNow({ state }: Pick<Schedule, 'state'>, { day }: Moment, preset: Preset): number | undefined {
  if (state.kind === 'new') return undefined;
  return retrievability(state.memory, day - state.lastAnswer.day, preset.weights);
}
