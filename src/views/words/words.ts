import type { Rating } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import type { StorageErrorCode } from '#state/trouble.ts';
import { aboutMinutes, count, dayFrom, listed, number, share, span } from './format.ts';

/** Every word of the shell and of the way from Today to the end of a session. Screens loaded later bring their own files. */
export const words = {
  app: 'Cardwright',
  titleOf: (screen: string) => `${screen} · Cardwright`,
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  nav: { today: 'Today', quiz: 'Quiz', notes: 'Notes', settings: 'Settings' },
  loading: 'Opening your cards',
  close: 'Close',
  space: 'Space',

  place: (path: string, lines: readonly number[]) => `${path}, ${lineList(lines)}`,

  /** The five strengths, by level. */
  levels: ['New', 'Faint', 'Fading', 'Holding', 'Inked'],
  strength: (level: string, recall: number) => `${level}, ${share(recall)}`,

  today: {
    title: 'Today',
    work: (reviews: number, learning: number, fresh: number) =>
      reviews + fresh === 0
        ? `${count(learning, 'card', 'cards')} in learning`
        : listed([
            ...(reviews > 0 ? [count(reviews, 'review', 'reviews')] : []),
            ...(learning > 0 ? [`${number(learning)}\u00a0in learning`] : []),
            ...(fresh > 0 ? [count(fresh, 'new\u00a0card', 'new\u00a0cards')] : []),
          ]),
    about: (minutes: number) => `About ${aboutMinutes(minutes)}.`,
    nothing: (day: StudyDay | undefined, today: StudyDay) =>
      day === undefined ? 'Nothing is due' : `Nothing due until ${dayFrom(day, today).replace(/^(on|in) /, '')}`,
    allDone: (answers: number) => (answers === 0 ? 'Nothing has been studied today.' : 'All cards of today are done.'),
    study: 'Study',
    goOn: 'Study on',
    quiz: 'Take a quiz',
    custom: 'Study something else…',
    streak: (days: number) => `You have studied ${count(days, 'day', 'days')} in a row.`,
    noStreak: 'A streak begins with the first answer of a day.',
    done: (answers: number, passed: number, minutes: number) =>
      `Done today: ${count(answers, 'answer', 'answers')}, ${number(passed)} of them known, in ${aboutMinutes(minutes)}.`,
    noneDone: 'Nothing answered yet today.',
    quizDone: (right: number, all: number) => `In quizzes: ${number(right)} of ${number(all)} right.`,
    studyingFor: (exam: string) => `Studying for ${exam.toUpperCase()}`,
    withoutRetired: 'Retired services are left out',
    change: 'change',
    studyOne: (name: string) => `Study ${name}`,
    week: 'The week',
    weekNote: 'what will be due',
    weekTable: 'Cards due in the coming seven days',
    reviews: 'Reviews',
    fresh: 'New',
    weekDay: (day: string, reviews: number, fresh: number) =>
      `${day}: ${count(reviews, 'review', 'reviews')}, ${number(fresh)} new`,
    now: 'Today',
    decks: 'Decks',
    areas: 'Areas',
    cards: (cards: number) => count(cards, 'card', 'cards'),
    states: 'Cards',
    statesNote: 'by state',
    stateNames: { new: 'New', learning: 'Learning', review: 'Review', relearning: 'Relearning' },
    stripOf: (name: string, levels: readonly number[]) =>
      `${name}: ${levels.map((cards, level) => `${number(cards)} ${words.levels[level]?.toLowerCase()}`).join(', ')}`,
    strength: 'How firmly it stands',
    legend: 'What the shades mean',
    levelRange: ['not met yet', 'under 60\u00a0%', '60 to 80\u00a0%', '80 to 93\u00a0%', 'over 93\u00a0%'],
    counting: 'Counting your cards',
  },

  study: {
    title: 'Study',
    end: 'End session',
    counts: { fresh: 'New', learning: 'Learning', due: 'Due' },
    countsLabel: (fresh: number, learning: number, due: number) =>
      `Left: ${number(fresh)} new, ${number(learning)} learning, ${number(due)} due`,
    place: (card: number, of: number) => `Card ${number(card)} of ${number(of)}`,
    sayIt: 'Say it to yourself first.',
    show: 'Show answer',
    undo: 'Undo',
    edit: 'Edit card',
    menu: 'Card',
    reworded: 'The wording changed since your last answer.',
    rateGroup: 'How well did you know it?',
    ratings: { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' } satisfies Record<Rating, string>,
    whatItIs: 'What it is',
    confusedWith: 'Confused with',
    inNotes: 'In your notes',
    hole: 'blank',
    soon: (ms: number) => span(ms),
    saving: 'Saving',
    unsaved: {
      title: 'Your last answer is not saved',
      why: {
        quota: 'The disk is full. Free some space, then save again.',
        closed: 'This tab has lost its database. Reload the page, then answer again.',
        timeout: 'The database did not answer in time. Close other tabs of Cardwright, then save again.',
        unavailable: 'The browser refused to store it. Allow this site to store data, then save again.',
        blocked: 'Another tab blocks the database. Close it, then save again.',
        newer: 'A newer version of Cardwright has this database. Reload the page, then answer again.',
        unknown: 'The browser reported an error. Save again; if it stays so, reload the page.',
      } satisfies Record<StorageErrorCode, string>,
      safe: 'The card waits here, and all earlier answers are safe.',
      again: 'Save again',
      reload: 'Reload the page',
    },
  },

  /** What is not, or no longer, as the notes have it. */
  correction: {
    label: 'Correction',
    notesSay: 'Your notes say',
    now: (date: string | undefined, now: string) => {
      const since = date === undefined ? 'Now' : `As of ${date}`;
      return /[.!?]$/.test(now) ? `${since}: ${now}` : `${since} it is ${now}.`;
    },
    unverified: 'Unverified: no source was found',
    checked: (date: string) => `, checked ${date}`,
    newTab: ' (opens in a new tab)',
    statuses: { renamed: 'Renamed', closed: 'Closed', ends: 'Ending', ended: 'Ended' },
    formerly: (names: readonly string[]) => `formerly ${names.join(', ')}`,
    spelt: (notes: string) => `, where it is spelt “${notes}”`,
  },

  notices: {
    answeredElsewhere: 'Another tab answered this card.',
    answeredHelp: (rating: string) => `That answer, ${rating}, stands. Here is the next card.`,
    movedElsewhere: 'Another tab changed this card.',
    movedHelp: 'What it says there stands. Here is the next card.',
    newVersion: 'A new version is ready.',
    newVersionHelp: 'It starts by itself when you end this session.',
    newVersionStart: 'Start it now',
    closed: 'This tab has lost its database.',
    closedHelp: 'Another tab opened a newer version, or the site data were cleared. Reload before you go on.',
    reload: 'Reload',
    restored: 'Your browser lost its database.',
    restoredHelp: (answers: number) =>
      `${answers === 1 ? 'Your answer is' : `All ${number(answers)} answers are`} back, read from the journal beside it. There is nothing to do.`,
    caughtUp: (commands: number) =>
      commands === 1 ? 'Your last action was missing.' : `Your last ${number(commands)} actions were missing.`,
    caughtUpHelp: 'They are back, read from the journal beside the database. There is nothing to do.',
    journalFails: 'Your answers are saved in one place only.',
    journalFailsHelp:
      'The journal beside the database cannot be written, perhaps because the disk is full. It is tried again with each answer.',
    journalWorks: 'Your answers are saved in both places again.',
    journalWorksHelp: 'The journal has caught up with the database.',
    understood: 'Understood',
    dismiss: 'Dismiss',
    undo: 'Undo',
  },

  trouble: {
    broken: 'Something went wrong on this screen',
    brokenHelp: 'Your answers are safe. Reload the page; if it happens again, report what is said below.',
  },
} as const;

/** "line 93", "lines 76, 91 and 93", "lines 280 to 282". */
function lineList(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  const parts = runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`));
  const list = parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${lines.length === 1 ? 'line' : 'lines'} ${list}`;
}
