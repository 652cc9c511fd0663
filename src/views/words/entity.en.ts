import type { StudyDay } from '#core/time.ts';
import { count, dayFrom, number, share, spelt } from './format.ts';

/** The words of an entity's page and of the reference book. */
export const entityWords = {
  atlas: 'Atlas',
  none: 'Nothing of this name is here',
  noneHelp: 'It may have left its deck with an import, or the link is an old one.',
  toReference: 'Open the reference book',
  facts: 'What your notes say of it',
  notAsked: 'Not asked',
  notMet: 'not yet met',
  next: (day: StudyDay, today: StudyDay) => (day <= today ? 'due today' : `next ${dayFrom(day, today).replace(/^on /, 'on ')}`),
  standing: (level: string, recall: number, cards: number) =>
    `${level}: of its ${count(cards, 'card', 'cards')} you would know ${share(recall)} now`,
  standingNew: (cards: number) => `New: its ${count(cards, 'card', 'cards')} ${cards === 1 ? 'waits' : 'wait'}`,
  standingNone: 'No card asks for it',
  confusedWith: 'Confused with',
  mixedUp: (times: number) => (times === 1 ? 'Mixed up once.' : `Mixed up ${number(times)} times.`),
  nothingMixed: 'You have not mixed them up in a quiz yet.',
  inNotes: 'In your notes',
  readOn: 'Read on there',
  questions: (cards: number) => (cards === 1 ? 'Its question' : `Its ${spelt(cards).toLowerCase()} questions`),
  studyAll: 'Study these now',
  cardPage: 'History and what can be done',
  cardPageOf: (front: string) => `History and what can be done with: ${front}`,
  formerly: (names: readonly string[]) => `Formerly ${names.join(', ')}`,
  also: (names: readonly string[]) => `Also: ${names.join(', ')}`,
  reference: 'Reference book',
  referenceLead: 'All that your decks know, for looking up. Nothing here is asked.',
  find: 'Find a name or a fact',
  found: (found: number) => (found === 0 ? 'Nothing holds these words.' : `${number(found)} found.`),
  noDecks: 'The reference book is empty',
  noDecksHelp: 'It holds what your decks hold: start with ours, or open your own notes.',
  begin: 'See ours',
  retired: 'retired',
} as const;
