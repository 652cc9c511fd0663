import type { Instant, StudyDay } from '#core/time.ts';
import { count, dateShort, listed, number, share, timeOf } from './format.ts';

const questions = (value: number): string => count(value, 'question', 'questions');
const percentOf = (value: number): string => number(Math.round(value * 100));

/** "1 h 27 min", whole minutes. */
function time(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under a minute';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours === 0 ? `${number(rest)} min` : rest === 0 ? `${number(hours)} h` : `${number(hours)} h ${number(rest)} min`;
}

/** "1 min 43", for a single question. */
function pace(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${number(seconds)} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${number(seconds / 60)} min` : `${number(Math.floor(seconds / 60))} min ${number(rest)}`;
}

export const examWords = {
  letters: ['A', 'B', 'C', 'D', 'E', 'F'],

  start: {
    screen: 'Mock exam',
    label: 'Mock exam',
    title: 'A mock exam from your notes',
    lead: 'Timed, with nothing told until you hand it in. Afterwards: your expected share, by domain, with how sure that is.',
    noDeck: 'There is no deck yet',
    noDeckHelp: 'A mock exam is drawn from the notes that you study.',
    toDecks: 'Choose a deck',
    noQuestions: 'These notes give no questions yet',
    noQuestionsHelp: 'A question needs other things of the same kind as wrong answers.',
    toNotes: 'Look at the notes',
    loading: 'Looking through your notes',
    deck: 'Deck',
    which: 'Exam',
    own: 'To my own measure',
    ownHelp: 'All of the deck, as long as you like.',
    measure: (asked: number, ms: number) => `${questions(asked)} in ${time(ms)}`,
    fewer: (asked: number, real: number) => `The real one has ${number(real)}; your notes give ${number(asked)}.`,
    lacks: (domains: readonly string[]) => `Too little in your notes: ${listed(domains)}.`,
    nothing: 'Your notes have too little for any of its domains.',
    source: (checked: string) => `Domains and weights as of ${checked}.`,
    questions: 'Questions',
    minutes: 'Minutes',
    badQuestions: (most: number) => `From 1 to ${number(most)} questions.`,
    badMinutes: 'From 1 to 600 minutes.',
    kinds: 'Kinds of question',
    weigh: 'Weigh by the domains of',
    weighAlike: 'None, all of the deck alike',
    weightOf: (domain: string) => `${domain}, in percent`,
    badWeight: 'From 0 to 100, and not all 0.',
    start: 'Start',
    starting: 'Starting',
    openTitle: 'Your mock exam is not handed in',
    openLead: (name: string, left: number, ms: number) => `${name}: ${questions(left)} open, ${time(ms)} left.`,
    resume: 'Go on',
    history: 'Earlier attempts',
    attempt: (day: string, expected: number, low: number, high: number) =>
      `${day}: ${share(expected)} expected right, ${percentOf(low)} to ${percentOf(high)}`,
    unsaved: 'The exam could not be stored, so it has not begun.',
    rules: 'Questions that you leave open count as wrong. You may pause; pauses are told with the result.',
  },

  sit: {
    screen: (at: number, of: number) => `Question ${number(at)} of ${number(of)}`,
    place: (at: number, of: number) => `Question ${number(at)} of ${number(of)}`,
    jump: (at: number, of: number) => `${number(at)} of ${number(of)}`,
    opening: 'Opening the exam',
    elsewhere: 'This exam is open in another tab',
    elsewhereHelp: 'Go on there, or close that tab: the exam then opens here.',
    pause: 'Pause',
    paused: 'Paused',
    pausedLead: (ms: number) => `${time(ms)} left.`,
    goOn: 'Continue',
    leave: 'Leave for now',
    left: (ms: number) => `${time(ms)} left`,
    hide: 'Hide',
    show: 'Show time',
    fiveLeft: 'Five minutes left.',
    progress: (answered: number, of: number) => `${number(answered)} of ${number(of)} answered`,
    mark: 'Mark for review',
    marked: 'Marked for review',
    chooseTwo: (wanted: number) => `Choose ${number(wanted)}.`,
    chosenOf: (chosen: number, wanted: number) =>
      chosen === wanted
        ? `${number(chosen)} of ${number(wanted)} chosen. To change, take one away first.`
        : `${number(chosen)} of ${number(wanted)} chosen.`,
    chosen: 'Chosen',
    strike: (letter: string) => `Strike out ${letter}`,
    restore: 'Restore',
    restoreLabel: (letter: string) => `Restore ${letter}`,
    matchTo: (text: string) => `What is this: ${text}`,
    nothing: 'Choose',
    used: (name: string) => `${name} (used)`,
    previous: 'Previous',
    next: 'Next',
    questions: 'Questions',
    answered: 'Answered',
    open: 'Open',
    markedOnes: 'Marked',
    state: (at: number, answered: boolean, marked: boolean) =>
      `Question ${number(at)}, ${answered ? 'answered' : 'open'}${marked ? ', marked' : ''}`,
    pace: (ms: number) => `From here: ${pace(ms)} for each open question.`,
    allAnswered: 'Every question is answered.',
    handIn: 'Hand in',
    handingIn: 'Handing in',
    unsaved: 'Your last change is not saved',
    unsavedSafe: 'It is still on this screen; what was done before is safe.',
    hint: 'A to E choose, Shift and the letter strikes out, M marks, P pauses, W says what is wrong, arrows turn the page.',
  },

  ask: {
    title: 'Hand in?',
    left: (open: number, marked: number) => {
      const parts = [...(open > 0 ? [`${number(open)} open`] : []), ...(marked > 0 ? [`${number(marked)} marked`] : [])];
      return parts.length === 0 ? 'Every question is answered.' : `${parts.join(', ')}.`;
    },
    handIn: 'Hand in',
    back: 'Back to the exam',
  },

  result: {
    screen: 'Mock exam',
    label: (day: StudyDay) => `Mock exam, ${dateShort(day)}`,
    title: (expected: number) => `${share(expected)} expected right`,
    range: (low: number, high: number, covered: number) =>
      `Between ${percentOf(low)} and ${percentOf(high)}, in the part of the exam that your notes cover${covered < 100 ? ` (${number(Math.round(covered))}\u00a0% of it)` : ''}.`,
    review: (value: number) => `Review ${questions(value)}`,
    close: 'Close',
    again: 'Another mock exam',
    study: 'Study what was missed',
    raw: (right: number, of: number, ms: number) => `${number(right)} of ${number(of)} right in ${time(ms)}.`,
    guessed: (known: number) => `Corrected for guessing: ${number(known)} known.`,
    paused: (ms: number) => `It rested for ${time(ms)} in between.`,
    timedOut: 'The time was up.',
    /** Of questions that the learner said are wrong. */
    reported: (wrong: number) =>
      `You said of ${wrong === 1 ? 'one question that it is' : `${number(wrong)} questions that they are`} wrong. ${
        wrong === 1 ? 'It counts' : 'They count'
      } here all the same, so that nobody can better a score by saying so.`,
    withoutReported: ({ share: expected, low, high }: { readonly share: number; readonly low: number; readonly high: number }) =>
      `Without that: ${share(expected)} expected right, ${percentOf(low)} to ${percentOf(high)}.`,
    showReported: 'What you said',
    unscaled: 'AWS reports a scaled score; a share of right answers does not convert into one, so none is shown.',
    trend: (value: number) => `${count(value, 'attempt', 'attempts')}, each with its likely range.`,
    attempt: (day: string, expected: number, low: number, high: number) =>
      `${day}: ${share(expected)}, likely ${percentOf(low)} to ${percentOf(high)}`,
    aim: (aim: number) => `aim ${percentOf(aim)}`,
    aimed: (aim: number, low: number, high: number) =>
      low >= aim
        ? `Your aim of ${share(aim)} is reached.`
        : high < aim
          ? `Your aim of ${share(aim)} is not reached yet.`
          : `Your aim of ${share(aim)} lies within that range.`,
    chooseAim: 'Choose an aim of your own',
    changeAim: 'Change the aim',
    all100: '100\u00a0%',
    byDomain: 'By domain',
    ofExam: (percent: number) => `${number(Math.round(percent))}\u00a0% of the exam`,
    domain: (percent: number, right: number, of: number) =>
      `${number(Math.round(percent))}\u00a0% of the exam, ${number(right)} of ${number(of)} right`,
    between: (low: number, high: number) => `${percentOf(low)} to ${percentOf(high)}`,
    notAsked: 'Not asked',
    tooLittle: 'too little in your notes',
    domainHelp: 'Tick: share right. Bar: its likely range; few questions make a wide one.',
    time: 'Time',
    perQuestion: (ms: number) => `${pace(ms)} a question`,
    timeLabel: (of: number, slowest: number) => `Time on each of the ${number(of)} questions; the slowest took ${pace(slowest)}`,
    even: (ms: number) => `line: ${pace(ms)}, an even share`,
    right: 'Right',
    wrong: 'Wrong',
    slow: (value: number, ms: number, wrong: number) =>
      `Your slowest ${value === 1 ? 'question' : number(value)} took over ${pace(ms)}${value === 1 ? '' : ' each'}${wrong === value ? (value === 1 ? ', and was wrong' : ', and all were wrong') : ''}. Mark such a question and come back.`,
    toReview: 'To review',
    reviewHelp: (wrong: number, marked: number) =>
      marked === 0 ? `${number(wrong)} wrong` : `${number(wrong)} wrong, ${number(marked)} right but marked`,
    chose: (name: string, what: string) => `You chose ${name}: ${what}`,
    choseIt: 'You chose it, and marked it',
    partly: (right: number, of: number) => `${number(right)} of ${number(of)} right`,
    leftOpen: (ms: number) => `Left open; ${pace(ms)}`,
    rightMarked: 'Right, marked',
    wrongMarked: 'Wrong, marked',
    all: (value: number) => `All ${number(value)}`,
    none: 'Nothing to review: every answer was right.',
    count: 'Count',
  },

  review: {
    screen: 'Review of the mock exam',
    title: (value: number) => `${questions(value)} to review`,
    everything: (value: number) => `All ${questions(value)}`,
    showAll: 'Show every question',
    showMissed: 'Only what was wrong or marked',
    back: 'Back to the result',
    question: (at: number) => `Question ${number(at)}`,
    correct: 'Correct',
    yours: 'Your answer',
    leftOpen: 'Left open',
    yoursWas: (name: string) => `You put ${name}.`,
    handedIn: (instant: Instant) => `Handed in at ${timeOf(instant)}.`,
  },
} as const;
