import type { Card, Category, ConfusableGroup, Deck, DeckEntity, Exam, Veto } from '#core/decks/deck.ts';
import type { ArchivedEntity, CardOverlay } from '#core/decks/plan.ts';
import type { Deed } from '#core/deed.ts';
import type { CardId, DeckId, EntityId, EntryId, UndoId } from '#core/ids.ts';
import { bareName } from '#core/quiz/bare-name.ts';
import type { FilePlace } from '#core/notes/files.ts';
import type { JournalCommit } from '#core/journal/record.ts';
import type { ChoiceQuestion, Question, Quiz, QuizAnswer } from '#core/quiz/question.ts';
import type { MediaId, MediaType, PlannedPicture } from '#core/media.ts';
import { hash32 } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import type { Preset, Schedule } from '#core/scheduling/schedule.ts';
import type { CardAbout } from '#core/scheduling/scope.ts';
import type { DayFigures } from '#core/stats/day.ts';
import type { Instant, StudyDay } from '#core/time.ts';

/** A notebook's source text and its curation. */
export interface NotebookRow {
  readonly id: DeckId;
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** Of a folder that is one deck: its files among the lines of the text. */
  readonly files?: readonly FilePlace[];
  readonly categories: readonly Category[];
  readonly groups: readonly ConfusableGroup[];
  readonly vetoes: readonly Veto[];
  readonly genericPhrases: readonly string[];
  readonly exams?: readonly Exam[];
  readonly installedAt: Instant;
  /** Goes up with every import and undo; a plan names the one that it was made from. */
  readonly revision?: number;
  /** deck.yaml as it was last given. */
  readonly curationText?: string;
  /** Its pictures as the notes call them. */
  readonly pictures?: readonly { readonly src: string; readonly media: MediaId }[];
  /** The same, each once, for the index. */
  readonly mediaIds?: readonly MediaId[];
}

/** A folder on the learner's disk, as the browser hands it out: it survives a visit, but no JSON. */
export interface HandleRow {
  readonly id: 'notes' | 'backups';
  readonly folder: FileSystemDirectoryHandle;
}

/** A picture, kept once under the hash of its bytes however many notebooks show it. */
export interface MediaRow {
  readonly id: MediaId;
  readonly type: MediaType;
  /** In bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

export function withPictures(row: NotebookRow, pictures: readonly PlannedPicture[]): NotebookRow {
  if (pictures.length === 0) return row;
  const mediaIds = [...new Set(pictures.map(({ media }) => media))];
  return { ...row, pictures: pictures.map(({ src, media }) => ({ src, media })), mediaIds };
}

export function notebookRow(deck: Deck, text: string, installedAt: Instant): NotebookRow {
  const { id, title, notes, categories, groups, vetoes, genericPhrases, exams } = deck;
  const row = { id, title, ...notes, text, categories, groups, vetoes, genericPhrases, installedAt };
  return exams === undefined ? row : { ...row, exams };
}

export function revisionOf({ revision = 0 }: NotebookRow): number {
  return revision;
}

/** The entity of a page, without what other rows lent it. */
export function entityOf({ categoryName: _c, notesPath: _p, notesFiles: _f, neighbours: _n, ...entity }: EntityRow): DeckEntity {
  return entity;
}

/** An entity with its facts, notes and cards; names of other rows are kept in it so that a card needs one read. */
export interface EntityRow extends DeckEntity {
  readonly categoryName: string;
  /** File name of the notes, as the learner knows it; kept here for the same reason. */
  readonly notesPath: string;
  /** Where that is a folder: the files that its cards rest on. */
  readonly notesFiles?: readonly FilePlace[];
  /** What it is easily confused with, shown beside the answer. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  /** Absent in rows from before there were pages of entities. */
  readonly id?: EntityId;
  readonly name: string;
  /** In five words, where a person has found them. */
  readonly purpose: string;
}

export function entityRow(entity: DeckEntity, deck: Deck): EntityRow {
  const category = deck.categories.find(({ id }) => id === entity.category);
  if (category === undefined) throw new Error(`${entity.id} has an unknown category ${entity.category}`);
  const { path, files } = deck.notes;
  const row = { ...entity, categoryName: category.name, notesPath: path, neighbours: neighboursOf(entity, deck) };
  return files === undefined ? row : { ...row, notesFiles: filesBelow(entity, files) };
}

/** Each file that a card rests on, with the one after it, where its lines end. */
function filesBelow({ notes }: DeckEntity, files: readonly FilePlace[]): readonly FilePlace[] {
  const lines = notes.flatMap(({ cards }) => cards.flatMap((card) => card.lines));
  const at = new Set(lines.map((line) => files.findLastIndex(({ above }) => above < line)));
  return files.filter((_, index) => at.has(index) || at.has(index - 1));
}

const neighboursShown = 2;

/** The next ones in its first confusable group, the group taken as a ring so that each member is somebody's neighbour. */
function neighboursOf({ id }: DeckEntity, { groups, entities }: Deck): Neighbour[] {
  const members = groups.find(({ members: all, wide }) => !wide && all.includes(id))?.members ?? [];
  const own = members.indexOf(id);
  return [...members.slice(own + 1), ...members.slice(0, Math.max(0, own))]
    .map((member) => entities.find((entity) => entity.id === member))
    .flatMap((entity) => {
      const purpose = entity?.gist ?? entity?.purpose?.text;
      return entity === undefined || purpose === undefined ? [] : [{ id: entity.id, name: bareName(entity.name), purpose }];
    })
    .slice(0, neighboursShown);
}

/** What the learner decided about a card; vetoes are kept under the id of the entity that is asked. */
export type OverlayRow = CardOverlay;

/** What vanished from the notes of an entity. */
export type ArchiveRow = ArchivedEntity;

/** The last import of a deck, or its removal, with what it takes to undo it. */
export interface ImportRow {
  readonly id: DeckId;
  readonly at: Instant;
  /** What was there before, if there was anything. */
  readonly before?: {
    /** Absent for a deck that had been removed: then all of it is in the archive. */
    readonly notebook?: NotebookRow;
    readonly entities: readonly EntityRow[];
    readonly archive: readonly ArchiveRow[];
  };
  /** Of the notebook before: kept until the import cannot be undone any more. */
  readonly mediaIds?: readonly MediaId[];
  /** It was undone: then `before` is what doing it again brings back. */
  readonly undone?: true;
}

/**
 * A schedule with what its indexes hold. A row that an index must not hold lacks the field (IndexedDB has no boolean keys).
 * `[dueDay+shuffle]` read in order is the order of reviews: by due day, then random but stable.
 */
export interface ScheduleRow extends Schedule {
  readonly dueDay?: StudyDay;
  /** Hash of card and due day, 0 to 2^32 - 1. */
  readonly shuffle?: number;
  readonly dueAt?: Instant;
  readonly newPosition?: number;
  /** The card is no longer in its deck: in no index until it comes back. */
  readonly archived?: true;
  /** The learner suspended or dropped the card: in no index until that is taken back. */
  readonly withheld?: true;
  /** The change of wording that an answer has seen, so that undoing that answer tells it again. */
  readonly told?: NonNullable<Schedule['changedFrom']> & { readonly entry: EntryId };
}

/** What the queue asks of a card's deck, copied to where the queue looks. */
export function aboutCard(
  card: Pick<Card, 'exams' | 'needs'>,
  entity: DeckEntity,
  groups: readonly ConfusableGroup[],
): CardAbout {
  const exams = [...new Set((card.exams ?? entity.exams ?? []).map(({ exam }) => exam))];
  const own = groups.filter(({ members, wide }) => !wide && members.includes(entity.id)).map(({ id }) => `${entity.deck}/${id}`);
  return {
    category: entity.category,
    ...(exams.length > 0 && { exams }),
    ...(entity.availability !== undefined && { retired: true }),
    ...(own.length > 0 && { groups: own }),
    ...(card.needs && card.needs.length > 0 && { needs: card.needs }),
  };
}

/** More than any collection has cards: what is brought forward keeps its order, before all others. */
const forwardBy = 2 ** 31;

/** The row of a schedule, found by its index when it is due. */
export function scheduleRow(schedule: Schedule): ScheduleRow {
  const { state } = schedule;
  switch (state.kind) {
    case 'new':
      return { ...schedule, newPosition: schedule.position - (schedule.forward ? forwardBy : 0) };
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? { ...schedule, dueAt: state.due.at } : dueOn(schedule, state.due.day);
    case 'review':
      return dueOn(schedule, state.dueDay);
  }
}

/** The row after its schedule changed. */
export function changedRow(row: ScheduleRow, schedule: Schedule): ScheduleRow {
  return restingRow(schedule, { archived: row.archived === true, withheld: row.withheld === true });
}

/** The row of a card that may have left its deck or been put aside: then it is kept with its history, found by no index. */
export function restingRow(
  schedule: Schedule,
  { archived, withheld }: { readonly archived: boolean; readonly withheld: boolean },
): ScheduleRow {
  if (!archived && !withheld) return scheduleRow(schedule);
  return { ...schedule, ...(archived ? { archived } : {}), ...(withheld ? { withheld } : {}) };
}

export function isResting({ archived, withheld }: ScheduleRow): boolean {
  return archived === true || withheld === true;
}

/** The row of a card that waits until tomorrow because a sibling was answered. */
export function buriedRow(row: ScheduleRow, buriedOn: StudyDay): ScheduleRow {
  return { ...row, buriedOn };
}

function dueOn(schedule: Schedule, dueDay: StudyDay): ScheduleRow {
  return { ...schedule, dueDay, shuffle: hash32(`${schedule.card} ${dueDay}`) };
}

export function scheduleOf({
  dueDay: _dueDay,
  shuffle: _s,
  dueAt: _a,
  newPosition: _n,
  archived: _r,
  withheld: _w,
  told: _t,
  ...schedule
}: ScheduleRow): Schedule {
  return schedule;
}

export type LogRow = LogEntry;

/** Figures of one study day and deck. */
export interface DayRow extends DayFigures {
  readonly deck: DeckId;
  /** The day again while cards are due on it: its index finds what is overdue, however old. */
  readonly owedDay?: StudyDay;
}

export function dayRow({ owedDay: _owedDay, ...figures }: DayRow): DayRow {
  return figures.due > 0 ? { ...figures, owedDay: figures.day } : figures;
}

export function emptyDay(day: StudyDay, deck: DeckId): DayRow {
  return { day, deck, answers: 0, passed: 0, takenMs: 0, newCards: 0, reviews: 0, quizAnswers: 0, quizRight: 0, due: 0 };
}

export type PresetRow = Preset;

/** `open` is 1 while the quiz is going on and absent afterwards. */
export interface QuizRow extends Omit<Quiz, 'questions' | 'answers'> {
  readonly questions: readonly (Question | FirstQuestion)[];
  readonly answers: readonly (QuizAnswer | FirstAnswer)[];
  /** While it goes on: 1 a quiz, 2 a mock exam. */
  readonly open?: 1 | 2;
}

/** As they were stored when every question was a choice. */
interface FirstQuestion extends Omit<ChoiceQuestion, 'kind' | 'direction'> {
  readonly kind?: never;
  readonly direction: 'to-name' | 'to-statement';
}

interface FirstAnswer extends Omit<QuizAnswer, 'given'> {
  readonly given?: never;
  /** Index into options. */
  readonly chosen: number;
}

export function quizRow(quiz: Quiz): QuizRow {
  return quiz.finishedAt === undefined ? { ...quiz, open: quiz.exam === undefined ? 1 : 2 } : quiz;
}

export function quizOf({ open: _open, questions, answers, ...quiz }: QuizRow): Quiz {
  return { ...quiz, questions: questions.map(questionOf), answers: answers.map(answerOf) };
}

function questionOf(stored: Question | FirstQuestion): Question {
  if (stored.kind !== undefined) return stored;
  return { ...stored, kind: 'choice', direction: stored.direction === 'to-name' ? 'feature-to-name' : 'name-to-purpose' };
}

function answerOf(stored: QuizAnswer | FirstAnswer): QuizAnswer {
  if (stored.given !== undefined) return stored;
  const { chosen, ...answer } = stored;
  return { ...answer, given: { kind: 'choice', chosen } };
}

/** Every setting by its key, with the type of its value. */
export interface SettingValues {
  device: string;
  preset: string;
  minutesPerDay: string;
  exam: string;
  /** Study days. */
  examDate: string;
  examFrom: string;
  leaveOutRetired: 'yes';
  askConfidence: 'yes';
  reviewOrder: string;
  newOrder: string;
  /** Study days, and minutes a day. */
  catchUpFrom: string;
  catchUpMinutes: string;
  asUsualFrom: string;
  /** In percent. */
  aim: string;
  /** Instants: when a copy was last taken away as a file, and when the record was last checked. */
  exportedAt: string;
  checkedAt: string;
  /** When the last backup beside the journal was made. */
  keptAt: string;
  /** When the learner was last reminded of taking a copy away. */
  remindedAt: string;
  /** Whether the browser was asked not to clear what is stored. */
  persistAsked: 'yes';
  /** A deck's own preset. */
  [deck: `preset:${string}`]: string;
}

export type SettingKey = keyof SettingValues;
/** What the app notes for itself. */
export type RememberedKey = 'exportedAt' | 'checkedAt' | 'remindedAt' | 'keptAt' | 'persistAsked';

/** What the learner did, with what it takes to take it back and to do it again. Few are kept (commands/undo.ts). */
export interface UndoRow {
  /** 1, 2, 3 ... in the order in which it was done. */
  readonly id: UndoId;
  /** The opened page that did it. */
  readonly page: string;
  readonly deed: Deed;
  readonly steps: readonly UndoStep[];
  /** Taken back, and may be done again. */
  readonly undone?: true;
}

/** One thing that a deed changed; absent is what was not there. */
export type UndoStep =
  /** An entry of the log; while it is taken back, the one that voids it and the last one that stands without it. */
  | { readonly kind: 'entry'; readonly entry: EntryId; readonly undo?: EntryId; readonly over?: EntryId }
  /** An entry that moves nothing. */
  | { readonly kind: 'crammed'; readonly entry: EntryId; readonly card: CardId; readonly undo?: EntryId }
  | { readonly kind: 'overlay'; readonly id: CardId; readonly before?: OverlayRow; readonly after?: OverlayRow }
  | { readonly kind: 'buried'; readonly card: CardId; readonly before?: StudyDay; readonly after?: StudyDay }
  /** Brought forward among the new ones. */
  | { readonly kind: 'forward'; readonly card: CardId }
  /** An import or removal, as long as it is the last of its deck; what it takes is in `imports`. */
  | { readonly kind: 'deck'; readonly deck: DeckId; readonly at: Instant }
  | { readonly kind: 'setting'; readonly key: SettingKey; readonly before?: string; readonly after?: string };

export interface SettingRow {
  readonly key: SettingKey;
  readonly value: string;
}

/** How far the learner's commands have come in this database: the journal beside it is compared by this. */
export interface JournalPosition {
  readonly id: 'position';
  /** Made with the database, so that its journal is told from that of one that was lost. */
  readonly epoch: string;
  /** Of the last command that changed anything; 0 before the first. */
  readonly sequence: number;
  /** That command's own id, where it is known. */
  readonly last?: string;
}

/** One of the last commands: whoever was killed before the journal had it, finds it here. */
export interface RecentCommit {
  /** Its sequence. */
  readonly id: number;
  readonly commit: JournalCommit;
}

export type JournalRow = JournalPosition | RecentCommit;
