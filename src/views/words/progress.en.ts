import type { Period } from '#core/stats/figures.ts';
import type { Verdict } from '#core/stats/calibration-figure.ts';
import type { Spans } from '#core/stats/spans.ts';
import { dayMs, type StudyDay } from '#core/time.ts';
import { aboutMinutes, count, days, language, number, share } from './format.ts';

const utc = { timeZone: 'UTC' } as const;
const dayShort = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...utc });
const dayLong = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', ...utc });
const monthShort = new Intl.DateTimeFormat(language, { month: 'short', ...utc });
const monthLong = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', ...utc });
const yearOnly = new Intl.DateTimeFormat(language, { year: 'numeric', ...utc });
const tenth = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const hundredth = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const dateOf = (day: StudyDay) => new Date(day * dayMs);

interface Tally {
  readonly known: number;
  readonly of: number;
}

/** Words of the figures. */
export const progressWords = {
  title: 'All figures',
  all: 'All figures',
  back: 'Atlas',
  period: 'Period',
  periods: { month: '30 days', quarter: '3 months', year: 'A year', all: 'All time' } satisfies Record<Period, string>,
  part: 'Of',
  everything: 'Everything',
  whole: (deck: string) => `All of ${deck}`,
  decks: 'Decks',
  exams: 'Exams',
  counting: 'Counting your answers',
  reading: (done: number, of: number) =>
    `Reading all your answers, for this once: ${share(done / Math.max(1, of))}. You can study meanwhile.`,
  gone: 'There is no such deck, category or exam any more. Choose another above.',
  failed: (why: string) => `The figures could not be counted: ${why}. Reload the page; what you have learnt is safe.`,
  nothing: 'Nothing to show yet. It begins with the first answers.',
  table: 'Table',
  chart: 'Chart',
  csv: 'CSV',
  png: 'Picture',
  actsOf: (name: string) => ({
    table: `${name} as a table`,
    chart: `${name} as a chart`,
    csv: `${name} as a CSV file`,
    png: `${name} as a picture`,
  }),
  fileName: (name: string, extension: string) => `cardwright-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${extension}`,

  day: (day: StudyDay) => dayLong.format(dateOf(day)),
  monthOf: (day: StudyDay) => monthShort.format(dateOf(day)),
  span: (unit: Spans['unit'], start: StudyDay) =>
    unit === 'month'
      ? monthLong.format(dateOf(start))
      : unit === 'year'
        ? yearOnly.format(dateOf(start))
        : unit === 'week'
          ? `Week of ${dayShort.format(dateOf(start))}`
          : dayShort.format(dateOf(start)),
  spanShort: (unit: Spans['unit'], start: StudyDay) =>
    unit === 'month'
      ? monthShort.format(dateOf(start))
      : unit === 'year'
        ? yearOnly.format(dateOf(start))
        : dayShort.format(dateOf(start)),
  unitName: { day: 'Day', week: 'Week', month: 'Month', year: 'Year' },
  percent: (value: number) => tenth.format(value * 100),
  minutes: (ms: number) => tenth.format(ms / 60_000),

  today: {
    name: 'Today',
    said: (answers: number, passed: number, ms: number) =>
      answers === 0
        ? 'No card has been answered today.'
        : `${count(answers, 'answer', 'answers')}, ${share(passed / answers)} of them known, in ${aboutMinutes(ms / 60_000)}.`,
    quiz: (right: number, of: number) => (of === 0 ? '' : ` In quizzes ${number(right)} of ${number(of)} right.`),
    head: ['What', 'Answers'],
    rows: {
      first: 'New cards',
      learning: 'In learning',
      review: 'Reviews',
      relearning: 'Relearning',
      mature: 'Reviews of mature cards',
      maturePassed: 'of them known',
      crammed: 'Practised besides',
      quizAnswers: 'Quiz questions',
      quizRight: 'of them right',
    },
  },
  heat: {
    name: 'Days at the desk',
    said: (answers: number, studied: number) =>
      studied === 0
        ? 'No day of the last year had an answer yet.'
        : `${count(answers, 'answer', 'answers')} on ${count(studied, 'day', 'days')} of the last year.`,
    streak: (streak: number) =>
      streak === 0 ? 'More ink, more cards.' : `More ink, more cards. ${count(streak, 'day', 'days')} in a row.`,
    head: ['Day', 'Answers'],
    /** With their rows, Monday first. */
    weekdays: [
      ['M', 0],
      ['W', 2],
      ['F', 4],
    ],
  },
  due: {
    name: 'Coming due',
    said: (week: number, load: number) =>
      `${count(week, 'review', 'reviews')} in the coming seven days. In the long run these cards come to ${tenth.format(load)} a day.`,
    backlog: (cards: number) => `${count(cards, 'card', 'cards')} overdue`,
    withBacklog: 'With what is overdue',
    running: 'Added up',
    young: 'Young',
    mature: 'Mature',
    overdue: 'Overdue',
    head: ['Day', 'Young', 'Mature'],
    reviews: 'Reviews',
    fresh: 'New',
  },
  reviews: {
    name: 'Reviews',
    said: (answers: number, studied: number) =>
      `${count(answers, 'answer', 'answers')} on ${count(studied, 'day', 'days')}${studied === 0 ? '' : `, ${tenth.format(answers / studied)} a day of study`}.`,
    series: { learn: 'Learning', relearn: 'Relearning', young: 'Young', mature: 'Mature', cram: 'Practised besides' },
  },
  time: {
    name: 'Time',
    said: (ms: number, studied: number) =>
      studied === 0
        ? 'No time yet.'
        : `${aboutMinutes(ms / 60_000)} in all, ${aboutMinutes(ms / 60_000 / studied)} a day of study.`,
    axes: 'Up: minutes.',
  },
  counts: {
    name: 'Cards',
    said: (met: number, all: number) => `${number(met)} of ${count(all, 'card', 'cards')} met.`,
    rows: {
      fresh: 'New',
      learning: 'Learning',
      relearning: 'Relearning',
      young: 'Young',
      mature: 'Mature',
      resting: 'Put aside',
    },
    head: ['Where they stand', 'Cards'],
  },
  intervals: {
    name: 'Intervals',
    said: (median: number | undefined) =>
      median === undefined ? 'No card is in review yet.' : `Half of the cards come back within ${days(median)}.`,
    head: ['Days', 'Cards'],
    axes: 'Across: days. Up: cards.',
  },
  stability: {
    name: 'Stability',
    said: (median: number | undefined) =>
      median === undefined
        ? 'No card has been met yet.'
        : `Half of the cards are still known nine times in ten after ${days(median)}.`,
    head: ['Days', 'Cards'],
    axes: 'Across: days. Up: cards.',
  },
  difficulty: {
    name: 'Difficulty',
    said: (median: number | undefined) =>
      median === undefined
        ? 'No card has been met yet.'
        : `Half of the cards are below ${tenth.format(median)}, on a scale from 1 to 10.`,
    head: ['From', 'Cards'],
    axes: 'Across: difficulty, from. Up: cards.',
  },
  recall: {
    name: 'Retrievability',
    said: (mean: number, knowledge: number, met: number) =>
      met === 0
        ? 'No card has been met yet.'
        : `Asked now, about ${number(knowledge)} of the ${count(met, 'card', 'cards')} met would be known: ${share(mean)}.`,
    head: ['Recall from, %', 'Cards'],
    axes: 'Across: recall, from, in %. Up: cards.',
  },
  retention: {
    name: 'True retention',
    said: ({ known, of }: Tally, young: Tally, mature: Tally) =>
      of === 0
        ? 'No review was due in this period.'
        : `Of ${count(of, 'due review', 'due reviews')} ${number(known)} were known: ${share(known / of)}.${young.of === 0 || mature.of === 0 ? '' : ` Of young cards ${share(young.known / young.of)}, of mature ones ${share(mature.known / mature.of)}.`}`,
    rows: { today: 'Today', yesterday: 'Yesterday', week: '7 days', month: '30 days', year: 'A year', all: 'All time' },
    head: ['When', 'Young, %', 'of', 'Mature, %', 'of', 'All, %', 'of'],
    line: 'Known, with the range of chance',
  },
  hours: {
    name: 'Hours',
    said: (hour: number | undefined, of: number) =>
      hour === undefined
        ? 'No review in this period.'
        : `Most reviews are answered from ${hour}:00 to ${hour + 1}:00: ${number(of)}.`,
    head: ['Hour', 'Reviews', 'Known, %'],
    answers: 'Reviews',
    known: 'Known, % (right)',
  },
  buttons: {
    name: 'Answer buttons',
    said: (passed: number, of: number) =>
      of === 0 ? 'No answer in this period.' : `${share(passed / of)} of ${count(of, 'answer', 'answers')} were not Again.`,
    groups: { learning: 'Learning', young: 'Young', mature: 'Mature' },
    head: ['Cards', 'Again', 'Hard', 'Good', 'Easy', 'Known, %'],
  },
  added: {
    name: 'Added',
    said: (added: number, met: number) => `${count(added, 'card', 'cards')} came, ${number(met)} were met for the first time.`,
    added: 'Came',
    met: 'Met',
  },
  quiz: {
    name: 'Recognition beside recall',
    said: (right: number, of: number, known: number, recalled: number, reviews: number) =>
      of === 0
        ? 'No quiz question on a card in this period.'
        : `In quizzes ${share(right)} of ${number(of)} right; without lucky guesses ${share(known)}.${reviews === 0 ? '' : ` Asked for without options you knew ${share(recalled)}.`}`,
    right: 'Right in quizzes',
    known: 'Without guesses',
    recalled: 'Recalled',
    head: ['When', 'Questions', 'Right, %', 'Without guesses, %', 'Reviews', 'Recalled, %'],
  },
  calibration: {
    name: 'Calibration',
    said: (expected: number, known: number, of: number) =>
      `When we expected ${share(expected)}, you knew ${share(known)} of ${number(of)}.`,
    none: 'Nothing can be compared yet: it takes answers on a later day than the first.',
    means: {
      few: 'Too few answers to say more.',
      fits: 'Expectation and outcome agree within chance.',
      'known more':
        'You know more than expected: cards come sooner than they need to. A lower desired retention in the settings makes intervals longer.',
      'known less':
        'You know less than expected: cards come too late. A higher desired retention in the settings makes intervals shorter.',
    } satisfies Record<Verdict, string>,
    axes: 'Across: expected. Up: known.',
    overall: (expected: number, actual: number, low: number, high: number, of: number) =>
      `Over all ${number(of)}: expected ${share(expected)}, known ${share(actual)}, with chance ${share(low)} to ${share(high)}.`,
    losses: (logLoss: number, rmse: number, floor: number) =>
      `Log loss ${hundredth.format(logLoss)} (0 is perfect, 0.693 is a coin). Error in bins ${tenth.format(rmse * 100)}\u00a0%; chance alone makes about ${tenth.format(floor * 100)}\u00a0%.`,
    head: ['Expected, %', 'Known, %', 'from', 'to', 'Answers'],
    over: 'Calibration over time',
    overHead: ['When', 'Expected, %', 'Known, %', 'from', 'to', 'Answers', 'Log loss'],
    expected: 'Expected',
    known: 'Known',
  },
  habit: {
    name: 'Habit',
    streak: (streak: number, rest: boolean) =>
      streak === 0
        ? 'A row of days begins with the next answer.'
        : `${count(streak, 'day', 'days')} in a row${rest ? ', planned days of rest apart' : ''}.`,
    goal: (done: number, goal: number) =>
      done >= goal
        ? `Today's ${goal === 1 ? 'minute is' : `${number(goal)} minutes are`} done.`
        : `${number(Math.floor(done))} of ${count(goal, 'minute', 'minutes')} today.`,
    noGoal: 'How many minutes a day suit you can be set in the settings.',
    settings: 'Settings',
    week: (studied: number, answers: number, minutes: number) =>
      `In the last seven days: ${count(studied, 'day', 'days')} of study, ${count(answers, 'answer', 'answers')}, ${aboutMinutes(minutes)}.`,
    known: (known: number, before: number | undefined) =>
      `${share(known)} known${before === undefined ? '' : `; in the week before ${share(before)}`}.`,
    fresh: (cards: number) => `${count(cards, 'new card', 'new cards')} met.`,
    rest: 'Planned days of rest',
    restHelp: 'They do not end a row of days, and get as few reviews as can be.',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    reminder: 'Reminder',
    reminderHelp:
      'A file for your calendar, which reminds you also when Cardwright is closed. Days of rest are left out. Opened again, it takes the place of the one before.',
    at: 'At',
    make: 'Calendar file',
    summary: 'Study with Cardwright',
    description: 'Your cards are waiting in Cardwright. A few minutes are enough.',
    unsaved: 'That could not be saved. Try it again, or reload the page.',
  },
  ready: {
    name: 'Known today',
    said: (low: number, high: number) => `expected right today, ${percentWhole(low)} to ${percentWhole(high)}`,
    label: (expected: number, low: number, high: number, aim: number | undefined) =>
      `${share(expected)} expected right today, ${share(low)} to ${share(high)}${aim === undefined ? '' : `; your aim is ${share(aim)}`}`,
    how: (cards: number, fresh: number) =>
      `Of ${count(cards, 'card', 'cards')}${fresh === 0 ? '' : `; ${number(fresh)} not met yet count as not known`}. The range is that of 65 questions drawn from them.`,
    none: 'It begins with the first cards.',
    aim: (aim: number) => `aim ${percentWhole(aim)}`,
    aimed: (aim: number, low: number, high: number) =>
      low >= aim
        ? `Your aim of ${share(aim)} is reached.`
        : high < aim
          ? `Your aim of ${share(aim)} is not reached yet.`
          : `Your aim of ${share(aim)} lies within what is to be expected.`,
    chooseAim: 'Choose an aim',
    changeAim: 'Change it',
    end: '100\u00a0%',
    begin: '0\u00a0%',
  },
} as const;

function percentWhole(value: number): string {
  return number(Math.round(value * 100));
}
