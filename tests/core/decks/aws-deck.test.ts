import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Card, DeckEntity } from '#core/decks/deck.ts';
import { lintCard } from '#core/decks/lint.ts';
import { nameWords } from '#core/decks/names.ts';
import { normalise } from '#core/text.ts';
import { compiled } from './compiled.ts';

const FOLDER = join(import.meta.dirname, '../../../decks/aws-ml-ai-big-data');
const NOTES = readFileSync(join(FOLDER, 'notes.md'), 'utf8');
const { deck, diagnostics } = compiled(NOTES, readFileSync(join(FOLDER, 'deck.yaml'), 'utf8'));

/** Canonical name, and the lines that describe it; `more` are spellings found elsewhere in the notes. */
const SERVICES: readonly [name: string, lines: readonly number[], more?: string][] = [
  ['Amazon SageMaker AI', [14, 48, 600], 'SageMaker'],
  ['Amazon Augmented AI (A2I)', [49], 'Augmented AI (A2I)'],
  ['Amazon Bedrock', [50, 570], 'Bedrock'],
  ['Amazon CodeGuru', [51], 'CodeGuru'],
  ['Amazon Q Developer', [572], 'CodeWhisperer'],
  ['Amazon Comprehend', [52], 'Comprehend'],
  ['Amazon Comprehend Medical', [53]],
  ['Amazon DevOps Guru', [54], 'DevOps Guru'],
  ['Amazon Forecast', [55], 'Forecast'],
  ['Amazon Fraud Detector', [56], 'Fraud Detector'],
  ['Amazon Kendra', [57], 'Kendra'],
  ['Amazon Lex', [58], 'Lex'],
  ['Amazon Personalize', [59], 'Personalize'],
  ['Amazon Polly', [60], 'Polly'],
  ['Amazon Rekognition', [61], 'Rekognition'],
  ['Amazon Textract', [62], 'Textract'],
  ['Amazon Transcribe', [63], 'Transcribe'],
  ['Amazon Translate', [64], 'Translate'],
  ['AWS DeepComposer', [65]],
  ['AWS DeepLens', [65], 'DeepLens'],
  ['AWS DeepRacer', [65]],
  ['Amazon Elastic Inference', [66], 'Elastic Inference'],
  ['Amazon Lookout for Equipment', [67], 'Lookout for Equipment'],
  ['Amazon Lookout for Vision', [68], 'Lookout for Vision'],
  ['Amazon Lookout for Metrics', [69]],
  ['Amazon Monitron', [70], 'Monitron'],
  ['AWS Trainium', [33], 'Trainium'],
  ['AWS Inferentia', [33], 'Inferentia'],
  ['AWS Neuron SDK', [574], 'Neuron SDK'],
  ['AWS Deep Learning AMIs', [28]],
  ['AWS Deep Learning Containers', [28]],
  ['Amazon Athena', [76, 89], 'Athena'],
  ['Amazon CloudSearch', [77, 122]],
  ['Amazon OpenSearch Service', [78, 338], 'Amazon Elasticsearch (OpenSearch Service)'],
  ['Amazon EMR', [79, 168], 'EMR'],
  ['Amazon Kinesis Data Streams', [228, 251], 'Kinesis Data Streams'],
  ['Amazon Data Firehose', [230, 274], 'Kinesis Data Firehose'],
  ['Amazon Managed Service for Apache Flink', [232, 295], 'Kinesis Data Analytics'],
  ['Amazon Kinesis Video Streams', [234, 316], 'Kinesis Video Streams'],
  ['Amazon Managed Streaming for Apache Kafka (MSK)', [81, 549], 'MKS'],
  ['Amazon Redshift', [82, 365], 'RedShift'],
  ['Amazon Quick Sight', [83, 392], 'QuickSight'],
  ['AWS Data Pipeline', [84, 459]],
  ['AWS Glue', [85, 503], 'Glue'],
  ['AWS Lake Formation', [86, 528], 'Lake Formation'],
  ['Amazon DataZone', [145]],
  ['Amazon FinSpace', [195]],
  ['AWS Clean Rooms', [417]],
  ['AWS Data Exchange', [436]],
  ['AWS Entity Resolution', [480]],
];
/** Offerings that the notes only name, or describe as part of another. */
const OTHERS: readonly [name: string, kind: DeckEntity['kind']][] = [
  ['Amazon Kinesis', 'suite'],
  ['Amazon OpenSearch Serverless', 'mode'],
  ['Amazon Redshift Serverless', 'mode'],
];

const byName = (name: string) => deck.entities.filter((entity) => entity.name === name);
const cards = deck.entities.flatMap((entity) =>
  entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card }))),
);
const lines = NOTES.split('\n');

test('whatever is not open to new customers says so', () => {
  const silent = deck.entities
    .filter(({ availability }) => availability !== undefined)
    .filter(({ corrections = [] }) => !corrections.some(({ kind }) => kind === 'closed' || kind === 'ends' || kind === 'ended'));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('every service that takes new customers has a situation, and no other', () => {
  const services = deck.entities.filter(({ kind }) => kind === 'service');
  const wrong = services.filter(({ availability, scenarios = [] }) => (availability === undefined) !== scenarios.length > 0);
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

describe('exams', () => {
  test('have domains that make a whole, with a source and a date', () => {
    expect(deck.exams?.map(({ id }) => id)).toEqual(['clf-c02', 'aif-c01', 'mla-c01', 'dea-c01']);
    for (const { domains, source, checked } of deck.exams ?? []) {
      expect(domains.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
      expect([source, checked]).toEqual([expect.stringMatching(/\w\.\w/), expect.stringMatching(/^2026-/)]);
    }
  });

  test('are named by every entity, with a domain that they have', () => {
    const known = new Set(deck.exams?.flatMap(({ id, domains }) => domains.map((domain) => `${id} ${domain.id}`)));
    const tags = (entity: DeckEntity) => [
      ...(entity.exams ?? []),
      ...(entity.scenarios ?? []).flatMap((one) => one.exams ?? []),
      ...entity.notes.flatMap((note) => note.cards).flatMap((card) => card.exams ?? []),
    ];
    expect(deck.entities.filter(({ exams }) => !exams?.length).map(({ name }) => name)).toEqual([]);
    expect(deck.entities.flatMap(tags).filter(({ exam, domain }) => !known.has(`${exam} ${domain}`))).toEqual([]);
  });
});

test('the curation fits the notes', () => {
  expect(diagnostics.filter((diagnostic) => diagnostic.severity !== 'info')).toEqual([]);
});

test('there are 50 services in the table', () => expect(new Set(SERVICES.map(([name]) => name)).size).toBe(50));

describe.each(SERVICES)('%s', (name, described, more) => {
  const [entity, ...twins] = byName(name);

  test('is one entity, a service, with its other spellings', () => {
    expect(twins).toEqual([]);
    expect(entity?.kind).toBe('service');
    if (more !== undefined) {
      const bare = (text: string) => normalise(text).replace(/^(?:amazon|aws) /, '');
      expect([entity?.name ?? '', ...(entity?.aliases ?? [])].map(bare)).toContain(bare(more));
    }
  });

  test('knows what is said of it in all its places', () => {
    for (const line of described) {
      // A heading's facts follow it; a row and a bullet say theirs on the line itself.
      expect(entity?.facts.some((fact) => fact.lines.from >= line && fact.lines.from <= line + 8)).toBe(true);
    }
  });

  test('has a card, a purpose, and statements or questions for a quiz', () => {
    expect(entity?.notes.flatMap((note) => note.cards).length).toBeGreaterThan(0);
    expect(entity?.purpose?.text).toMatch(/\w{3}/);
    expect((entity?.stems.length ?? 0) + (entity?.statements.length ?? 0)).toBeGreaterThan(0);
  });
});

test.each(OTHERS)('%s is there as a %s', (name, kind) => expect(byName(name).map((entity) => entity.kind)).toEqual([kind]));
test.each(['Amazon SageMaker Ground Truth', 'AWS Panorama'])(
  '%s, named in a shared row only, is there without a card',
  (name) => {
    const [entity] = byName(name);
    expect(entity?.kind).not.toBe('service');
    expect(entity?.facts.every((fact) => fact.role === 'shared')).toBe(true);
    expect(entity?.notes).toEqual([]);
  },
);

test.each([
  'AI',
  'ML',
  'Big Data',
  'TensorFlow',
  'PyTorch',
  'Apache MXNet',
  'Gluon API',
  'Module API',
  'Keras',
  'Chainer',
  'SparkML',
  'Hugging Face',
  'Intel Xeon Scalable',
  'Intel Gaudi',
  'CPU',
  'GPU',
  'CUDA',
])('the concept %s is one entity', (name) => expect(byName(name).map((entity) => entity.kind)).toEqual(['concept']));

test('there are 180 to 240 cards', () => {
  expect(cards.length).toBeGreaterThanOrEqual(180);
  expect(cards.length).toBeLessThanOrEqual(240);
});

describe('every card', () => {
  const faulty = (isFaulty: (one: { entity: DeckEntity; note: DeckEntity['notes'][number]; card: Card }) => boolean) =>
    cards.filter(isFaulty).map(({ card }) => `${card.front} => ${card.back}`);

  test('keeps the rules of a good card', () => {
    const wrong = cards.flatMap(({ entity, note, card }) => {
      const words = nameWords([entity.name, ...entity.aliases], entity.subWords, ['Amazon', 'AWS']);
      const flaws = lintCard(card, {
        kind: note.kind === 'purpose' ? 'purpose' : 'written',
        nameWords: words,
        roles: [],
        genericPhrases: [],
      });
      const severe = flaws.filter((flaw) => flaw.severity === 'error' && !(note.kind === 'purpose' && flaw.rule === 'K08'));
      return severe.map((flaw) => `${flaw.rule} ${card.front} => ${card.back}`);
    });
    expect(wrong).toEqual([]);
  });

  test('rests on lines of the notes that say something', () => {
    expect(faulty(({ card }) => card.lines.length === 0 || card.lines.some((line) => !/\w/.test(lines[line - 1] ?? '')))).toEqual(
      [],
    );
    expect(faulty(({ card }) => card.lines.some((line, i) => i > 0 && line <= (card.lines[i - 1] ?? 0)))).toEqual([]);
  });

  test('rests on no line that tells of several services together (K14)', () => {
    expect(faulty(({ card }) => card.lines.every((line) => line === 576 || (line >= 583 && line <= 592)))).toEqual([]);
  });

  test('asks what no other card asks (K06)', () => {
    const fronts = cards.map(({ card }) => normalise(card.front));
    expect(fronts.filter((front, i) => fronts.indexOf(front) !== i)).toEqual([]);
  });

  test('has its own place in the order, and its sibling is no neighbour', () => {
    const order = [...cards].sort((a, b) => a.card.position - b.card.position);
    expect(order.map(({ card }) => card.position)).toEqual(order.map((_, i) => i));
    expect(order.filter(({ note }, i) => note.id === order[i - 1]?.note.id)).toEqual([]);
  });
});

test('the first cards come from one category after the other, in the order in which the curator names them', () => {
  const placed = deck.entities.flatMap(({ category, notes }) =>
    notes.flatMap((note) => note.cards.map((card) => ({ category, card }))),
  );
  const first = placed.toSorted((a, b) => a.card.position - b.card.position).slice(0, deck.categories.length - 1);
  const turns = first.map(({ category }) => deck.categories.findIndex(({ id }) => id === category));
  // One whose first card is mixed up with one just met waits for its next turn.
  expect(turns).toEqual([...new Set(turns)].toSorted((a, b) => a - b));
});

test('what has ended is asked about in the past', () => {
  const fronts = deck.entities
    .filter(({ availability, kind }) => availability === 'ended' && kind === 'service')
    .map(({ name, notes }) => [
      name,
      notes.flatMap((note) => note.cards).some(({ front }) => front === `${name}: what was it for?`),
    ]);
  expect(fronts.length).toBe(8);
  expect(fronts.filter(([, asked]) => !asked)).toEqual([]);
});

test('no stem says a word of its answer', () => {
  const wrong = deck.entities.flatMap((entity) => {
    const words = nameWords([entity.name, ...entity.aliases], entity.subWords, ['Amazon', 'AWS']);
    return entity.stems.filter(({ text }) =>
      lintCard(
        { direction: 'to-name', front: text, back: entity.name },
        { kind: 'written', nameWords: words, roles: [], genericPhrases: [] },
      ).some(({ rule }) => rule === 'K02'),
    );
  });
  expect(wrong).toEqual([]);
});

test('groups and vetoes name entities that exist', () => {
  const ids = new Set(deck.entities.map((entity) => entity.id));
  expect(
    [...deck.groups.flatMap((group) => group.members), ...deck.vetoes.flatMap((veto) => [veto.asked, ...veto.alsoRight])].filter(
      (id) => !ids.has(id),
    ),
  ).toEqual([]);
  expect(deck.groups.length).toBeGreaterThan(0);
});

test('without the curation, the same notes still make a deck of cards that keep the rules', () => {
  const bare = compiled(NOTES).deck;
  const all = bare.entities.flatMap((entity) =>
    entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card }))),
  );
  expect(all.length).toBeGreaterThan(120);
  const wrong = all.flatMap(({ entity, note, card }) => {
    const words = nameWords([entity.name, ...entity.aliases], [], []);
    return lintCard(card, { kind: note.kind, nameWords: words, roles: [], genericPhrases: [] })
      .filter(
        (flaw) => flaw.severity === 'error' && !(flaw.rule === 'K08' && note.kind !== 'feature' && note.kind !== 'statement'),
      )
      .map((flaw) => `${flaw.rule} ${card.front} => ${card.back}`);
  });
  expect(wrong).toEqual([]);
});
