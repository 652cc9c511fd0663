import { writeSteps } from '#core/scheduling/steps.ts';
import type { StepsRead } from '#core/scheduling/steps.ts';
import type { NewOrder, ReviewOrder } from '#core/scheduling/options.ts';
import type { QueueCounts } from '#core/scheduling/queue.ts';
import type { DueMoves } from '#core/scheduling/reschedule.ts';
import type { Preset, Rating } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { count, dateShort, dayFrom, number, spelt } from './format.ts';
import { words } from './words.ts';

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
const minutes = (value: number) => `${number(value)} min`;
const onOff = (value: boolean) => (value ? 'On' : 'Off');

/** Words of the settings. */
export const settingsWords = {
  screen: 'Settings',
  loading: 'Opening your settings',
  study: 'Study',
  minutesName: 'Minutes a day',
  minutesUnit: 'minutes',
  minutesHelp: 'New cards come in while the day has room.',
  minutesUnset: 'Not set: only the limits of a day hold.',
  examDateName: 'Exam date',
  examDay: (day: StudyDay, today: StudyDay) => `${capital(dayFrom(day, today))}.`,
  examGone: 'This day has passed.',
  lastNew: (day: StudyDay) => `The last new card falls on ${dateShort(day).replace(' ', '\u00a0')}.`,
  noNewLeft: 'No new card is left.',
  suffice: 'The minutes suffice.',
  short: (needed: number | undefined) =>
    needed === undefined
      ? 'The day does not hold that many new cards. Allow more of them under Advanced.'
      : `The minutes do not suffice: about ${number(needed)} a day would.`,
  shortUnset: 'The limit of new cards a day does not allow that. Raise it under Advanced.',
  retentionName: 'Desired retention',
  percent: (value: number) => `${number(value)}\u00a0%`,
  reviewsADay: (reviews: number) => `About ${count(Math.round(reviews), 'review', 'reviews')} a day`,
  elsewhere: (points: readonly { readonly percent: number; readonly reviews: number }[]) =>
    points.length === 0
      ? ''
      : `At ${points.map(({ percent, reviews }) => `${percent}\u00a0% about ${number(Math.round(reviews))}`).join(', at ')}.`,
  counting: 'Counting what it costs',
  retentionNote: 'Existing due dates stay; each answer from now on goes by it. Under Advanced they can be moved.',

  save: 'Save',
  cancel: 'Cancel',
  unset: 'Unset',
  toDefault: 'Back to default',
  back: (usual: string) => `Default: ${lower(usual)}`,
  isDefault: (value: string) => `default ${lower(value)}`,
  change: (name: string, value: string) => `${name}: ${value}. Change`,
  preview: (before: QueueCounts, after: QueueCounts) => {
    const told = ({ due, learning, fresh }: QueueCounts) => `${count(due + learning, 'review', 'reviews')}, ${number(fresh)} new`;
    return told(before) === told(after) ? `Today stays at ${told(after)}.` : `Today: ${told(after)}, instead of ${told(before)}.`;
  },
  changed: (name: string) => `${name} is changed.`,
  notTaken: 'This cannot be taken back here.',
  notTakenHelp: 'It has been changed again since.',
  unsaved: 'The setting is not saved.',

  advanced: 'Advanced',
  more: (settings: number) => `${spelt(settings)} more settings`,
  differ: (settings: number) =>
    settings === 0
      ? 'all as at first'
      : settings === 1
        ? 'one differs from its default'
        : `${lower(spelt(settings))} differ from their defaults`,
  whose: 'These hold for',
  allDecks: 'all decks',
  ownPreset: 'This deck goes by the settings of all decks.',
  giveOwn: 'Give it settings of its own',
  dropOwn: 'Let it go by those of all decks again',
  ownName: 'Settings of a deck',
  dropTold: 'What was chosen for this deck alone no longer holds. It can be undone.',

  dueDates: {
    name: 'Due dates',
    help: 'They stay when settings change. They can be moved to where the settings of now would have put them; a day that you chose stays.',
    look: 'See what would move',
    move: 'Move them',
    nothing: 'All are where these settings would put them.',
    counting: 'Looking at your cards',
    plan: ({ earlier, later, dueToday, dueTodayAfter }: DueMoves) =>
      `${count(earlier, 'card', 'cards')} would come earlier and ${number(later)} later. Due today: ${number(dueTodayAfter)}, instead of ${number(dueToday)}.`,
    undoable: 'It can be undone.',
  },
  fields: {
    retention: { name: 'Desired retention', help: 'How likely a card of this deck is still known when it comes.' },
    newPerDay: { name: 'New cards a day', help: 'Never more than this, even when there is time.' },
    reviewsPerDay: { name: 'Reviews a day', help: 'What is over waits for the next day.' },
    learningSteps: {
      name: 'Learning steps',
      help: 'How soon a new card comes back before its first interval; without any, FSRS decides.',
    },
    relearningSteps: { name: 'Relearning steps', help: 'How soon a forgotten card comes back; without any, FSRS decides.' },
    maximumInterval: { name: 'Longest interval', help: 'No card waits longer than this.' },
    fuzz: { name: 'Spread intervals', help: 'A day or so of chance, so that cards met together part.' },
    loadBalance: { name: 'Even out the days', help: 'Within that chance, days with fewer cards are preferred.' },
    siblings: { name: 'Cards of one note apart', help: 'They do not come on the same day.' },
    leech: { name: 'Leech', help: 'Help is offered after this many times forgotten.' },
    rollover: { name: 'Day begins', help: 'Answers before this hour count for the day before.' },
    learnAhead: { name: 'Learn ahead', help: 'A card due within this time may come now, when nothing else is left.' },
    exam: { name: 'Exam', help: 'Study, quizzes and figures keep to what it asks.' },
    aim: {
      name: 'Aim',
      help: 'The share of right answers that you want to reach, in percent: a line beside what you know today and beside mock exams.',
    },
    retired: { name: 'Leave out retired services', help: 'Those closed to new customers, about to end or ended are not asked.' },
    order: { name: 'Order of reviews', help: 'What comes first when more is due than the day holds.' },
    newOrder: { name: 'Order of new cards', help: 'Which come first of those that are still to be learnt.' },
    easyDays: { name: 'Easy days', help: 'Weekdays that get fewer reviews, where intervals leave the choice.' },
    weights: { name: 'FSRS parameters', help: 'How memory is computed: 21 numbers, as Anki’s optimiser gives them.' },
    typeAnswers: { name: 'Type answers', help: 'You write what you remember before you see the answer.' },
  },
  anyExam: 'Any',
  noAim: 'None',
  orders: {
    due: 'By due day',
    retrievability: 'Likeliest forgotten first',
    overdueness: 'Longest overdue first',
    added: 'First added first',
  } satisfies Record<ReviewOrder, string>,
  newOrders: {
    priority: 'By priority',
    decks: 'Deck after deck',
    chance: 'By chance',
    last: 'Last of the deck first',
  } satisfies Record<NewOrder, string>,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  easyShares: [
    { share: 1, name: 'Usual' },
    { share: 0.5, name: 'Fewer' },
    { share: 0, name: 'Least' },
  ],
  /** What chosen shares will do. */
  easyTold: (shares: readonly number[]) => {
    const fewer = dayNames(shares, 0.5);
    const least = dayNames(shares, 0);
    if (fewer === '' && least === '') return 'Every weekday gets as many reviews as any other.';
    return [
      fewer !== '' && `${fewer}: about half as many reviews as on other days.`,
      least !== '' && `${least}: a review only where its interval leaves no other day.`,
      'Cards that are due already stay; each answer from now on goes by it.',
    ]
      .filter((said) => said !== false)
      .join(' ');
  },
  weightsUsual: 'FSRS’s own',
  weightsOwn: 'Your own',
  writeUsual: 'Write FSRS’s own',
  replaying: (percent: number) => `Computing every memory anew from your answers: ${number(percent)} %.`,
  memoriesTold: ({ changed, of, firmer }: { changed: readonly unknown[]; of: number; firmer: number }) =>
    changed.length === 0
      ? 'No memory changes.'
      : `${number(changed.length)} of ${count(of, 'memory changes', 'memories change')}: ${number(firmer)} would last longer than was thought, ${number(changed.length - firmer)} less long. Due dates stay; under “Due dates” they can be moved. It can be undone.`,
  movedMeanwhile: 'Something was answered meanwhile, so nothing is changed.',
  movedMeanwhileHelp: 'What changes is being counted anew; then save again.',
  easyNeedsFuzz: 'Intervals are exact now, so no weekday can be chosen. Turn on “Spread intervals” first.',

  /** What a change would do, by the example of a card. */
  told: {
    newCard: (back: ToldButtons) => `A new card would come back: ${buttons(back)}.`,
    forgotten: ({ back, next }: { readonly back: string; readonly next: ToldButtons }) =>
      `A card that was known for a month and is forgotten would come back in ${back}, and then: ${buttons(next)}.`,
    spread: ({ days, from, to }: { readonly days: number; readonly from: number; readonly to: number }) =>
      from === to
        ? `A card whose interval is ${number(days)} days would come back after exactly that.`
        : `A card whose interval is ${number(days)} days would come back after ${number(from)} to ${number(to)}.`,
    maximumInterval: ({ maximumIntervalDays }: Pick<Preset, 'maximumIntervalDays'>) =>
      `No answer from now on would give more than ${count(maximumIntervalDays, 'day', 'days')}; due dates stay, and under “Due dates” they can be moved.`,
    balance: ({ fuzz, loadBalance }: Pick<Preset, 'fuzz' | 'loadBalance'>) =>
      fuzz
        ? loadBalance === false
          ? 'Chance alone would decide, however many cards a day has already.'
          : 'Each answer from now on would prefer the days of its range that have fewer cards.'
        : 'Intervals are exact now, so no day can be preferred. Turn on “Spread intervals” first.',
    typed: ({ typeAnswers }: Pick<Preset, 'typeAnswers'>) =>
      typeAnswers === true
        ? 'A field for what you remember would stand below each question.'
        : 'Cards would ask for nothing written.',
    rollover: ({ rolloverHour }: Pick<Preset, 'rolloverHour'>) =>
      `The next study day would begin at ${hour(rolloverHour)}; what was answered already stays on its day.`,
    learnAhead: ({ learnAheadMinutes }: Pick<Preset, 'learnAheadMinutes'>) =>
      learnAheadMinutes === 0
        ? 'No card would come before its time; the session would wait for it.'
        : `With nothing else left, a card due within ${minutes(learnAheadMinutes)} would come at once.`,
    leech: ({ leechLapses }: Pick<Preset, 'leechLapses'>) =>
      `Help would be offered when a card is forgotten for the ${ordinal(leechLapses)} time, and after every ${number(Math.max(1, Math.ceil(leechLapses / 2)))} more.`,
  },
  show: {
    number: (value: number) => number(value),
    minutes,
    hour,
    onOff,
    easyDays: (shares: readonly number[]) => easyShort(shares),
    days: (value: number) => count(value, 'day', 'days'),
    steps: (value: readonly number[]) => (value.length === 0 ? 'None' : writeSteps(value)),
  },
  wrong: {
    wholeNumber: (least: number, most: number) => `Write a whole number from ${number(least)} to ${number(most)}.`,
    steps: (read: Exclude<StepsRead, { kind: 'steps' }>) =>
      read.kind === 'unreadable'
        ? `“${read.word}” is no step. Write a number with s, m, h or d, as in 1m 10m.`
        : `${read.word} is shorter than the step before it. Write the shorter one first, as in 1m 10m.`,
    weights: 'Write 21 numbers from 0 to 100, with commas or blanks between them; the first four above 0.',
    replay: 'Your answers could not be replayed. Check your record under “Your data”.',
    hour: 'Write an hour from 0 to 23.',
    date: 'Choose a day after today.',
  },
} as const;

type ToldButtons = Readonly<Record<Rating, string>>;

function buttons(back: ToldButtons): string {
  const { ratings } = words.study;
  return ([1, 2, 3, 4] as const).map((rating) => `${ratings[rating]} ${back[rating]}`).join(', ');
}

const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });

function ordinal(value: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${number(value)}${endings[ordinals.select(value)] ?? 'th'}`;
}

const dayShort = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function dayNames(shares: readonly number[], wanted: number): string {
  return dayShort.filter((_, index) => shares[index] === wanted).join(', ');
}

function easyShort(shares: readonly number[]): string {
  const told = [dayNames(shares, 0.5) && `${dayNames(shares, 0.5)} fewer`, dayNames(shares, 0) && `${dayNames(shares, 0)} least`];
  return told.filter((said) => said !== '').join('; ') || 'None';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Not what is written in capitals. */
function lower(text: string): string {
  if (/^[A-Z]{2}/.test(text)) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}
