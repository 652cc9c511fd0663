import { count, listed, number, timeOf } from './format.ts';
import { dayMs, type Instant, type StudyDay } from '#core/time.ts';

const cards = (value: number) => count(value, 'card', 'cards');
const answers = (value: number) => count(value, 'answer', 'answers');

/** "4.2 MB", "2.1 GB": as the makers of disks count. */
function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [size, unit] = [value, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${size < 10 && unit > 0 ? size.toFixed(1) : number(size)}\u00a0${units[unit]}`;
}

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const localDay = (instant: Instant) => Math.floor((instant - new Date(instant).getTimezoneOffset() * 60_000) / dayMs) as StudyDay;

/** "Today, 07:02"; "8 March 2026, 07:02". */
function when(instant: Instant, now: Instant): string {
  const day = localDay(instant) === localDay(now) ? 'Today' : date.format(new Date(instant));
  return `${day}, ${timeOf(instant)}`;
}

/** Words of "Your data" and of restoring. */
export const dataWords = {
  title: 'Your data',
  loading: 'Looking where your data are',
  failed: 'What is stored here could not be looked at. Reload the page to try again.',
  when,

  where: 'Where',
  here: 'In this browser, on this device',
  hereHelp: 'Nothing is sent anywhere. No account.',
  size: 'Size',
  sizeOf: (used: number | undefined) => (used === undefined ? 'Not told by this browser' : bytes(used)),
  sizeHelp: (all: number, given: number, allowed: number | undefined) =>
    `${cards(all)}, ${answers(given)}.${allowed === undefined ? '' : ` The browser allows ${bytes(allowed)}.`}`,
  persistent: 'Persistent',
  isPersistent: 'Yes',
  isPersistentHelp: 'The browser has agreed not to clear it to make room.',
  notPersistent: 'No',
  notPersistentHelp: 'The browser may clear it to make room. Export a copy now and then.',
  unknownPersistent: 'Not told by this browser',
  stores: 'Two stores',
  agree: 'They agree',
  agreeHelp: (given: number, at: Instant) =>
    `${answers(given)} in the database, the same in the journal and its backups. Compared at ${timeOf(at)}.`,
  damaged: (places: number) =>
    `${count(places, 'place of the journal', 'places of the journal')} could not be read. The next backup stands in for it.`,
  alone: 'One only',
  aloneHelp: 'This browser has no place for a journal beside the database. Export a copy now and then.',
  differ: 'They do not agree',
  journalBehind: (commands: number) =>
    `The database has ${count(commands, 'change', 'changes')} more than the journal. A backup puts that right.`,
  databaseBehind: (commands: number) =>
    `The journal has ${count(commands, 'change', 'changes')} more. Reload the page, and they are put back.`,
  lastBackup: 'Last backup',
  noBackup: 'None yet',
  noBackupHelp: 'One is made by itself after a session.',
  backupHelp: (kept: number, exported: string | undefined) =>
    `${kept === 1 ? 'One is' : `The last ${number(kept)} are`} kept beside the journal: they go when the browser's storage goes. ` +
    (exported === undefined ? 'No copy has been exported to a file yet.' : `Last exported to a file: ${exported}.`),
  folder: 'Folder for backups',
  noFolder: 'None',
  noFolderHelp: 'A folder on your disk can have a backup each day that you study. It outlives the browser.',
  folderHelp: 'A backup is written there at the end of a session, one a day, and read back.',
  folderAsk: 'This browser must be allowed anew to write there. Press “Write a backup there”.',
  chooseFolder: 'Choose a folder',
  writeFolder: 'Write a backup there',
  leaveFolder: 'Leave this folder',
  folderChosen: 'The folder is chosen, and the first backup is in it, read back and found whole.',
  folderNot: 'No folder was chosen.',
  folderWritten: 'A backup is in your folder, read back and found whole.',
  folderLeft: 'Nothing is written there any more. What is in it stays.',
  folderFailed: 'No backup could be written to that folder.',
  folderFailedHelp: 'Perhaps it may not be written to, or its disk is full. Choose another one, or export a copy.',
  lastCheck: 'Last check',
  neverChecked: 'Not yet',
  checkHelp: 'Compares every schedule with what the review log gives.',

  export: 'Export a copy',
  exporting: 'Reading your data',
  exported: 'A copy is in your downloads.',
  exportedHelp: 'It holds everything: notes, cards, answers, settings. Keep it on another device.',
  exportFailed: 'No copy could be made.',
  exportFailedHelp: 'Perhaps the disk is full. What is stored stays as it is; try once more.',
  fileName: (day: string) => `cardwright-${day}.backup.gz`,
  others: 'For other programs',
  othersHelp: 'None of these brings everything back; a copy does.',
  otherFiles: {
    cards: { act: 'Cards as a table (CSV)', file: (day: string) => `cardwright-cards-${day}.csv` },
    log: { act: 'Answers as a table (CSV)', file: (day: string) => `cardwright-answers-${day}.csv` },
    anki: { act: 'Cards for Anki', file: (day: string) => `cardwright-anki-${day}.txt` },
  },
  otherDone: 'The file is in your downloads.',
  otherDoneHelp: {
    cards: 'Every card of your decks with its schedule, in UTF-8.',
    log: 'Every answer of the review log, in UTF-8.',
    anki: 'In Anki: File, Import. Each card is a note of the type Basic; importing a later file changes the same notes.',
  },
  restore: 'Restore a copy',
  backUp: 'Back up now',
  backingUp: 'Backing up',
  backedUp: 'A backup was made, read back and found whole.',
  backupFailed: 'No backup could be made.',
  backupFailedHelp: 'This browser has no place for it, or the disk is full. Export a copy instead.',

  check: 'Check now',
  checking: 'Checking',
  checked: (all: number, given: number) =>
    `${cards(all)} and ${answers(given)} were compared. Every schedule is as the log says.`,
  found: (schedules: number, days: number) =>
    `${listed([
      ...(schedules > 0 ? [count(schedules, 'schedule', 'schedules')] : []),
      ...(days > 0 ? [`the figures of ${count(days, 'day', 'days')}`] : []),
    ])} ${schedules + days === 1 ? 'differs' : 'differ'} from what the log says.`,
  damage: (rows: number) => `${count(rows, 'row is', 'rows are')} damaged.`,
  damageOne: (table: string, key: string, what: string, becomes: string) => `${table}, ${key}: ${what}; ${becomes}`,
  tables: {
    notebooks: 'Notes',
    entities: 'Page of a deck',
    overlays: 'What you decided about a card',
    archive: 'Archive of a deck',
    imports: 'Undo of an import',
    schedules: 'Schedule',
    log: 'Answer',
    days: 'Figures of a day',
    presets: 'Options',
    quizzes: 'Quiz',
    settings: 'Setting',
    undo: 'Undo',
    media: 'Picture',
    handles: 'Linked folder',
    quarantine: 'What was set aside',
  } as Readonly<Record<string, string>>,
  whats: {
    wrong: 'not as it should be',
    newer: 'of a newer version',
    missing: 'missing',
    double: 'there twice',
    homeless: 'of a card that is in no deck',
    readable: 'set aside earlier, and readable now',
  },
  becomes: {
    copied: 'the journal and the backup have it whole',
    replayed: 'is made anew from the log',
    counted: 'is counted anew',
    aside: 'is set aside, and nothing of it is thrown away',
    back: 'goes back to its place',
    dropped: 'link the folder again',
    told: 'only importing it again, or a copy in a file, brings it back',
  },
  mendRows: 'Mend what can be mended',
  mendedRows: 'What could be mended is mended.',
  aside: (rows: number) =>
    `${count(rows, 'row is', 'rows are')} set aside because nothing here can read ${rows === 1 ? 'it' : 'them'}. ${rows === 1 ? 'It is' : 'They are'} in every copy that you export.`,
  differences: {
    memory: 'memory',
    due: 'due day',
    counts: 'counts',
    'last answer': 'time of the last answer',
    revision: 'revision',
    index: 'place in the queue',
    preset: 'its settings are missing, so that it cannot be compared',
  },
  foundOne: (card: string, what: readonly string[]) => `${card}: ${listed(what)}`,
  andMore: (more: number) => `And ${number(more)} more.`,
  mend: 'Put them right by the log',
  mended: 'They are as the log says again.',
  notMended: 'Something was done meanwhile. Check again, please.',
  mending: 'Putting right',
  soMany: (done: number, of: number) => `: ${number(done)} of ${number(of)}`,
  cancel: 'Cancel',
  checkFailed: 'The check did not come to its end. Try again; nothing was changed.',
  homeless: (value: number) =>
    `${cards(value)} of the log ${value === 1 ? 'is' : 'are'} in no deck any more. The answers are kept.`,

  about: 'About Cardwright, and what it is made with',

  deleteAll: 'Delete everything…',
  deleting: {
    title: 'Delete everything?',
    leaves: (all: number, given: number) =>
      `${cards(all)} and ${answers(given)} leave this browser, and every backup in it. This cannot be undone.`,
    stays: 'Your Markdown files stay where they are.',
    exportFirst: 'Export a copy first',
    type: 'Type delete to go on',
    word: 'delete',
    keep: 'Keep everything',
    go: 'Delete everything',
    busy: 'Deleting',
    failed: 'Not everything could be deleted. Close other tabs of Cardwright, then try again.',
    done: 'Everything is deleted.',
    doneHelp: 'Nothing of Cardwright is left in this browser. You can close this tab, or start anew.',
    anew: 'Start anew',
  },

  restoring: {
    screen: 'Restore a copy',
    lead: 'Choose a copy that Cardwright made, here or on another device. You see first what it would change.',
    choose: 'Choose a file',
    kept: 'Backups in this browser',
    useKept: (at: string) => `Use the one of ${at}`,
    reading: 'Reading the copy',
    rows: (done: number, of: number) => `${number(done)} of ${number(of)}`,
    madeAt: (at: string) => `Made ${at.replace(/^Today/, 'today')}.`,
    holds: 'The copy holds',
    has: 'This browser has',
    figures: (all: number, given: number) => `${cards(all)}, ${answers(given)}`,
    noDecks: 'No deck',
    nothing: 'Nothing yet',
    onlyTheirs: (value: number) => `${answers(value)} only in the copy.`,
    onlyOurs: (value: number) => `${answers(value)} only in this browser.`,
    mended: (value: number) =>
      `${count(value, 'place of the copy was', 'places of the copy were')} not as its log says, and ${value === 1 ? 'is' : 'are'} put right.`,
    nothingYet: 'Nothing is changed yet.',
    use: 'Restore it',
    merge: 'Unite both',
    mergeHelp: 'Answers of both are kept. A card that was answered on both sides gets its day from all its answers.',
    replace: 'Replace what is here',
    replaceHelp: (value: number) =>
      value === 0
        ? 'What is here is all in the copy.'
        : `${answers(value)} of this browser ${value === 1 ? 'is' : 'are'} left out.`,
    undoNote: 'What is here now is kept as a backup first, so that it can be brought back.',
    busy: 'Restoring',
    cancel: 'Cancel',
    done: 'The copy is restored.',
    united: 'Both are united.',
    doneHelp: (added: number | undefined, both: number | undefined) =>
      added === undefined
        ? 'Everything is as the copy has it.'
        : `${answers(added)} came in. ${both === 0 || both === undefined ? 'No card' : cards(both)} had been answered on both sides.`,
    undo: 'Bring back what was here',
    undone: 'What was here before is back.',
    toToday: 'Go to Today',
    again: 'Choose another file',
    moved: 'Something was done in another tab meanwhile.',
    movedHelp: 'Nothing was changed. Close the other tabs, then choose the copy again.',
    faults: {
      foreign: {
        head: 'This is no copy that Cardwright made.',
        help: 'Choose a file whose name begins with “cardwright”. Nothing was changed.',
      },
      newer: {
        head: 'This copy was made by a newer version.',
        help: 'Reload this page to get that version, then try again. Nothing was changed.',
      },
      damaged: {
        head: 'This copy is damaged.',
        help: 'Its end is missing, or something in it was changed. Nothing was changed here; try an older copy.',
      },
      wrong: { head: 'This copy is not as it should be.', help: 'Nothing was changed here; try an older copy.' },
      large: { head: 'This file is too large for a copy.', help: 'It was not read to its end. Nothing was changed.' },
      other: { head: 'The copy could not be restored.', help: 'Perhaps the disk is full. Nothing was changed; try once more.' },
    },
    line: (value: number) => `Line ${number(value)}.`,
  },
  lost: {
    title: 'Your record is not here',
    head: 'Your record is not here any more',
    lead: 'You have studied here before, and the browser has cleared what was stored. A copy in a file brings all of it back.',
    maybe: 'If you have studied here before, the browser has cleared what was stored. A copy in a file brings all of it back.',
  },
  haveBackup: 'I have a backup',
} as const;
