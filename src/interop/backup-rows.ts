import * as v from 'valibot';

import { FAULTS } from '#core/decks/report.ts';

// What a row of each table must be before it may come near the database. Fields that this version does not know are kept:
// a later version of the same schema may have added them. What it does know has its type, since screens trust it.

const text = v.string();
const id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_000));
const whole = v.pipe(v.number(), v.safeInteger());
const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const lines = v.array(natural);
const yes = v.literal(true);
const rating = v.picklist([1, 2, 3, 4]);
const range = v.looseObject({ from: whole, to: whole });
const maybe = v.optional;

const memory = v.looseObject({ stability: finite, difficulty: finite });
const lastAnswer = v.looseObject({ instant: whole, day: whole });
const stepDue = v.union([v.looseObject({ at: finite }), v.looseObject({ day: whole })]);
const state = v.variant('kind', [
  v.looseObject({ kind: v.literal('new') }),
  v.looseObject({ kind: v.picklist(['learning', 'relearning']), step: natural, due: stepDue, memory, lastAnswer }),
  v.looseObject({ kind: v.literal('review'), dueDay: whole, intervalDays: whole, memory, lastAnswer }),
]);

const entry = { id, card: id, instant: whole, offsetMinutes: finite, day: whole, device: id };
const left = { after: state, reps: natural, lapses: natural };
const made = { preset: id, model: v.literal('FSRS-6') };
const log = v.variant('kind', [
  v.looseObject({
    ...entry,
    ...left,
    ...made,
    kind: v.picklist(['learn', 'review', 'relearn']),
    rating,
    takenMs: finite,
    early: maybe(yes),
    before: v.picklist(['new', 'learning', 'review', 'relearning']),
  }),
  v.variant('action', [
    v.looseObject({ ...entry, ...left, kind: v.literal('manual'), action: v.literal('reset') }),
    v.looseObject({ ...entry, ...left, ...made, kind: v.literal('manual'), action: v.literal('due') }),
    v.looseObject({ ...entry, ...left, ...made, kind: v.literal('manual'), action: v.literal('memory') }),
  ]),
  v.looseObject({ ...entry, ...left, ...made, kind: v.literal('missed'), quiz: id }),
  v.looseObject({ ...entry, kind: v.literal('cram'), rating, takenMs: finite }),
  v.looseObject({ ...entry, kind: v.literal('quiz'), right: v.boolean(), takenMs: finite, quiz: id, question: natural }),
  v.looseObject({ ...entry, kind: v.literal('undo'), voids: id }),
]);

const about = v.looseObject({
  category: text,
  exams: maybe(v.array(text)),
  retired: maybe(yes),
  groups: maybe(v.array(text)),
  needs: maybe(v.array(text)),
});
const wording = { front: text, back: text };
const schedule = v.looseObject({
  card: id,
  note: id,
  entity: id,
  deck: id,
  revision: natural,
  position: finite,
  addedAt: maybe(finite),
  state,
  reps: natural,
  lapses: natural,
  buriedOn: maybe(whole),
  forward: maybe(yes),
  about: maybe(about),
  changedFrom: maybe(v.looseObject({ ...wording, at: whole })),
  told: maybe(v.looseObject({ ...wording, at: whole, entry: id })),
  dueDay: maybe(whole),
  shuffle: maybe(finite),
  dueAt: maybe(finite),
  newPosition: maybe(finite),
  archived: maybe(yes),
  withheld: maybe(yes),
});

const figures = { answers: whole, passed: whole, takenMs: finite, newCards: whole, reviews: whole };
const day = v.looseObject({ day: whole, deck: id, ...figures, quizAnswers: whole, quizRight: whole, due: whole });

const preset = v.looseObject({
  id,
  model: v.literal('FSRS-6'),
  weights: v.pipe(v.array(finite), v.length(21)),
  desiredRetention: v.pipe(v.number(), v.minValue(0.5), v.maxValue(0.999)),
  learningStepsMinutes: v.array(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  relearningStepsMinutes: v.array(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  newPerDay: natural,
  reviewsPerDay: natural,
  maximumIntervalDays: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  fuzz: v.boolean(),
  loadBalance: maybe(v.boolean()),
  easyDays: maybe(v.pipe(v.array(finite), v.length(7))),
  typeAnswers: maybe(v.boolean()),
  learnAheadMinutes: v.pipe(v.number(), v.finite(), v.minValue(0)),
  rolloverHour: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(23)),
  buryKind: v.picklist(['siblings', 'none']),
  leechLapses: natural,
});

const examTags = v.array(v.looseObject({ exam: text, domain: text }));
const correction = v.looseObject({
  id: text,
  kind: text,
  lines,
  notes: text,
  now: text,
  // An address is shown as a link: only of the kinds that a link may have.
  source: maybe(v.pipe(v.string(), v.regex(/^https?:\/\//i))),
  checked: text,
});
const sourced = v.looseObject({ text, lines, fact: maybe(text), corrections: maybe(v.array(text)) });
const fact = v.looseObject({
  id,
  role: text,
  label: maybe(text),
  text,
  emphasised: v.boolean(),
  highlights: maybe(v.array(text)),
  lines: range,
});
const card = v.looseObject({
  id,
  direction: v.picklist(['to-name', 'to-answer']),
  front: text,
  back: text,
  more: maybe(text),
  lines,
  corrections: maybe(v.array(text)),
  exams: maybe(examTags),
  needs: maybe(v.array(text)),
  priority: whole,
  position: finite,
});
const files = v.array(v.looseObject({ path: text, above: natural }));
const note = v.looseObject({ id, kind: text, facts: v.array(text), cards: v.array(card) });
const figure = v.looseObject({ kind: text, of: range });
const entity = v.looseObject({
  id,
  deck: id,
  name: text,
  aliases: v.array(text),
  formerly: maybe(v.array(text)),
  availability: maybe(v.picklist(['closed', 'ending', 'ended'])),
  corrections: maybe(v.array(correction)),
  scenarios: maybe(v.array(v.looseObject({ id: text, text, lines, alsoRight: v.array(text), exams: maybe(examTags) }))),
  exams: maybe(examTags),
  subWords: v.array(text),
  kind: v.picklist(['service', 'suite', 'mode', 'concept']),
  category: text,
  partOf: maybe(text),
  purpose: maybe(sourced),
  gist: maybe(text),
  stems: v.array(sourced),
  statements: v.array(sourced),
  facts: v.array(fact),
  notes: v.array(note),
  figures: maybe(v.array(figure)),
  categoryName: text,
  notesPath: text,
  notesFiles: maybe(files),
  neighbours: v.array(v.looseObject({ name: text, purpose: text })),
});
const mediaIds = maybe(v.array(id));
const notebook = v.looseObject({
  id,
  title: text,
  path: text,
  text,
  lineCount: natural,
  files: maybe(files),
  categories: v.array(v.looseObject({ id: text, name: text })),
  groups: v.array(v.looseObject({ id: text, name: text, members: v.array(text) })),
  vetoes: v.array(v.looseObject({ asked: text, alsoRight: v.array(text) })),
  genericPhrases: v.array(text),
  exams: maybe(
    v.array(
      v.looseObject({
        id: text,
        name: text,
        domains: v.array(v.looseObject({ id: text, name: text, percent: finite })),
        paper: maybe(v.looseObject({ questions: natural, minutes: natural, kinds: v.array(text) })),
        source: text,
        checked: text,
      }),
    ),
  ),
  installedAt: whole,
  revision: maybe(natural),
  curationText: maybe(text),
  pictures: maybe(v.array(v.looseObject({ src: text, media: id }))),
  mediaIds,
});
const archive = v.looseObject({
  id,
  deck: id,
  name: text,
  aliases: v.array(text),
  facts: v.array(fact),
  notes: v.array(note),
});
const imported = v.looseObject({
  id,
  at: whole,
  before: maybe(v.looseObject({ notebook: maybe(notebook), entities: v.array(entity), archive: v.array(archive) })),
  mediaIds,
  undone: maybe(yes),
});
const option = v.looseObject({
  entity: text,
  text,
  name: text,
  what: text,
  lines,
  formerly: maybe(v.array(text)),
  status: maybe(v.array(correction)),
});
const options = v.pipe(v.array(option), v.minLength(2));
const asked = {
  entity: text,
  category: text,
  fact: maybe(text),
  card: maybe(text),
  rationale: text,
  lines,
  corrections: maybe(v.array(correction)),
};
const posed = {
  id: text,
  direction: v.picklist(['purpose-to-name', 'name-to-purpose', 'feature-to-name', 'statement-to-name', 'scenario-to-name']),
  stem: text,
};
const question = v.union([
  // Stored while every question was a choice.
  v.looseObject({ ...asked, id: text, direction: v.picklist(['to-name', 'to-statement']), stem: text, options, key: natural }),
  v.variant('kind', [
    v.looseObject({ ...asked, ...posed, kind: v.literal('choice'), options, key: natural }),
    v.looseObject({ ...asked, ...posed, kind: v.literal('response'), options, keys: v.array(natural) }),
    v.looseObject({
      ...posed,
      kind: v.literal('match'),
      pairs: v.array(v.looseObject({ ...asked, text, key: natural })),
      options,
    }),
    v.looseObject({
      ...asked,
      ...posed,
      kind: v.literal('typed'),
      key: option,
      aliases: v.array(text),
      others: v.array(v.looseObject({ ...option.entries, aliases: v.array(text) })),
    }),
  ]),
]);
const oneReport = v.looseObject({
  fault: v.picklist(FAULTS),
  words: maybe(text),
  at: whole,
  about: v.variant('kind', [
    v.looseObject({ kind: v.literal('card'), front: text, back: text, lines, facts: v.array(text) }),
    v.looseObject({ kind: v.literal('question'), question, given: maybe(text) }),
  ]),
});
const report = v.looseObject({ ...oneReport.entries, also: maybe(v.array(oneReport)) });
const overlay = v.looseObject({
  id,
  deck: id,
  entity: id,
  front: maybe(text),
  back: maybe(text),
  dropped: maybe(yes),
  suspended: maybe(yes),
  reported: maybe(report),
  own: maybe(v.looseObject({ lines, position: finite, addedAt: maybe(finite) })),
  vetoes: maybe(v.array(text)),
  flag: maybe(v.picklist([1, 2, 3, 4, 5, 6, 7])),
  tags: maybe(v.array(text)),
});
const given = v.variant('kind', [
  v.looseObject({ kind: v.literal('choice'), chosen: natural }),
  v.looseObject({ kind: v.literal('response'), chosen: v.array(natural) }),
  v.looseObject({ kind: v.literal('match'), chosen: v.array(v.nullable(natural)) }),
  v.looseObject({ kind: v.literal('typed'), text }),
  v.looseObject({ kind: v.literal('none') }),
]);
const quizAnswer = v.union([
  v.looseObject({ chosen: natural, instant: whole, takenMs: finite }),
  v.looseObject({ given, instant: whole, takenMs: finite, confidence: maybe(v.picklist(['sure', 'unsure', 'guess'])) }),
]);
const paper = v.looseObject({
  exam: v.looseObject({
    id: maybe(id),
    name: text,
    minutes: finite,
    domains: v.array(v.looseObject({ id: text, name: text, percent: finite, isCovered: v.boolean() })),
  }),
  places: v.array(v.nullable(text)),
  sheets: v.array(v.looseObject({ given: maybe(given), marked: maybe(yes), struck: v.array(natural), spentMs: finite })),
  pausedMs: finite,
  timedOut: maybe(yes),
});
const quiz = v.looseObject({
  id,
  deck: id,
  seed: finite,
  startedAt: whole,
  day: whole,
  categories: v.array(text),
  questions: v.array(question),
  answers: v.array(quizAnswer),
  finishedAt: maybe(whole),
  exam: maybe(paper),
  open: maybe(v.picklist([1, 2])),
});
const undo = v.looseObject({
  id: natural,
  page: text,
  deed: v.looseObject({ kind: text }),
  steps: v.array(v.looseObject({ kind: text })),
  undone: maybe(yes),
});
const media = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  type: v.picklist(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']),
  size: natural,
  bytes: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
});

const quarantined = v.looseObject({
  id,
  table: text,
  key: text,
  why: v.picklist(['wrong', 'newer', 'double', 'homeless']),
  at: whole,
  text,
});

/** Of what is derived, only where the islands of a map lie, and who has which parcel of them. */
const mapLayout = v.looseObject({
  id: v.pipe(id, v.startsWith('atlas ')),
  layout: v.looseObject({
    width: v.pipe(finite, v.minValue(1)),
    letter: v.pipe(finite, v.minValue(0.01)),
    named: v.boolean(),
    islands: v.array(
      v.looseObject({
        category: id,
        origin: v.looseObject({ x: finite, y: finite }),
        scale: v.pipe(finite, v.minValue(0.1), v.maxValue(10)),
        seats: v.array(v.tuple([id, natural])),
      }),
    ),
  }),
});

/** By table, in the order in which a backup has them. */
export const backupTables: ReadonlyMap<string, v.GenericSchema> = new Map<string, v.GenericSchema>([
  ['settings', v.looseObject({ key: id, value: text })],
  ['presets', preset],
  ['notebooks', notebook],
  ['entities', entity],
  ['overlays', overlay],
  ['archive', archive],
  ['imports', imported],
  ['schedules', schedule],
  ['log', log],
  ['days', day],
  ['quizzes', quiz],
  ['undo', undo],
  ['media', media],
  ['quarantine', quarantined],
  ['columns', mapLayout],
]);

/** Words that a later version may have more of. */
const open: readonly unknown[] = ['kind', 'action', 'model', 'direction', 'type', 'fault'];

/**
 * What is wrong with a row as it lies in the database; undefined for a sound one. Where nothing but a word of a closed list is
 * not known, a later version of the app has written it.
 */
export function judgeRow(table: string, row: object): 'wrong' | 'newer' | undefined {
  const schema = backupTables.get(table);
  if (schema === undefined) return undefined;
  const isPicture = table === 'media' && 'bytes' in row && row.bytes instanceof Uint8Array;
  // In a backup, bytes are a text; the rest of a picture's row is the same.
  const { issues } = v.safeParse(schema, isPicture ? { ...row, bytes: '' } : row);
  if (issues === undefined) return table === 'media' && !isPicture ? 'wrong' : undefined;
  const isNewer = issues.every(({ path, input }) => open.includes(path?.at(-1)?.key) && typeof input === 'string');
  return isNewer ? 'newer' : 'wrong';
}
