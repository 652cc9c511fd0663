import type { StudyDay } from '#core/time.ts';
import { count, dateLong } from './format.ts';

export const backlogWords = {
  title: 'Catch up',
  away: (days: number) => `You were away for ${count(days, 'day', 'days')}.`,
  waiting: (cards: number) => (cards === 1 ? '1 card waits.' : `${count(cards, 'card', 'cards')} wait.`),
  through: (minutes: number, day: StudyDay) =>
    `In ${count(minutes, 'minute', 'minutes')} a day you are through by ${dateLong(day)}.`,
  never: (minutes: number) => `In ${count(minutes, 'minute', 'minutes')} a day more comes than goes. Choose more minutes.`,
  held: 'Where an answer helps most comes first. What you forget as the minutes run out comes first tomorrow. New cards wait until you are through.',
  minutes: 'Minutes a day',
  start: 'Catch up',
  stop: 'Do as usual instead',
} as const;
