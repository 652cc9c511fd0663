import type { Flag } from '#core/deed.ts';
import type { HistoryLine, MemoryMove, Reason } from '#core/scheduling/history.ts';
import type { Rating } from '#core/scheduling/schedule.ts';
import { dayMs, type Instant, type StudyDay } from '#core/time.ts';
import { flagNames } from './deeds.en.ts';
import { count, dateShort, dayFrom, days, number, share, span, spelt, timeOf } from './format.ts';
import { words } from './words.ts';

const one = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

const historyKinds = {
  learn: 'Learning',
  review: 'Review',
  relearn: 'Relearning',
  reset: 'Reset',
  due: 'Due date set',
  memory: 'Memory computed anew',
  cram: 'Cramming',
  quiz: 'Quiz',
  missed: 'Missed in a quiz',
} satisfies Record<HistoryLine['kind'], string>;

const daysExact = (value: number) => (value < 0.5 ? span(value * dayMs) : `${one.format(value)} days`);

/** The words of a card's own page. */
export const historyWords = {
  title: (name: string) => `Card: ${name}`,
  crumb: 'Card',
  none: 'There is no such card',
  noneHelp: 'It may have left its deck with an import.',
  toNotes: 'Go to Notes',
  question: 'Question',
  answer: 'Answer',
  recall: 'Recall',
  since: (day: StudyDay) => `Recall since ${dateShort(day)}`,
  curveOf: (
    from: StudyDay,
    answers: number,
    forgotten: number,
    now: number,
    due?: { readonly day: StudyDay; readonly recall: number },
  ) =>
    `Recall since ${dateShort(from)}: ${count(answers, 'answer', 'answers')}, ${number(forgotten)} forgotten; ${share(now)} today${
      due === undefined ? '' : `, ${share(due.recall)} on ${dateShort(due.day)}`
    }`,
  today: 'Today',
  wanted: (retention: number) => `Asked for, ${share(retention)}`,
  rated: (rating: Rating, times: number) => `${words.study.ratings[rating]}, ${number(times)}`,
  answers: (lines: number) => (lines === 0 ? 'No answers yet' : lines === 1 ? 'One answer' : `${spelt(lines)} answers`),
  noAnswers: 'What you answer will stand here, and a curve of what you remember above it.',
  columns: {
    date: 'Date',
    answer: 'Answer',
    kind: 'Kind',
    recall: 'Recall then',
    next: 'Next after',
    stability: 'Stability',
    difficulty: 'Difficulty',
    taken: 'Time taken',
  },
  kinds: historyKinds,
  right: 'Right',
  wrong: 'Wrong',
  when: (day: StudyDay, instant: Instant) => `${dateShort(day)}, ${timeOf(instant)}`,
  later: (ms: number) => `${span(ms)} later`,
  isNew: 'new',
  stability: (value: number) => days(Math.max(value, 0.1) < 1 ? 1 : value),
  /** A memory of less than half a day is told in hours, or it would be none. */
  stabilityExact: (value: number) => (value < 0.5 ? span(value * dayMs) : `${one.format(value)} d`),
  difficulty: (value: number) => one.format(value),
  seconds: (ms: number) => `${number(ms / 1000)} s`,
  now: 'Now',
  nextOn: (day: StudyDay, today: StudyDay) => {
    const from = dayFrom(day, today);
    return from === 'today' ? 'Next today.' : from === 'tomorrow' ? 'Next tomorrow.' : `Next on ${dateShort(day)}, ${from}.`;
  },
  overdue: (days: number) => `It has been due for ${count(days, 'day', 'days')}.`,
  nextAt: (at: Instant) => `Next at ${timeOf(at)}, in its steps.`,
  waits: (place: number) => `New: number ${number(place + 1)} of its deck.`,
  status: {
    buried: 'Buried until tomorrow.',
    suspended: 'Suspended: not asked until you resume it.',
    reported: 'You said that it is wrong: not asked until you take that back.',
    dropped: 'Dropped: not asked until you restore it.',
    marked: 'Marked.',
    tags: (tags: readonly string[]) => `Tags: ${tags.join(', ')}.`,
    leech: 'A leech: forgotten again and again.',
    flag: (flag: Flag) => `${(flagNames[flag] ?? '').replace(/^./, (letter) => letter.toUpperCase())} flag.`,
  },
  why: (day: StudyDay) => `Why ${dateShort(day)}`,
  whySteps: 'Why so soon',
  whyNew: 'Why not yet',
  inSteps: 'A card that is new, or was forgotten, comes again after minutes until it is known; then days follow.',
  notMet: 'It waits its turn among the new cards of its deck.',
  lastAnswer: (rating: Rating, day: StudyDay) => `You answered ${words.study.ratings[rating]} on ${dateShort(day)}.`,
  memory: (stability: number) => ({
    before: 'By your answers so far, this memory takes ',
    value: days(Math.max(1, stability)),
    after: ' to fall to 90\u00a0%.',
  }),
  wish: ({ desiredRetention, intervalDays, movedDays }: Reason) =>
    `You asked for ${share(desiredRetention)}, so the card returns when it gets there, after ${days(intervalDays - movedDays)}.`,
  kept: 'The memory was computed anew since this day was chosen; the day stayed.',
  moved: ({ movedDays }: Reason) =>
    movedDays === 0
      ? 'Cards met together are spread by a day or so; this one kept its day.'
      : `Cards met together are spread, and days are kept even; this one comes ${count(Math.abs(movedDays), 'day', 'days')} ${movedDays > 0 ? 'later' : 'sooner'} for it.`,
  chosen: 'You chose this day yourself.',
  missed: 'You missed it in a quiz, so it comes on the day after.',
  forgotten: (lapses: number, threshold: number) =>
    lapses === 0
      ? 'Never forgotten since it was learnt.'
      : `Forgotten ${lapses === 1 ? 'once' : lapses === 2 ? 'twice' : `${number(lapses)} times`}.${
          threshold > lapses ? ` At ${spelt(threshold).toLowerCase()}, Cardwright offers help.` : ''
        }`,
  sources: 'Where the numbers come from',
  sourcesHelp:
    'Stability is how many days it takes until nine in ten such memories are still there; difficulty, from 1 to 10, is how hard it is to make it longer. FSRS-6 computes both from your answers alone, in their order and with the days between them.',
  memoryNow: (stability: number, difficulty: number) =>
    `Stability ${daysExact(stability)}, difficulty ${one.format(difficulty)}.`,
  movedBy: ({ line: { rating, kind, day }, before, after }: MemoryMove) => {
    const what = `${rating === undefined ? historyKinds[kind] : words.study.ratings[rating]} on ${dateShort(day)}`;
    const d = one.format(after.difficulty);
    return before === undefined
      ? `${what}, the first answer, set both.`
      : `${what} changed stability from ${daysExact(before.stability)} to ${daysExact(after.stability)} and difficulty from ${one.format(before.difficulty)} to ${d}.`;
  },
  actions: 'This card',
  study: 'Study it now',
} as const;
