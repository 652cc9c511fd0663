import type { PlainCard, PlainEntry } from '#core/plain-record.ts';
import { dayMs } from '#core/time.ts';
import type { StudyDay } from '#core/time.ts';
import { csvLine, tabLine } from './separated.ts';

// What a learner has, as files that other programs read. None of them brings everything back: a backup does (backup.ts).

/** Tables begin with a byte order mark: without it Excel reads UTF-8 as something else. */
const bom = '\uFEFF';

export async function* cardsCsv(cards: AsyncIterable<PlainCard>): AsyncGenerator<string> {
  yield bom + csvLine(cardColumns);
  for await (const card of cards) yield csvLine(cardCells(card));
}

const cardColumns = [
  'card',
  'deck',
  'category',
  'entity',
  'front',
  'back',
  'lines',
  'tags',
  'flag',
  'suspended',
  'state',
  'due',
  'interval_days',
  'stability_days',
  'difficulty',
  'reviews',
  'lapses',
  'last_answer',
];

function cardCells(card: PlainCard): (string | number | undefined)[] {
  const { state, reps, lapses } = card.schedule;
  return [
    card.id,
    card.deck,
    card.category,
    card.entity,
    card.front,
    card.back,
    card.lines.join(' '),
    card.tags.join(' '),
    card.flag === 0 ? undefined : card.flag,
    card.suspended ? 'yes' : undefined,
    state.kind,
    dueOf(card),
    state.kind === 'review' ? state.intervalDays : undefined,
    state.kind === 'new' ? undefined : state.memory.stability,
    state.kind === 'new' ? undefined : state.memory.difficulty,
    reps,
    lapses,
    state.kind === 'new' ? undefined : instantText(state.lastAnswer.instant),
  ];
}

function dueOf({ schedule: { state } }: PlainCard): string | undefined {
  switch (state.kind) {
    case 'new':
      return undefined;
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? instantText(state.due.at) : dayText(state.due.day);
    case 'review':
      return dayText(state.dueDay);
  }
}

export async function* logCsv(entries: AsyncIterable<PlainEntry>): AsyncGenerator<string> {
  yield bom + csvLine(logColumns);
  for await (const entry of entries) yield csvLine(logCells(entry));
}

const logColumns = [
  'id',
  'card',
  'deck',
  'front',
  'time',
  'zone_minutes',
  'study_day',
  'kind',
  'rating',
  'right',
  'taken_ms',
  'state_before',
  'state_after',
  'due_after',
  'voids',
  'device',
];

function logCells({ entry, deck, front }: PlainEntry): (string | number | undefined)[] {
  const after = 'after' in entry ? entry.after : undefined;
  return [
    entry.id,
    entry.card,
    deck,
    front,
    instantText(entry.instant),
    entry.offsetMinutes,
    dayText(entry.day),
    entry.kind,
    'rating' in entry ? entry.rating : undefined,
    'right' in entry ? (entry.right ? 'yes' : 'no') : undefined,
    'takenMs' in entry ? entry.takenMs : undefined,
    'before' in entry ? entry.before : undefined,
    after?.kind,
    after?.kind === 'review' ? dayText(after.dueDay) : undefined,
    'voids' in entry ? entry.voids : undefined,
    entry.device,
  ];
}

/**
 * Anki's notes in plain text: a note a card, of the note type Basic, in a deck of its own title. The first column is its
 * identity, so that a later file changes the same notes. `html:false`: whatever the text says, Anki shows it as it stands.
 */
export async function* ankiText(cards: AsyncIterable<PlainCard>): AsyncGenerator<string> {
  yield '#separator:tab\n#html:false\n#guid column:1\n#notetype:Basic\n#deck column:2\n#tags column:3\n';
  yield `#columns:${['Id', 'Deck', 'Tags', 'Front', 'Back'].join('\t')}\n`;
  for await (const { id, deck, category, tags, front, back } of cards) {
    yield tabLine([id, deck, [category, ...tags].map(tagText).join(' '), front, back]);
  }
}

/** A space ends a tag. */
function tagText(text: string): string {
  return text.trim().replaceAll(/\s+/g, '_');
}

function instantText(instant: number): string {
  return new Date(instant).toISOString();
}

function dayText(day: StudyDay): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
