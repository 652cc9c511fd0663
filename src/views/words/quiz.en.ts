import type { StudyDay } from '#core/time.ts';
import { aboutMinutes, count, dateShort, listed, number, spelt, weekdayFull } from './format.ts';

const small = (value: number): string => spelt(value).toLowerCase();
const areas = (value: number): string => count(value, 'area', 'areas');
const questions = (value: number): string => count(value, 'question', 'questions');

/** How a past day is named from today. */
function dayBack(day: StudyDay, today: StudyDay): string {
  const back = today - day;
  if (back <= 0) return 'today';
  if (back === 1) return 'yesterday';
  return back < 7 ? `on ${weekdayFull(day)}` : `on ${dateShort(day)}`;
}

export const quizWords = {
  label: 'Quiz',
  letters: ['A', 'B', 'C', 'D', 'E', 'F'],

  start: {
    screen: 'Quiz',
    title: (asked: number, where: string) => `${spelt(asked)} ${asked === 1 ? 'question' : 'questions'} on ${where}`,
    everything: 'everything',
    someAreas: areas,
    noArea: 'Choose an area',
    noAreaHelp: 'A quiz needs at least one.',
    lead: (services: number, minutes: number) =>
      `Drawn from ${count(services, 'subject', 'subjects')}. About ${aboutMinutes(minutes)}.`,
    leadMixed: (one: string, other: string, minutes: number) => `${one} and ${other} first. About ${aboutMinutes(minutes)}.`,
    mockExam: 'Take a mock exam',
    mixUps: 'What you mix up',
    pairMap: (one: string, other: string) => `${one} and ${other} on the map`,
    mixedIn: (times: number, of: number) => `Mixed up in ${number(times)} of ${questions(of)}.`,
    code: {
      legend: 'From a friend',
      field: 'Code or link of a quiz',
      open: 'Open it',
      help: 'The very same questions, from your own notes. It works offline.',
      wrong: 'A code is letters, digits, - and _ alone. Copy the whole of it.',
    },
    kind: 'Kind',
    kinds: {
      mixed: { name: 'What you mix up', help: 'Each pair in both directions', where: 'what you mix up' },
      fading: { name: 'What is fading', help: 'Recalled in 60 to 80 of 100 cases today', where: 'what is fading' },
      everything: { name: 'A bit of everything', help: 'Spread over the areas chosen below', where: 'everything' },
    },
    pairs: (value: number) => count(value, 'pair', 'pairs'),
    questions: 'Questions',
    question: {
      choice: { name: 'One answer', help: 'Four options, A to D' },
      response: { name: 'Select two', help: 'Two of five' },
      match: { name: 'Matching', help: 'Names to purposes' },
      typed: { name: 'Type the name', help: 'No options to choose from' },
    },
    confidence: {
      name: 'How sure I am',
      help: 'Asked before each answer is told',
      unsaved: 'That was not saved. Try again.',
    },
    start: 'Start',
    starting: 'Starting',
    enter: 'Enter',
    last: (right: number, asked: number, known: number, day: StudyDay, today: StudyDay) =>
      `Last quiz: ${number(right)} of ${number(asked)}, about ${number(known)} known, ${dayBack(day, today)}.`,
    openTitle: 'Your quiz is not finished',
    openLead: (left: number, day: StudyDay, today: StudyDay) => `Begun ${dayBack(day, today)}, ${questions(left)} to go.`,
    goOn: (question: number, of: number) => `Go on with question ${number(question)} of ${number(of)}`,
    anew: 'Start a new one',
    anewHelp: (asked: number, where: string) => `The new one has ${questions(asked)} on ${where}, and ends the one begun.`,
    length: 'Length',
    all: (value: number) => `All ${number(value)}`,
    lengthNote: (asked: number, available: number) =>
      available === asked ? `All the questions there are.` : `${number(available)} questions to draw from.`,
    areas: 'Areas',
    areasSet: {
      mixed: (areas: readonly string[]) => `Set by what you mix up: ${listed(areas)}.`,
      fading: (areas: readonly string[]) => `Set by what is fading: ${listed(areas)}.`,
    },
    areasChosen: (chosen: number, of: number) => `${number(chosen)} of ${number(of)}`,
    services: (value: number) => count(value, 'subject', 'subjects'),
    allAreas: 'All areas',
    noAreas: 'None',
    deck: 'Deck',
    notSaved: 'The quiz could not be started',
    loading: 'Drawing up the questions',
    noDeck: 'No questions yet',
    noDeckHelp: 'A quiz is drawn from a deck. Put one in first.',
    toDecks: 'Choose a deck',
    noQuestions: 'These notes have no questions yet',
    noQuestionsHelp:
      'A question needs four subjects, each with a line of its own on what it is for. Add such lines to the notes.',
    toNotes: 'Open the notes',
  },

  question: {
    place: (question: number, of: number) => `Question ${number(question)} of ${number(of)}`,
    soFar: (right: number, answered: number) => `${number(right)} of ${number(answered)} right`,
    options: 'Answers',
    hint: 'Choose with A to D.',
    chosen: 'Chosen',
    missed: 'Correct, too',
    answer: 'Answer',
    chooseFirst: 'Choose an answer first.',
    several: (chosen: number, of: number) =>
      chosen < of
        ? `${chosen === 0 ? 'None' : spelt(chosen)} of ${small(of)} chosen.`
        : `${spelt(chosen)} of ${small(of)} chosen. To change, take one away first.`,
    match: {
      choose: 'Choose one',
      used: (name: string) => `${name} (used)`,
      matched: (matched: number, of: number) =>
        matched < of ? `${number(matched)} of ${number(of)} matched. Type the first letters to choose.` : 'All matched.',
    },
    typed: {
      placeholder: 'Type the name',
      first: 'Type a name first.',
      yours: 'You typed',
      almost: 'Almost. It is spelt',
      meant: (name: string) => `You meant ${name}.`,
    },
    sureness: 'How sure are you?',
    confidence: { sure: 'Sure', unsure: 'Unsure', guess: 'Guess' },
    confidenceHelp: 'These answer too, and say how sure you are.',
    saving: 'Saving',
    yours: 'Your answer',
    correct: 'Correct',
    next: 'Next',
    toResult: 'See the result',
    enter: 'Enter',
    end: 'End quiz',
    told: (right: boolean, answers: readonly string[], why: string) =>
      right ? `Correct. ${why}` : `Not right. The answer is ${listed(answers)}. ${why}`,
    toldMatch: (right: number, of: number) => (right === of ? 'All correct.' : `${number(right)} of ${number(of)} are right.`),
    toldAlmost: (answer: string, why: string) => `Correct, almost: it is spelt ${answer}. ${why}`,
    inNotes: (name: string) => `${name} in the notes`,
    rightToo: (name: string) => `${name} is right, too`,
    rightTooTold: 'Noted: the two are not set against each other any more.',
    unsaved: 'This answer is not saved',
    unsavedSafe: 'The question waits here, and all earlier answers are safe.',
    endUnsaved: 'The quiz could not be ended',
    endUnsavedSafe: 'All answers are safe.',
  },

  ending: {
    title: 'End this quiz?',
    left: (left: number, answered: number) =>
      answered === 0
        ? `None of the ${questions(left)} is answered, so there is no result.`
        : `${spelt(left)} of ${questions(left + answered)} ${left === 1 ? 'is' : 'are'} not answered. The result counts the others.`,
    end: 'End quiz',
    goOn: 'Go on',
    later: 'Leave it for later',
  },

  none: {
    title: 'There is no such quiz',
    help: 'It may have been taken on another device.',
    toQuiz: 'Start a quiz',
  },

  result: {
    screen: 'Result',
    label: (asked: number) => `Quiz, ${small(asked)} ${asked === 1 ? 'question' : 'questions'}`,
    title: (right: number, answered: number) => `${number(right)} of ${number(answered)} right`,
    nothing: 'Nothing was answered',
    nothingHelp: 'The quiz was ended before its first answer.',
    /** How many of the right ones chance alone would have brought. */
    corrected: (right: number, known: number) => {
      const lucky = right - known;
      if (right === 0) return 'None this time. They are the ones to study.';
      if (known === 0) return 'Guessing alone would have brought about as many.';
      if (lucky === 0) return 'Hardly any of that was luck.';
      return `Guessing alone would have brought about ${small(lucky)} of these, so you knew about ${small(known)}.`;
    },
    perfect: 'Nothing missed.',
    early: (left: number) => `${spelt(left)} ${left === 1 ? 'question was' : 'questions were'} left unanswered.`,
    study: (cards: number) => (cards === 1 ? 'Study this one now' : `Study these ${number(cards)} now`),
    close: 'Close',
    another: 'Another quiz',
    missed: 'What you missed',
    takenFor: (asked: string, chosen: string) => `${asked}, taken for ${chosen}`,
    notKnown: (asked: string) => `${asked}, not known`,
    you: { sure: 'you were sure', unsure: 'unsure', guess: 'a guess' },
    effect: (cards: number) =>
      cards === 1
        ? 'A card that asks for what you missed comes again on the next study day.'
        : `${spelt(cards)} cards that ask for what you missed come again on the next study day.`,
    contrasts: (cards: number) =>
      cards === 1
        ? 'A card that sets side by side what you mixed up comes sooner.'
        : `${spelt(cards)} cards that set side by side what you mixed up come sooner.`,
    takeBack: 'Leave my cards as they were',
    takenBack: 'Taken back: your cards are as they were before the quiz.',
    notTakenBack: 'This cannot be taken back any more: one of the cards has been changed since.',
    howSure: 'How sure you were',
    rightOf: (right: number, of: number) => (of === 0 ? 'none' : `${number(right)} of ${number(of)}`),
    sureMisses: (misses: number, first: string) =>
      misses === 1
        ? `One miss was a sure one. Those are worth most to learn, so ${first} comes first.`
        : `${spelt(misses)} misses were sure ones. Those are worth most to learn, so they come first.`,
    over: (quizzes: number) => `Over ${count(quizzes, 'quiz', 'quizzes')}`,
    noneSaid: 'none yet',
    shareOf: (known: string, low: string, high: string) => `${known} (${low} to ${high})`,
    overHelp: 'Share right, with the likely range. Chance with four options is 25 %.',
    overTime: (points: readonly string[]) => `Right when you were sure, quiz by quiz: ${points.join(', ')}`,
    overTimeHelp: 'Right when you were sure, quiz by quiz.',
    verdict: {
      tooFew: 'Too few to say yet: it takes about 20 answers of a kind.',
      sureTooOften: (quizzes: number, known: string) =>
        `Take “sure” a little slower: over ${count(quizzes, 'quiz', 'quizzes')} it was right in ${known}.`,
      unsureTooOften: (quizzes: number, known: string) =>
        `Trust “unsure” a little more: over ${count(quizzes, 'quiz', 'quizzes')} it was right in ${known}.`,
      guessTooOften: (quizzes: number, known: string) =>
        `You guess better than chance: over ${count(quizzes, 'quiz', 'quizzes')} a guess was right in ${known}.`,
      fits: (quizzes: number) => `You know what you know: over ${count(quizzes, 'quiz', 'quizzes')} it fits.`,
    },
    whatIs: (name: string, what: string) => `${name}: ${what}`,
    all: (asked: number) => (asked === 1 ? 'The question' : `All ${small(asked)} questions`),
    right: 'Right',
    wrong: 'Wrong',
    yours: (text: string) => `Your answer: ${text}`,
    correct: (text: string) => `Correct: ${text}`,
  },
} as const;
