import type { Rating } from '#core/scheduling/schedule.ts';
import type { StudyDay } from '#core/time.ts';
import { aboutMinutes, count, dayFrom, listed, number, share } from './format.ts';

/** The five strengths, by level. */
const levels = ['New', 'Faint', 'Fading', 'Holding', 'Inked'] as const;

/** Every word of the shell and of the way from Today to the end of a session. Screens loaded later bring their own files. */
export const words = {
  app: 'Cardwright',
  titleOf: (screen: string) => `${screen} · Cardwright`,
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  nav: { today: 'Today', quiz: 'Quiz', atlas: 'Atlas', notes: 'Notes', settings: 'Settings' },
  loading: 'Opening your cards',
  close: 'Close',
  space: 'Space',
  enter: 'Enter',

  levels,
  /** How a card stands. One in its steps is faint however well it is known now (level.ts), so no percentage stands beside the word. */
  strength: (level: number, recall: number | undefined) => {
    const name = levels[level] ?? '';
    if (recall === undefined) return name;
    return level === 1 && recall >= 0.6 ? 'In learning' : `${name}, ${share(recall)}`;
  },

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
    about: (minutes: number) => (minutes < 1 ? 'Less than a minute.' : `About ${aboutMinutes(minutes)}.`),
    nothing: (day: StudyDay | undefined, today: StudyDay) =>
      day === undefined ? 'Nothing is due' : `Nothing due until ${dayFrom(day, today).replace(/^(on|in) /, '')}`,
    allDone: (answers: number) => (answers === 0 ? 'Nothing has been studied today.' : 'All cards of today are done.'),
    study: 'Study',
    goOn: 'Study on',
    quiz: 'Take a quiz',
    custom: 'Study something else…',
    streak: (days: number) =>
      days === 1 ? 'One day so far; the next makes two in a row.' : `You have studied ${number(days)} days in a row.`,
    noStreak: 'A streak begins with the first answer of a day.',
    done: (answers: number, passed: number, minutes: number) =>
      `Done today: ${count(answers, 'answer', 'answers')}, ${number(passed)} of them known, in ${aboutMinutes(minutes)}.`,
    noneDone: 'Nothing answered yet today.',
    quizDone: (right: number, all: number) => `In quizzes: ${number(right)} of ${number(all)} right.`,
    studyingFor: (exam: string) => `Studying for ${exam.toUpperCase()}`,
    withoutRetired: 'Retired services are left out',
    change: 'change',
    week: 'The week',
    weekNote: 'what will be due',
    weekTable: 'Cards due in the coming seven days',
    reviews: 'Reviews',
    fresh: 'New',
    weekDay: (day: string, reviews: number, fresh: number) =>
      `${day}: ${count(reviews, 'review', 'reviews')}, ${number(fresh)} new`,
    now: 'Today',
    cards: (cards: number) => count(cards, 'card', 'cards'),
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
    hole: 'blank',
  },

  trouble: {
    broken: 'Something went wrong on this screen',
    brokenHelp: 'Your answers are safe. Reload the page; if it happens again, report what is said below.',
  },
} as const;
