import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeId } from '#core/decks/resolve.ts';
import { cardsOf, compiled, read } from './compiled.ts';

const CELLS = readFileSync(join(import.meta.dirname, '../../fixtures/notes/cell-biology.md'), 'utf8');

const WIDGETS = `# Widgets

## Acme Loader

- **Purpose**: Loads crates onto ships.
- **Key Features**:
    - Supports 34 crane types.
    - Connects with Blue Harbour for planning.
    - Ships to Rome, Oslo, or Turin.
    - **Night Mode**: Works without light.
    - **Weather Guard**: Stops the crane in storms via WindNet.
    - ==No need for dock workers==.
    - Fast and easy.
- **Use Cases**:
    - Harbours.

## Overview

| Category | Services | Notes |
|---|---|---|
| Docks | Loader, Sorter | Cranes and belts |

## Sorters

- **Acme Sorter**: Sorts parcels by weight.
- **Acme Loader**: Loads crates onto ships!
`;

const YAML = `title: Widgets
prefixes: [Acme]
noun: Acme machine
categories: [{ id: docks, name: Docks }]
entities:
  acme-loader:
    name: Acme Loader
    category: docks
    kind: service
  acme-sorter:
    name: Acme Sorter
    category: docks
    kind: service
`;

describe('notes about something else, without any curation', () => {
  const { deck, diagnostics } = compiled(CELLS);

  test('make cards that a person would write', () => {
    expect(diagnostics).toEqual([]);
    expect(read(cardsOf(deck))).toEqual([
      "Nucleus: what does it do? => Holds most of the cell's DNA.",
      "What holds most of the cell's DNA? => Nucleus",
      'Mitochondrion: what does it do? => Produces ATP by oxidative phosphorylation.',
      'What produces ATP by oxidative phosphorylation? => Mitochondrion',
      'Ribosome: what does it do? => Builds proteins from amino acids.',
      'What builds proteins from amino acids? => Ribosome',
      'Golgi apparatus: what is it? => Stack of membranes that sorts and packs proteins.',
      'What do the notes describe as "Stack of membranes that sorts and packs proteins"? => Golgi apparatus',
      'Photosynthesis: what is it? => Process by which plants turn light into chemical energy.',
      'What do the notes describe as "Process by which plants turn light into chemical energy"? => Photosynthesis',
      'What does Photosynthesis make unnecessary? => Light in the Calvin cycle.',
      'Photosynthesis: what do the notes say of "Light reactions"? => Split water and release oxygen.',
      'Photosynthesis, Calvin cycle: Fixes carbon dioxide with the enzyme [...] => RuBisCO',
      'Mitosis: what does it do? => Divides one nucleus into two identical ones.',
      'What divides one nucleus into two identical ones? => Mitosis',
      'Mitosis, Daughter cells: [...] => 2',
      'Meiosis: what does it do? => Halves the number of chromosomes to make gametes.',
      'What halves the number of chromosomes to make gametes? => Meiosis',
      'Meiosis, Daughter cells: [...] => 4',
      'Binary fission: what does it do? => Divides a bacterium in two.',
      'What divides a bacterium in two? => Binary fission',
      'Binary fission, Daughter cells: [...] => 2',
    ]);
  });

  test('make questions for a quiz, each answered by one name only', () => {
    expect(
      deck.entities.every((entity) => entity.kind === 'service' && entity.stems.length > 0 && entity.statements.length > 0),
    ).toBe(true);
  });

  test('take title and categories from the headings', () => {
    expect(deck.title).toBe('Cell biology');
    expect(deck.categories.map((category) => category.name)).toEqual(['Organelles', 'Cell biology', 'Cell division']);
  });
});

describe('the cards that rules make', () => {
  const { deck } = compiled(WIDGETS, YAML);
  const fronts = read(cardsOf(deck, 'acme-loader'));

  test.each([
    ['Which Acme machine do you use to load crates', false, 'the name would be given away: only the other direction is left'],
    ['Acme Loader: what does it do? => Loads crates onto ships.', true, 'the purpose'],
    ['How many crane types does Acme Loader support? => 34', true, 'a number'],
    ['Acme Loader: Connects with [...] for planning => Blue Harbour', true, 'a name is hidden'],
    ['Acme Loader: Ships to [...], Oslo, or Turin (3 in all) => Rome', true, 'a list is learnt member by member'],
    ['Acme Loader: Ships to Rome, Oslo, or [...] (3 in all) => Turin', true, 'each with the others in sight'],
    ['Acme Loader: what do the notes say of "Night Mode"?', false, 'a label whose text is a verb with nothing more'],
    ['In Acme Loader, what does "Night Mode" mean? => Works without light', true, 'a label'],
    ['Acme Loader, Weather Guard: Stops the crane in storms via [...] => WindNet', true, 'a name within a labelled feature'],
    ['What does Acme Loader make unnecessary? => dock workers', true, 'the author marked it'],
    ['Fast and easy', false, 'praise (K08)'],
    ['Harbours', false, 'a use case (K13)'],
    ['Cranes and belts', false, 'said of several (K14)'],
  ])('%s: %s, %s', (card, made) => expect(fronts.some((front) => front.includes(card))).toBe(made));

  test('what the author marked within a sentence is what is asked', () => {
    const notes = '## Rowing\n\n- **Purpose**: Moves a boat by oars.\n- Needs ==four or eight== people and one who ==steers==.\n';
    expect(read(cardsOf(compiled(notes).deck)).slice(2)).toEqual([
      'Rowing: Needs [...] people and one who steers => four or eight',
      'Rowing: Needs four or eight people and one who [...] => steers',
    ]);
  });

  test('emphasis makes a card earlier', () => {
    const priority = (word: string) => cardsOf(deck).find((card) => card.back.includes(word))?.priority;
    expect([priority('Loads crates'), priority('dock workers'), priority('WindNet')]).toEqual([1, 3, 4]);
  });

  test('siblings are never met one right after the other', () => {
    const order = deck.entities
      .flatMap((entity) => entity.notes.flatMap((note) => note.cards.map((card) => ({ at: card.position, note: note.id }))))
      .sort((a, b) => a.at - b.at);
    expect(order.map(({ at }) => at)).toEqual(order.map((_, place) => place));
    expect(order.some(({ note }, place) => note === order[place - 1]?.note)).toBe(false);
  });
});

describe('what several things have under the same label is a value', () => {
  const cards = (notes: string) => read(cardsOf(compiled(notes).deck));
  const MUSCLES = `# Muscles

- Deltoid
  - Origin: lateral third of the clavicle
  - Innervation: a branch of the posterior cord (C5, C6)
- Subscapularis
  - Origin: front of the shoulder blade
  - Innervation: two nerves of the posterior cord
`;

  test('asked as such, however long it is, and never in a part of it', () => {
    expect(cards(MUSCLES)).toEqual([
      'Deltoid, Origin: [...] => lateral third of the clavicle',
      'Of what do the notes say "Origin: lateral third of the clavicle"? => Deltoid',
      'Deltoid, Innervation: [...] => a branch of the posterior cord (C5, C6)',
      'Subscapularis, Origin: [...] => front of the shoulder blade',
      'Of what do the notes say "Origin: front of the shoulder blade"? => Subscapularis',
      'Subscapularis, Innervation: [...] => two nerves of the posterior cord',
    ]);
  });

  test('and a label that one thing has says what something means', () => {
    expect(
      cards('# Streams\n\n- Feeds\n  - Fan-out: a lane of its own for each reader\n- Lakes\n  - Depth: how far down one sees\n'),
    ).toEqual([
      'In Feeds, what does "Fan-out" mean? => A lane of its own for each reader.',
      'In Lakes, what does "Depth" mean? => How far down one sees.',
    ]);
  });

  test('a table of words is asked both ways, first of all, but for a value that two of them have', () => {
    const table =
      '# Wörter\n\n| Wort | Bedeutung hier | Satz |\n|---|---|---|\n| la mela | der Apfel | Una mela. |\n| il re | der Herr | Il re. |\n| il signore | der Herr | Signore! |\n';
    const { deck } = compiled(table);
    expect(read(cardsOf(deck).filter(({ priority }) => priority === 1))).toEqual([
      'la mela, Bedeutung hier: [...] => der Apfel',
      'Of what do the notes say "Bedeutung hier: der Apfel"? => la mela',
      'il re, Bedeutung hier: [...] => der Herr',
      'il signore, Bedeutung hier: [...] => der Herr',
    ]);
  });
});

test('a word keeps its small letter, where a capital would make another word of it', () => {
  expect(read(cardsOf(compiled('# Verbi\n\n- **comprare**: kaufen\n- **spendere**: Geld für etwas ausgeben\n').deck))).toEqual([
    'comprare: what does it mean? => kaufen',
    'Which word means "kaufen"? => comprare',
    'spendere: what is it? => Geld für etwas ausgeben.',
    'What do the notes describe as "Geld für etwas ausgeben"? => spendere',
  ]);
});

test('what a definition says after a semicolon is asked, or stands with the answer; none of it is lost', () => {
  const { deck, left } = compiled(
    '# Sails\n\n**Jib** - before the mast; supplies much of the drive; set with a halyard.\n\n**Spanker** - behind the last mast; ' +
      'keeps the ship on course.\n',
  );
  const cards = cardsOf(deck);
  expect(read(cards)).toEqual([
    'Jib: what is it? => before the mast',
    'What do the notes describe as "before the mast"? => Jib',
    'What does Jib supply? => Much of the drive.',
    'Spanker: what is it? => Behind the last mast.',
    'What do the notes describe as "Behind the last mast"? => Spanker',
    'What does Spanker keep? => The ship on course.',
  ]);
  expect(cards[0]?.more).toBe('Set with a halyard.');
  expect(left.map(({ text, reason }) => [text, reason.kind])).toEqual([['set with a halyard', 'merged-into-purpose']]);
});

test('more than the back of a card can hold is not put there', () => {
  const long = Array.from(
    { length: 30 },
    (_, i) => `set with a halyard named ${'abcdefghijklmnopqrstuvwxyzäöüß'[i]}${'x'.repeat(i)}`,
  ).join('; ');
  const [card] = cardsOf(compiled(`# Sails\n\n**Jib** - before the mast; ${long}.\n`).deck);
  expect(card?.more?.split(' ').length).toBeGreaterThan(30);
  expect(card?.more?.split(' ').length).toBeLessThanOrEqual(40);
});

test('what is said of two things in the same words asks for the name of neither', () => {
  const notes = '# Nerves\n\n- **Axillary nerve**: from the posterior cord\n- **Radial nerve**: from the posterior cord\n';
  expect(read(cardsOf(compiled(notes).deck))).toEqual([
    'Axillary nerve: what is it? => From the posterior cord.',
    'Radial nerve: what is it? => From the posterior cord.',
  ]);
});

test('no hole hides what leans on the word beside it', () => {
  const cards = cardsOf(
    compiled("# Light\n\n## Plants\n\n- They make the oxygen of Earth's atmosphere.\n- Light reaches photosystem II.\n").deck,
  );
  expect(cards.map(({ back }) => back)).not.toContain("Earth's");
  expect(cards.map(({ back }) => back)).not.toContain('II');
});

describe('one thing in several places', () => {
  test('is one entity, under any prefix; what is said twice is one fact', () => {
    const { deck } = compiled(WIDGETS, YAML);
    expect(deck.entities.map((entity) => entity.id)).toEqual(['test/acme-loader', 'test/acme-sorter']);
    const loads = deck.entities[0]?.facts.filter((fact) => fact.text.startsWith('Loads crates'));
    expect(loads).toHaveLength(1);
  });

  test('is one entity under an old name, an alias and another case', () => {
    const notes = `## New Mill (formerly Old Mill)\n\n- **Purpose**: Grinds corn.\n\n## Mentions\n\n- **Old Mill**: Stands by the river.\n- **NEW MILL**: Has four wings.\n`;
    expect(compiled(notes).deck.entities.map((entity) => [entity.name, entity.facts.length])).toEqual([['New Mill', 3]]);
  });

  test('spelling is never guessed at', () => {
    const notes = `## Things\n\n- **KMS**: Keeps keys.\n- **MSK**: Runs streams.\n- **MKS**: Is a typo.\n`;
    expect(compiled(notes).deck.entities).toHaveLength(3);
  });

  test('a joint line is split only as families say', () => {
    const notes = `## Chips\n\n- **Alpha & Beta**: Chips for learning and guessing.\n`;
    const yaml = `title: C\ncategories: [{ id: c, name: C }]\nentities:\n  alpha: { name: Alpha, category: c, kind: service }\n  beta: { name: Beta, category: c, kind: service }\n`;
    expect(compiled(notes).deck.entities.map((entity) => entity.name)).toEqual(['Alpha & Beta']);
    const told = compiled(
      notes,
      `${yaml}families: [{ lines: [3], members: [alpha, beta], texts: [Chip for learning words, Chip for guessing words] }]\n`,
    ).deck;
    expect(read(cardsOf(told))).toContain('Beta: what is it for? => Chip for guessing words.');
    const untold = compiled(notes, `${yaml}families: [{ lines: [3], members: [alpha, beta] }]\n`).deck;
    expect(untold.entities.map((entity) => entity.facts[0]?.role)).toEqual(['shared', 'shared']);
    expect(cardsOf(untold)).toEqual([]);
  });
});

describe('ids', () => {
  test('do not change when lines move, blanks change or other things are added', () => {
    const ids = (notes: string) => cardsOf(compiled(notes).deck).map((card) => card.id);
    const before = ids(CELLS);
    const after = ids(
      CELLS.replace('## Organelles', '## New\n\n- **Vacuole**: Stores water for plants.\n\n## Organelles').replace(
        "cell's DNA.",
        "cell's  DNA",
      ),
    );
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('that are taken get a counter', () => {
    const taken = new Set<string>();
    expect([freeId('a', taken), freeId('a', taken), freeId('b', taken), freeId('a', taken)]).toEqual(['a', 'a-2', 'b', 'a-3']);
  });

  test('are unique', () => {
    const { deck } = compiled(WIDGETS, YAML);
    const ids = deck.entities.flatMap((entity) => [
      ...entity.facts.map((fact) => fact.id as string),
      ...entity.notes.flatMap((note) => [note.id as string, ...note.cards.map((card) => card.id as string)]),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what a person writes wins', () => {
  const withCard = (fields: string) =>
    `${YAML.replace(/ {2}acme-sorter[\s\S]*/, '')}    aliases: []\n${fields}  acme-sorter:\n    name: Acme Sorter\n    category: docks\n    kind: service\n`;

  test('a written purpose and first stem are the two cards of the purpose', () => {
    const { deck, diagnostics } = compiled(
      WIDGETS,
      withCard(
        '    purpose: { text: Putting crates on ships, lines: [5] }\n    stems: [{ text: "Which machine puts crates on ships?", lines: [5] }]\n    ruleCards: false\n',
      ),
    );
    expect(diagnostics).toEqual([]);
    expect(read(cardsOf(deck, 'acme-loader'))).toEqual([
      'Acme Loader: what is it for? => Putting crates on ships.',
      'Which machine puts crates on ships? => Acme Loader',
    ]);
  });

  test('lines are told in the order of the notes', () => {
    const { deck } = compiled(
      WIDGETS,
      withCard(
        '    purpose: { text: Putting crates on ships, lines: [7, 5, 7] }\n    stems: [{ text: "Which machine puts crates on ships?", lines: [8, 5] }]\n',
      ),
    );
    const [loader] = deck.entities;
    expect([loader?.purpose?.lines, loader?.stems[0]?.lines]).toEqual([
      [5, 7],
      [5, 8],
    ]);
    expect(
      cardsOf(deck, 'acme-loader')
        .map((card) => card.lines)
        .slice(0, 2),
    ).toEqual([
      [5, 7],
      [5, 8],
    ]);
  });

  test('a written card takes the place of the rule-made card on its lines', () => {
    const { deck } = compiled(
      WIDGETS,
      withCard(
        '    cards: [{ front: "How many types of crane can Acme Loader drive?", back: "34", lines: [7], priority: 2, direction: to-answer }]\n',
      ),
    );
    const onLine7 = cardsOf(deck, 'acme-loader').filter((card) => card.lines.includes(7));
    expect(read(onLine7)).toEqual(['How many types of crane can Acme Loader drive? => 34']);
  });

  test('dropped lines make neither card nor question', () => {
    const { deck } = compiled(WIDGETS, withCard('    drop: [{ lines: [8, 11], reason: vague }]\n'));
    const loader = deck.entities[0];
    const lines = [...cardsOf(deck, 'acme-loader'), ...(loader?.stems ?? []), ...(loader?.statements ?? [])].flatMap(
      (text) => text.lines,
    );
    expect(lines).not.toContain(8);
    expect(lines).not.toContain(11);
  });

  test.each([
    ['    purpose: { text: Putting crates on ships, lines: [999] }\n', 'deck/line-out-of-range', 11, 55],
    ['    purpose: { text: Putting crates on ships, lines: [25] }\n', 'deck/line-of-another', 11, 55],
    ['    stems: [{ text: "Which loader is it?", lines: [5] }]\n', 'deck/K02', 11, 15],
    [
      '    cards: [{ front: "What loads it?", back: "Acme Loader", lines: [5], priority: 1, direction: to-name }]\n',
      'deck/K02',
      11,
      15,
    ],
    ['    cards: [{ front: "Is it fast?", back: "It is", lines: [5], priority: 1, direction: to-answer }]\n', 'deck/K07', 11, 15],
    ['    partOf: acme-lader\n', 'deck/unknown-entity', 11, 5],
    ['    drop: [{ lines: [999], reason: gone }]\n', 'deck/line-out-of-range', 11, 22],
  ])('%j is reported at its place', (fields, code, line, column) => {
    const errors = compiled(WIDGETS, withCard(fields)).diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    expect(errors).toMatchObject([{ code, path: 'deck.yaml', line, column }]);
    expect(errors[0]?.help).toMatch(/\.$/);
  });

  test.each([
    ['groups: [{ id: g, name: G, members: [acme-loader, acme-lifter] }]\n', 'deck/unknown-entity'],
    ['vetoes: [{ asked: acme-lifter, alsoRight: [acme-loader] }]\n', 'deck/unknown-entity'],
    ['families: [{ lines: [3], members: [acme-loader, acme-sorter], texts: [one] }]\n', 'deck/family-texts'],
    ['families: [{ lines: [2], members: [acme-loader] }]\n', 'deck/family-lines'],
  ])('%j is reported', (more, code) => {
    const codes = compiled(WIDGETS, YAML + more)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map((diagnostic) => diagnostic.code);
    expect(codes).toEqual([code]);
  });

  test('an entity that the notes do not have, and a name that two have, are reported', () => {
    const entity = (name: string) => `  x:\n    name: ${name}\n    category: docks\n    kind: service\n`;
    const codes = (more: string) => compiled(WIDGETS, YAML + more).diagnostics.map((diagnostic) => diagnostic.code);
    expect(codes(entity('Acme Ghost'))).toEqual(['deck/not-in-notes']);
    expect(codes(entity('Sorter'))).toEqual(['deck/ambiguous-name']);
  });

  test('what stands in the notes alone is compiled, with a warning', () => {
    const { deck, diagnostics } = compiled(`${WIDGETS}- **Acme Painter**: Paints hulls in one colour.\n`, YAML);
    expect(diagnostics).toMatchObject([{ code: 'deck/not-curated', severity: 'warning', line: 27 }]);
    expect(deck.entities.at(-1)).toMatchObject({ name: 'Acme Painter', kind: 'concept' });
  });
});

test('the report tells which cards were turned down, and by which rule', () => {
  const { turnedDown, left } = compiled(
    '## Words\n\n- **Alpha**: The first letter of all.\n- **Aleph**: The first letter of all.\n- **Loader**: Loads crates onto ships.\n',
  );
  expect(turnedDown.map(({ rule, front }) => [rule, front])).toEqual([
    ['K06', 'What do the notes describe as "The first letter of all"?'],
    ['K06', 'What do the notes describe as "The first letter of all"?'],
    ['K02', 'What loads crates onto ships?'],
  ]);
  expect(left).toEqual([]);
});

test('a name that says it all has a statement with its words hidden', () => {
  const notes = `## Tools\n\n- **Acme Sorter**: Sorts parcels by weight and sorting code.\n- **Acme Loader**: Puts crates on ships.\n`;
  const sorter = compiled(notes).deck.entities.find((entity) => entity.name === 'Acme Sorter');
  expect(sorter?.statements.map((statement) => statement.text)).toEqual(['… parcels by weight and … code']);
});

test(
  'whatever the notes are, they compile without a fault, twice the same, with unique ids and full positions',
  { timeout: 60_000 },
  () => {
    const name = fc.constantFrom('Alpha', 'Beta (B2)', 'Gamma & Delta', 'Acme Alpha', 'Eps/Zeta', 'É', '(x)');
    const text = fc.constantFrom(
      'Loads data from S3.',
      'Supports 34 languages',
      'Fast; easy',
      'a, B, C and D',
      '**K**: v',
      '==No need for X==',
      'Alpha does it',
      '[...]',
      'Pay per use',
      '…',
    );
    const key = fc.constantFrom('Type', 'Purpose', 'Key Features', 'Use Cases', 'Parts', 'Anything');
    const block = fc.oneof(
      fc
        .tuple(name, fc.array(fc.tuple(key, text), { maxLength: 5 }))
        .map(([n, facts]) => `## ${n}\n\n${facts.map(([k, t]) => `- **${k}**:\n    - ${t}`).join('\n')}\n`),
      fc.tuple(name, text).map(([n, t]) => `- **${n}**: ${t}\n`),
      fc.tuple(name, text, text).map(([n, a, b]) => `| Name | What | More |\n|---|---|---|\n| ${n} | ${a} | ${b} |\n`),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), (blocks) => {
        const notes = blocks.join('\n');
        const { deck } = compiled(notes);
        expect(compiled(notes).deck).toEqual(deck);
        const cards = cardsOf(deck);
        expect(cards.map((card) => card.position).sort((a, b) => a - b)).toEqual(cards.map((_, place) => place));
        expect(new Set(cards.map((card) => card.id)).size).toBe(cards.length);
        expect(new Set(cards.map((card) => card.front)).size).toBe(cards.length);
        for (const card of cards) expect(card.lines.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  },
);
