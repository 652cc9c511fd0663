import type { StudyDay } from '#core/time.ts';
import { dateShort, number } from './format.ts';

/** What is told at the foot of the screen. */
export const noticeWords = {
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
  restored: (day: StudyDay, answers: number, partly?: true) => {
    const isBack = partly
      ? `${number(answers)} of your answers are back.`
      : answers === 0
        ? 'Your decks are back.'
        : `${answers === 1 ? 'Your answer is' : `All ${number(answers)} answers are`} back.`;
    return `Your browser lost its database on ${dateShort(day)}. ${isBack}`;
  },
  restoredHelp: 'They were read from the journal. There is nothing to do; a copy in a file makes it safer still.',
  restoredAct: 'Export a copy',
  partlyHelp: 'They were read from the journal. Some more could not be read: a copy in a file may have them.',
  partlyAct: 'I have a backup',
  caughtUp: (commands: number) =>
    commands === 1 ? 'Your last action was missing.' : `Your last ${number(commands)} actions were missing.`,
  caughtUpHelp: 'They are back, read from the journal beside the database. There is nothing to do.',
  mended: (rows: number) =>
    rows === 1 ? 'One row of your record was damaged.' : `${number(rows)} rows of your record were damaged.`,
  mendedHelp: (aside: number) =>
    aside === 0
      ? 'They are mended. There is nothing to do.'
      : `${aside === 1 ? 'One' : number(aside)} could not be mended and ${aside === 1 ? 'is' : 'are'} set aside; nothing is thrown away. A copy in a file may have more: see your data in the settings.`,
  copyDue: 'Your answers are in this browser only.',
  copyDueHelp: 'It may clear them to make room. A copy in a file is safe from that.',
  copyDueAct: 'Make a copy',
  journalFails: 'Your answers are saved in one place only.',
  journalFailsHelp:
    'The journal beside the database cannot be written, perhaps because the disk is full. It is tried again with each answer.',
  journalWorks: 'Your answers are saved in both places again.',
  journalWorksHelp: 'The journal has caught up with the database.',
  understood: 'Understood',
  dismiss: 'Dismiss',
  undo: 'Undo',
} as const;
