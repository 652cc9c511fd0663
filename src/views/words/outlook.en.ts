import type { StudyDay } from '#core/time.ts';
import { count, dateShort, number, share, spelt } from './format.ts';

const cards = (value: number): string => count(value, 'card', 'cards');
const wholePercent = (value: number): string => number(Math.round(value * 100));
/** "2 April", never parted. */
const date = (day: StudyDay): string => dateShort(day).replace(' ', '\u00a0');

/** Words of the exam and the learner's own aim, on Today. */
export const outlookWords = {
  exam: 'The exam',
  when: (left: number) => (left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${count(left, 'day', 'days')}`),
  aim: 'Your aim',
  ofAim: (aim: number) => `${share(aim)} right`,
  today: 'Today',
  lastNew: 'last new card',
  examStop: 'exam',
  bar: (exam: StudyDay, left: number, lastNew: StudyDay | undefined) =>
    `From today to the exam on ${date(exam)}: ${count(left, 'day', 'days')}.${lastNew === undefined ? '' : ` The last new card falls on ${date(lastNew)}.`}`,
  date,
  counting: 'Counting what the days bring',

  fresh: {
    onTrack: 'New cards on track',
    behind: 'New cards behind',
    met: 'All cards are met',
    open: 'New cards',
    suffice: (aDay: number, lastNew: StudyDay, spare: number) =>
      `At ${number(aDay)} a day you meet the last one on ${date(lastNew)}, with ${count(spare, 'day', 'days')} to spare.`,
    short: (lastNew: StudyDay, minutes: number | undefined) =>
      minutes === undefined
        ? `The limit of new cards a day is too low to meet all by ${date(lastNew)}. Raise it in the settings.`
        : `To meet all by ${date(lastNew)} it would take about ${count(minutes, 'minute', 'minutes')} a day.`,
    none: 'From now on it is reviews alone.',
    left: (fresh: number) => `${cards(fresh)} you have not seen yet.`,
  },

  recall: {
    onTrack: 'Recall on track',
    near: 'Recall near your aim',
    below: 'Recall below your aim',
    plain: 'Recall',
    onTheDay: (expected: number, low: number, high: number) =>
      `${share(expected)} expected right on the day, between ${wholePercent(low)} and ${wholePercent(high)}, if you study as planned until then.`,
    now: (expected: number, low: number, high: number) =>
      `${share(expected)} expected right if asked today, between ${wholePercent(low)} and ${wholePercent(high)}.`,
    aimed: (aim: number) => `Your aim is ${share(aim)}.`,
    choose: 'Choose an aim',
    none: 'It begins with the first cards.',
  },

  area: {
    most: (name: string) => `Most is missing in ${name}`,
    missing: (fresh: number, faint: number) =>
      fresh === 0
        ? `${spelt(faint)} ${faint === 1 ? 'card is' : 'cards are'} faint.`
        : `${spelt(fresh)} ${fresh === 1 ? 'card' : 'cards'} you have not seen yet${faint === 0 ? '.' : `, ${number(faint)} faint.`}`,
    study: 'Study it',
    none: 'No area behind',
    noneHelp: 'All cards are met, and none is faint.',
  },
} as const;
