import type { Deck, DeckEntity, Fact, Note, SourcedText } from '#core/decks/deck.ts';
import type { CardId, CategoryId, DeckId, EntityId, FactId, NoteId } from '#core/ids.ts';

type Said = string | SourcedText;

interface EntityInput extends Partial<Omit<DeckEntity, 'stems' | 'statements' | 'purpose' | 'category' | 'partOf' | 'id'>> {
  readonly name: string;
  readonly category?: string;
  readonly partOf?: string;
  readonly purpose?: Said;
  readonly stems?: readonly Said[];
  readonly statements?: readonly Said[];
}

interface DeckInput {
  readonly entities: readonly EntityInput[];
  readonly groups?: readonly (readonly string[])[];
  readonly vetoes?: Readonly<Record<string, readonly string[]>>;
  readonly genericPhrases?: readonly string[];
}

/** `Amazon Athena` is `test/athena`. */
export function idOf(name: string): EntityId {
  const bare = name.replace(/^(Amazon|AWS) /, '').replace(/ \(.*\)$/, '');
  return `test/${bare.toLowerCase().replaceAll(' ', '-')}` as EntityId;
}

export function aDeck({ entities, groups = [], vetoes = {}, genericPhrases = [] }: DeckInput): Deck {
  const built = entities.map(anEntity);
  return {
    format: 1,
    id: 'test' as DeckId,
    title: 'Test',
    notes: { path: 'notes.md', lineCount: 600 },
    categories: [...new Set(built.map(({ category }) => category))].map((id) => ({ id, name: `The ${id}` })),
    groups: groups.map((members, index) => ({ id: `group-${index}`, name: `Group ${index}`, members: members.map(idOf) })),
    vetoes: Object.entries(vetoes).map(([asked, alsoRight]) => ({ asked: idOf(asked), alsoRight: alsoRight.map(idOf) })),
    genericPhrases,
    entities: built,
  };
}

function anEntity(
  { purpose, stems = [], statements = [], category = 'analytics', partOf, ...rest }: EntityInput,
  at: number,
): DeckEntity {
  const line = at * 10 + 1;
  const id = idOf(rest.name);
  const fact = purpose === undefined ? [] : [aFact(id, said(purpose, line).text, line)];
  return {
    id,
    deck: 'test' as DeckId,
    aliases: [],
    subWords: [],
    kind: 'service',
    facts: fact,
    notes: fact.map((one) => aNote(one, rest.name)),
    ...rest,
    category: category as CategoryId,
    ...(partOf === undefined ? {} : { partOf: idOf(partOf) }),
    ...(purpose === undefined ? {} : { purpose: said(purpose, line) }),
    stems: stems.map((one) => said(one, line)),
    statements: statements.map((one) => said(one, line)),
  };
}

function said(text: Said, line: number): SourcedText {
  return typeof text === 'string' ? { text, lines: [line] } : text;
}

export function aFact(entity: EntityId, text: string, line: number): Fact {
  return {
    id: `${entity}#${text.slice(0, 12)}` as FactId,
    role: 'description',
    text,
    emphasised: false,
    lines: { from: line, to: line },
  };
}

function aNote(fact: Fact, name: string): Note {
  const card = (direction: 'to-name' | 'to-answer', front: string, back: string) => ({
    id: `${fact.id}.${direction}` as CardId,
    direction,
    front,
    back,
    lines: [fact.lines.from],
    priority: 1 as const,
    position: 0,
  });
  return {
    id: fact.id as string as NoteId,
    kind: 'purpose',
    facts: [fact.id],
    cards: [card('to-name', `Which service? ${fact.text}`, name), card('to-answer', `${name}: what is it for?`, fact.text)],
  };
}

/** Services as the notes have them, with every trap that a quiz must not fall into. */
export const smallDeck: Deck = aDeck({
  entities: [
    {
      name: 'Amazon Athena',
      purpose: 'Interactive SQL queries on files in S3, paid per query',
      stems: ['Which service runs interactive SQL directly on files in S3 and charges per query?'],
      statements: [
        'Answers standard SQL on files in S3 and charges per query',
        'Leaves files where they lie and reads them in place with the language that every analyst already knows, for as little as one query',
      ],
    },
    {
      name: 'Amazon Redshift',
      aliases: ['RedShift'],
      purpose: 'Columnar data warehouse with massively parallel processing',
      stems: ['Which service is a columnar warehouse with massively parallel processing?'],
      statements: ['Stores tables in columns and processes them massively parallel'],
    },
    { name: 'Amazon Redshift Serverless', kind: 'mode', partOf: 'Amazon Redshift' },
    {
      name: 'Amazon EMR',
      purpose: 'Managed Hadoop and Spark clusters',
      stems: ['Which service runs Hadoop, Hive and HBase on clusters, EKS or Outposts?'],
      statements: ['Runs Hadoop, Hive and HBase on clusters, EKS or Outposts'],
    },
    {
      name: 'AWS Glue',
      aliases: ['AWS Glue Data Catalog'],
      purpose: 'Discovers schemas, then extracts, transforms and loads',
      stems: ['Which service discovers schemas on its own before it transforms tables and loads them into Redshift?'],
      statements: [
        'Discovers schemas, then transforms and loads tables',
        'Crawls what is there, writes down its schemas and tables, and then extracts, transforms and loads them on a schedule',
      ],
    },
    {
      name: 'Amazon QuickSight',
      purpose: 'Business intelligence dashboards',
      stems: ['Which service publishes dashboards for business users?'],
      statements: ['Publishes dashboards, embedded ones too, for business users'],
    },
    { name: 'Amazon Kinesis', kind: 'suite', category: 'streaming' },
    {
      name: 'Amazon Kinesis Data Streams',
      aliases: ['Streams'],
      category: 'streaming',
      partOf: 'Amazon Kinesis',
      purpose: 'Ordered records in shards, kept for many consumers',
      stems: ['Which service keeps ordered records in shards for several consumers?'],
      statements: ['Keeps ordered records in shards for several consumers'],
    },
    {
      name: 'Amazon Kinesis Data Firehose',
      aliases: ['Firehose', 'Amazon Data Firehose'],
      category: 'streaming',
      partOf: 'Amazon Kinesis',
      purpose: 'Loads streaming data into stores',
      stems: ['Which service delivers streaming records to S3, Redshift or Splunk without servers?'],
      statements: ['Delivers records to S3 or Splunk, converted to Parquet or ORC'],
    },
    {
      name: 'Amazon Managed Service for Apache Flink',
      aliases: ['Kinesis Data Analytics'],
      category: 'streaming',
      purpose: 'Stateful applications on streams, in Java, Scala or SQL',
      stems: ['Which service runs stateful Java or Scala applications with checkpoints over records in motion?'],
      statements: ['Runs stateful Java or Scala applications with checkpoints'],
    },
    {
      name: 'Amazon Managed Streaming for Apache Kafka (MSK)',
      aliases: ['MKS', 'MSK'],
      category: 'streaming',
      purpose: 'Apache Kafka without the work of running it',
      statements: ['Runs an open-source broker with topics and partitions, as it is'],
    },
    {
      name: 'Amazon Translate',
      category: 'language',
      purpose: 'Neural machine translation between languages',
      // Gives itself away, so only the statement may be asked.
      stems: ['Which service offers machine translation between languages?'],
      statements: ['Renders text of one language in another by neural networks'],
    },
    {
      name: 'Amazon Polly',
      category: 'language',
      purpose: 'Turns text into lifelike speech',
      stems: ['Which service reads text aloud in lifelike speech?'],
      statements: ['Reads text aloud and can keep it as an MP3 file'],
    },
    {
      name: 'Amazon Comprehend',
      category: 'language',
      purpose: 'Finds sentiment, entities and key phrases',
      stems: ['Which service finds sentiment, entities and key phrases in reviews?'],
      statements: ['Finds sentiment, entities and key phrases in reviews'],
    },
    {
      name: 'Amazon Comprehend Medical',
      category: 'language',
      partOf: 'Amazon Comprehend',
      purpose: 'Reads diagnoses and doses from what doctors write',
      stems: ['Which service reads diagnoses and doses from what doctors write?'],
      statements: ['Reads diagnoses and doses from what doctors write'],
    },
    {
      name: 'Amazon CodeWhisperer',
      category: 'developer',
      aliases: ['Amazon Q Developer'],
      purpose: 'Suggests whole functions while someone types',
      stems: ['Which service suggests whole functions while someone types?'],
    },
    {
      name: 'Amazon Q Developer',
      category: 'developer',
      purpose: 'Writes programs on request, inside the editor',
      stems: ['Which assistant writes programs on request, inside the editor?'],
    },
    { name: 'CUDA', kind: 'concept', category: 'language', statements: ['Lets graphics processors compute in parallel'] },
  ],
  groups: [
    ['Amazon Athena', 'Amazon Redshift', 'Amazon EMR', 'AWS Glue', 'Amazon QuickSight'],
    [
      'Amazon Kinesis Data Streams',
      'Amazon Kinesis Data Firehose',
      'Amazon Managed Service for Apache Flink',
      'Amazon Managed Streaming for Apache Kafka (MSK)',
    ],
  ],
  vetoes: { 'Amazon Athena': ['Amazon QuickSight'], 'Amazon Managed Service for Apache Flink': ['Amazon EMR'] },
});
