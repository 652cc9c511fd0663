import type { Instant } from '#core/time.ts';
import { aboutMinutes, count, number, span, timeOf } from './format.ts';

/** Words of the end of a session. */
export const doneWords = {
  title: (hour: number) =>
    hour < 4
      ? 'Done for the night'
      : hour < 12
        ? 'Done for this morning'
        : hour < 18
          ? 'Done for this afternoon'
          : 'Done for this evening',
  endedEarly: 'Session ended',
  nothing: 'Nothing to study now',
  summary: (cards: number, minutes: number, known: number) =>
    cards === 0
      ? 'No card was answered.'
      : `${count(cards, 'card', 'cards')} in ${aboutMinutes(minutes)}, ${known === cards ? 'all of them' : `${number(known)} of them`} known at once.`,
  waits: (until: Instant) => `The next one comes back at ${timeOf(until)}.`,
  left: (cards: number) => `${count(cards, 'card is', 'cards are')} left for today.`,
  next: (cards: number, fresh: number, when: string) =>
    cards === 0
      ? `${count(fresh, 'new card follows', 'new cards follow')} ${when}.`
      : `The next ${cards === 1 ? 'card is' : `${number(cards)} are`} due ${when}${fresh === 0 ? '' : `, with ${number(fresh)} new`}.`,
  nextNone: 'Nothing is due after that yet.',
  rated: 'How you rated',
  ratedCount: (answers: number) => count(answers, 'answer', 'answers'),
  hard: 'What was hard',
  backIn: (ms: number) => `back in ${span(ms)}`,
  close: 'Close',
  goOn: 'Study on',
  quiz: 'Take a quiz',
  undo: 'Undo the last answer',
} as const;
