import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintCard } from '#core/decks/lint.ts';
import { nameWords } from '#core/decks/names.ts';
import { cardsOf, compiled, read } from './compiled.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/notes');
const notes = (name: string) => readFileSync(join(FIXTURES, `${name}.md`), 'utf8');

test.each([
  [
    'azure-analytics',
    'another cloud',
    [
      'Azure Event Hubs (EH): what does it do? => Ingests millions of events per second from apps and devices.',
      'Azure Event Hubs (EH): what do the notes say of "Partitions"? => Keep the events of one key in order.',
      'Azure Event Hubs (EH), Capture: Writes events to [...] or Data Lake as Avro => Blob Storage',
      'Azure Event Hubs (EH): Speaks the protocol of [...] => Apache Kafka',
      'Azure Event Hubs (EH): Retains events for [...] days in the standard tier => 7',
      'Azure Stream Analytics: what does it do? => Runs SQL-like queries on events while they arrive.',
      'What runs SQL-like queries on events while they arrive? => Azure Stream Analytics',
      'Azure Stream Analytics: Reads from [...], IoT Hub and Blob Storage (3 in all) => Event Hubs',
      'Azure Stream Analytics: Reads from Event Hubs, [...] and Blob Storage (3 in all) => IoT Hub',
      'Azure Stream Analytics: Reads from Event Hubs, IoT Hub and [...] (3 in all) => Blob Storage',
      'Synapse Analytics: what does it do? => Joins a SQL warehouse and Spark pools in one workspace.',
      'What joins a SQL warehouse and Spark pools in one workspace? => Synapse Analytics',
      'Synapse Analytics, Pays for: [...] => Data processed',
      'Azure Data Explorer: what does it do? => Answers KQL queries on logs within seconds.',
      'What answers KQL queries on logs within seconds? => Azure Data Explorer',
      'Azure Data Explorer, Pays for: [...] => Cluster hours',
      'Data Factory: what does it do? => Moves and transforms data on a schedule.',
      'What moves and transforms data on a schedule? => Data Factory',
      'Data Factory, Pays for: [...] => Activity runs',
    ],
  ],
  [
    'anatomy',
    'the heart',
    [
      'Left ventricle: what does it do? => Pumps blood into the aorta.',
      'What pumps blood into the aorta? => Left ventricle',
      'Right ventricle: what does it do? => Pumps blood into the lungs.',
      'What pumps blood into the lungs? => Right ventricle',
      'Mitral valve: what does it do? => Lies between left atrium and left ventricle.',
      'What lies between left atrium and left ventricle? => Mitral valve',
      'Sinoatrial node: what does it do? => Sets the rhythm of the heart.',
      'What sets the rhythm of the heart? => Sinoatrial node',
      'Sinoatrial node: Lies in the right atrium near the [...] => Vena Cava',
      'Atrioventricular node: what does it do? => Delays the impulse before the ventricles.',
      'What delays the impulse before the ventricles? => Atrioventricular node',
      'Systole => The heart contracts',
      'Diastole => The heart relaxes',
      'The heart relaxes => Diastole',
      'The heart has [...] chambers. => four',
    ],
  ],
  [
    'vocabulary',
    'words of two languages',
    [
      'der Hund: what does it mean? => the dog',
      'Which word means "the dog"? => der Hund',
      'die Katze: what does it mean? => the cat',
      'Which word means "the cat"? => die Katze',
      'das Pferd: what does it mean? => the horse',
      'Which word means "the horse"? => das Pferd',
      'der Löffel: what does it mean? => the spoon',
      'Which word means "the spoon"? => der Löffel',
      'die Gabel: what does it mean? => the fork',
      'Which word means "the fork"? => die Gabel',
      'das Messer: what does it mean? => the knife',
      'Which word means "the knife"? => das Messer',
      '犬: what does it mean? => いぬ',
      'Which word means "いぬ"? => 犬',
      '猫: what does it mean? => ねこ',
      'Which word means "ねこ"? => 猫',
      '馬: what does it mean? => うま',
      'Which word means "うま"? => 馬',
    ],
  ],
])('%s, about %s, make cards that a person would write', (name, _what, cards) => {
  expect(read(cardsOf(compiled(notes(name)).deck))).toEqual(cards);
});

describe.each(['azure-analytics', 'anatomy', 'vocabulary', 'obsidian', 'attribute-tables', 'scripts-and-emoji'])('%s', (name) => {
  const { deck, left, diagnostics } = compiled(notes(name));

  test('has cards, and no rule is broken by those that rules made', () => {
    const made = deck.entities.flatMap((entity) =>
      entity.notes.filter((note) => note.kind !== 'marked').flatMap((note) => note.cards.map((card) => ({ entity, note, card }))),
    );
    expect(made.length).toBeGreaterThan(5);
    const flaws = made.flatMap(({ entity, note, card }) =>
      lintCard(card, {
        kind: note.kind,
        nameWords: nameWords([entity.name, ...entity.aliases], [], []),
        roles: [],
        genericPhrases: [],
      })
        .filter((flaw) => flaw.severity === 'error')
        .map((flaw) => `${flaw.rule} ${card.front} => ${card.back}`),
    );
    expect(flaws).toEqual([]);
  });

  test('nothing is dropped without a word', () => {
    const asked = new Set(deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.facts)));
    const untold = deck.entities
      .flatMap((entity) => entity.facts)
      .filter((fact) => !asked.has(fact.id) && !left.some((one) => one.text === fact.text && one.lines.from === fact.lines.from));
    expect(untold).toEqual([]);
    expect(diagnostics).toEqual([]);
  });
});
