import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWords } from '#core/decks/corrections.ts';
import { cardsOf, compiled, read } from './compiled.ts';

const NOTES = `# Teas

## Sencha

- **Purpose**: A tea of steamed leaves for each day
- **Steeping**: Brew it for **7 minutes** at 70 degrees.
- **Origin**: Grown in Shizuoka and Kagoshma, in the south of Japan.
- **Caffeine**: It has none, as *Camellia* never has any at all in it.

## Bancha

- **Purpose**: A late harvest drunk with every meal
- **Steeping**: Brew it for 3 minutes at 90 degrees.
`;

const deckYaml = (corrections: string, sencha = '', head = '') => `title: Teas
checked: 2026-11-23
${head}categories:
  - { id: green, name: Green }
corrections:${corrections === '' ? ' []' : `\n${corrections}`}
entities:
  sencha:
    name: Sencha
    category: green
    kind: service
${sencha}  bancha:
    name: Bancha
    category: green
    kind: service
`;
const errors = (yaml: string) =>
  compiled(NOTES, yaml)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, line, column, help }) => ({ code, line, column, help }));
const one = (text: string) => `  - ${text}`;
const TYPO = one(
  '{ id: kagoshima, kind: typo, entities: [sencha], lines: [7], notes: Kagoshma, now: Kagoshima, source: https://example.org }',
);
const STALE = one('{ id: minutes, kind: stale-number, entities: [sencha], lines: [6], notes: 7 minutes, now: About 1 minute. }');
const WRONG = one(
  '{ id: caffeine, kind: wrong, entities: [sencha], lines: [8], notes: It has none, now: It has about 20 mg a cup. }',
);

describe('the words of a correction are found in the notes', () => {
  test.each([
    ['for **7 minutes** at', '7 minutes', 'bold'],
    ['==Pay per query==.', 'Pay per query.', 'marked up to the full stop'],
    ['Amazon\u2019s own', "Amazon's own", 'the shape of an apostrophe'],
    ['4\u201316 cores', '4-16 cores', 'the shape of a dash'],
    ['a\u00a0b', 'a b', 'a blank that does not break'],
    ['17 days', '7 days', 'within a word', false],
    ['RedShift', 'Redshift', 'another case', false],
    ['10,000s of users', '10,000s', 'a number'],
    ['snake_case names', 'snake_case', 'no emphasis'],
    ['_Gluon API_: fast', 'Gluon API:', 'emphasis'],
  ])('%j has %j: %s', (text, words, _why, has = true) => expect(hasWords(text, words)).toBe(has));
});

test('any words are found where they stand between blanks, and markup alone nowhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (words) => {
      const nothing = words.replace(/[\s*=`_\\\u200b\u2060\ufeff\u00ad]/g, '') === '';
      if (!nothing) expect(hasWords(`so ${words} it`, words)).toBe(true);
    }),
  );
  expect(hasWords('so ** it', '**')).toBe(false);
});

test('a correction stands at its entity, with its date, and in the order of the file', () => {
  const { deck } = compiled(NOTES, deckYaml(`${TYPO}\n${STALE.replace(' }', ', checked: 2026-01-02 }')}`));
  expect(deck.entities.map(({ corrections }) => corrections)).toEqual([
    [
      {
        id: 'kagoshima',
        kind: 'typo',
        lines: [7],
        notes: 'Kagoshma',
        now: 'Kagoshima',
        source: 'https://example.org',
        checked: '2026-11-23',
      },
      { id: 'minutes', kind: 'stale-number', lines: [6], notes: '7 minutes', now: 'About 1 minute.', checked: '2026-01-02' },
    ],
    undefined,
  ]);
});

test('a misspelt word is right on the cards, and as it is in what the notes say', () => {
  const { deck } = compiled(NOTES, deckYaml(TYPO));
  const texts = read(cardsOf(deck, 'sencha')).join('\n');
  expect(texts).toContain('Kagoshima');
  expect(texts).not.toContain('Kagoshma');
  expect(JSON.stringify(deck.entities[0]?.stems)).not.toContain('Kagoshma');
  expect(deck.entities[0]?.facts.find(({ lines }) => lines.from === 7)?.text).toContain('Kagoshma');
  expect(
    cardsOf(deck)
      .filter(({ lines }) => lines.includes(7))
      .map(({ corrections }) => corrections),
  ).toContainEqual(['kagoshima']);
  expect(cardsOf(deck).filter(({ lines, corrections }) => corrections && !lines.includes(7))).toEqual([]);
});

test('what stands in place of stale words is asked', () => {
  const { deck } = compiled(NOTES, deckYaml(STALE.replace(' }', ', fix: 1 minute }')));
  expect(read(cardsOf(deck, 'sencha')).join('\n')).toContain('1 minute');
  expect(read(cardsOf(deck)).join('\n')).not.toContain('7 minutes');
});

test.each([
  [STALE, 6, { kind: 'retired-number', text: 'corrected by minutes' }],
  [WRONG, 8, { kind: 'wrong', text: 'corrected by caffeine' }],
  [WRONG.replace('kind: wrong', 'kind: ambiguous'), 8, { kind: 'ambiguous', text: 'corrected by caffeine' }],
])('no rule asks what is not so: %s', (correction, line, reason) => {
  const plain = compiled(NOTES, deckYaml(''));
  expect(cardsOf(plain.deck, 'sencha').some(({ lines }) => lines.includes(line))).toBe(true);
  const { deck, left } = compiled(NOTES, deckYaml(correction));
  expect(cardsOf(deck, 'sencha').filter(({ lines }) => lines.includes(line))).toEqual([]);
  expect(
    [...(deck.entities[0]?.stems ?? []), ...(deck.entities[0]?.statements ?? [])].filter(({ lines }) => lines.includes(line)),
  ).toEqual([]);
  expect(left.find((fact) => fact.lines.from === line)?.reason).toEqual(reason);
});

test('a written card asks the right answer, and follows the corrections of its lines unless it names them', () => {
  const card = (more: string) =>
    `    cards:\n      - { front: "How long does Sencha steep?", back: "About 1 minute.", lines: [6, 7], priority: 5, direction: to-answer${more} }\n`;
  const followed = (more: string) => {
    const { deck, diagnostics } = compiled(NOTES, deckYaml(`${STALE}\n${TYPO}`, card(more)));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return cardsOf(deck, 'sencha').find(({ front }) => front.startsWith('How long does'))?.corrections;
  };
  expect(followed('')).toEqual(['minutes', 'kagoshima']);
  expect(followed(', corrections: [minutes]')).toEqual(['minutes']);
  expect(followed(', corrections: []')).toBeUndefined();
});

test('a number that is stale is no answer of a written card (K09)', () => {
  const card = `    cards:\n      - { front: "How many minutes does Sencha steep?", back: "7", lines: [6], priority: 5, direction: to-answer }\n`;
  expect(errors(deckYaml(STALE, card)).map(({ code }) => code)).toEqual(['deck/K09']);
  expect(errors(deckYaml(STALE.replace('About 1', 'Still 7 or 1'), card))).toEqual([]);
});

describe('a correction that does not fit is an error where it stands', () => {
  const cases: [why: string, yaml: string, code: string, line: number, column: number, help: RegExp][] = [
    ['words that stand elsewhere', deckYaml(TYPO.replace('[7]', '[6]')), 'deck/correction-words', 6, 62, /It stands on line 7/],
    ['words that stand nowhere', deckYaml(TYPO.replace('Kagoshma', 'Kyoto')), 'deck/correction-words', 6, 62, /Copy the words/],
    ['words in another case', deckYaml(TYPO.replace('Kagoshma', 'kagoshma')), 'deck/correction-words', 6, 62, /Copy the words/],
    ['a line beyond the notes', deckYaml(TYPO.replace('[7]', '[7, 99]')), 'deck/line-out-of-range', 6, 65, /Give the line/],
    ['an entity that is not there', deckYaml(TYPO.replace('[sencha]', '[sench]')), 'deck/unknown-entity', 6, 45, /sencha/],
    ['an id twice', deckYaml(`${TYPO}\n${STALE.replace('minutes,', 'kagoshima,')}`), 'deck/duplicate-id', 7, 7, /id of its own/],
    ['no date', deckYaml(TYPO).replace('checked: 2026-11-23\n', ''), 'deck/unchecked', 5, 5, /Add "checked"/],
  ];
  test.each(cases)('%s', (_why, yaml, code, line, column, help) => {
    const found = errors(yaml);
    expect(found).toEqual([{ code, line, column, help: expect.stringMatching(help) }]);
  });
});

describe('a status and the correction that tells it go together', () => {
  const said = (kind: string) =>
    one(`{ id: state, kind: ${kind}, entities: [sencha], lines: [3], notes: Sencha, now: It is gone. }`);
  test.each([
    ['closed', 'closed', []],
    ['ends', 'ending', []],
    ['ended', 'ended', []],
    ['ended', 'closed', ['deck/status']],
    ['closed', undefined, ['deck/status']],
    [undefined, 'ended', ['deck/status']],
  ])('a correction %s and an availability %s', (kind, availability, codes) => {
    const yaml = deckYaml(kind ? said(kind) : '', availability ? `    availability: ${availability}\n` : '');
    expect(errors(yaml).map(({ code }) => code)).toEqual(codes);
    if (codes.length === 0)
      expect(compiled(NOTES, yaml).deck.entities[0]).toMatchObject({ availability, corrections: [{ kind }] });
  });

  test('a second correction may tell of the past or of a part', () => {
    const both = `${said('ended')}\n${said('closed').replace('state', 'before')}`;
    expect(errors(deckYaml(both, '    availability: ended\n'))).toEqual([]);
  });

  test('a name and the correction that tells of the old one, too', () => {
    expect(errors(deckYaml(said('renamed')))).toMatchObject([{ code: 'deck/status', line: 6, column: 18 }]);
    expect(errors(deckYaml('', '    formerly: [Old Sencha]\n'))).toMatchObject([{ code: 'deck/status', line: 11, column: 5 }]);
    const { deck } = compiled(NOTES, deckYaml(said('renamed'), '    formerly: [Old Sencha]\n'));
    expect(deck.entities[0]).toMatchObject({ formerly: ['Old Sencha'], aliases: ['Old Sencha'] });
    // The status stands on all cards of the entity anyway.
    expect(cardsOf(deck).filter(({ corrections }) => corrections)).toEqual([]);
  });
});

test('a renamed thing is found in the notes by its old name', () => {
  const yaml = deckYaml(
    one('{ id: state, kind: renamed, entities: [sencha], lines: [3], notes: Sencha, now: Shin Tea. }'),
    '    formerly: [Sencha]\n',
  );
  const { deck, diagnostics } = compiled(NOTES, yaml.replace('name: Sencha', 'name: Shin Tea'));
  expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(deck.entities[0]).toMatchObject({ name: 'Shin Tea', formerly: ['Sencha'], aliases: ['Sencha'] });
  expect(read(cardsOf(deck, 'sencha')).join('\n')).toContain('Shin Tea: what is it for?');
});

const EXAM = `exams:
  - { id: tea-1, name: Tea One, source: https://example.org, checked: 2026-11-01, domains: [{ id: green, name: Green tea, percent: 60 }, { id: black, name: Black tea, percent: 40 }] }
`;

test('exams stand in the deck, and what serves which domain at entities, situations and cards, as a judgement', () => {
  const more = `    exams: { tea-1: green }
    scenarios:
      - { id: daily, text: "Somebody wants a steamed drink for each day. What fits?", lines: [5], alsoRight: [bancha], exams: { tea-1: black } }
    cards:
      - { id: where, front: "Where does Sencha grow?", back: "In the south of Japan.", lines: [7], priority: 4, exams: { tea-1: black }, direction: to-answer }
`;
  const { deck, diagnostics } = compiled(NOTES, deckYaml('', more, EXAM));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(deck.exams).toMatchObject([{ id: 'tea-1', checked: '2026-11-01', domains: [{ percent: 60 }, { percent: 40 }] }]);
  expect(deck.entities[0]).toMatchObject({
    exams: [{ exam: 'tea-1', domain: 'green', judged: true }],
    scenarios: [
      { id: 'daily', lines: [5], alsoRight: ['test/bancha'], exams: [{ exam: 'tea-1', domain: 'black', judged: true }] },
    ],
  });
  const own = cardsOf(deck).filter(({ exams }) => exams);
  expect(own).toMatchObject([{ key: 'where', priority: 4, exams: [{ exam: 'tea-1', domain: 'black', judged: true }] }]);
});

test.each([
  ['    exams: { tea-2: green }\n', 'deck/unknown-exam'],
  ['    exams: { tea-1: white }\n', 'deck/unknown-domain'],
  ['    scenarios: [{ id: a, text: Who drinks sencha daily?, lines: [5] }]\n', 'deck/Q02'],
  ['    scenarios: [{ id: a, text: Who drinks it daily?, lines: [13] }]\n', 'deck/line-of-another'],
  ['    scenarios: [{ id: a, text: Who drinks it daily?, lines: [5], alsoRight: [banch] }]\n', 'deck/unknown-entity'],
  [
    '    scenarios: [{ id: a, text: Who drinks it daily?, lines: [5] }, { id: a, text: Who drinks it?, lines: [5] }]\n',
    'deck/duplicate-id',
  ],
  [
    '    cards: [{ front: Who grows it?, back: Farmers, lines: [7], priority: 4, direction: to-answer, corrections: [x] }]\n',
    'deck/unknown-correction',
  ],
  [
    '    cards: [{ front: Who grows it?, back: Farmers, lines: [7], priority: 4, direction: to-answer, needs: [x] }]\n',
    'deck/unknown-entity',
  ],
  ['    purpose: { text: A tea, lines: [5], corrections: [x] }\n', 'deck/unknown-correction'],
  [
    '    cards:\n      - { front: "Sencha vs Gyokuro: what separates them?", back: "Sencha: cheap. Gyokuro: dear.", lines: [5], priority: 2, direction: to-answer }\n',
    'deck/contrast-name',
  ],
])('%j is an error: %s', (more, code) => expect(errors(deckYaml('', more, EXAM)).map((found) => found.code)).toEqual([code]));

test('nobody is advised to use what is closed (Q05)', () => {
  const closed = one('{ id: state, kind: closed, entities: [sencha], lines: [3], notes: Sencha, now: It is closed. }');
  const more = '    availability: closed\n    scenarios: [{ id: a, text: Who drinks it daily?, lines: [5] }]\n';
  expect(errors(deckYaml(closed, more)).map(({ code }) => code)).toEqual(['deck/Q05']);
});

test('a contrast needs both that it sets side by side', () => {
  const card =
    '    cards:\n      - { front: "Sencha vs Bancha: what separates them?", back: "Sencha: steamed leaves. Bancha: late harvest.", lines: [5, 12], priority: 2, direction: to-answer }\n';
  const needsOf = (yaml: string) => cardsOf(compiled(NOTES, yaml).deck).flatMap(({ needs }) => (needs ? [needs] : []));
  expect(needsOf(deckYaml('', card))).toEqual([['test/sencha', 'test/bancha']]);
  const group = 'groups: [{ id: teas, name: Teas, members: [sencha, bancha] }]\n';
  expect(needsOf(`${deckYaml('')}${group}`)).toEqual([['test/sencha', 'test/bancha']]);
  expect(needsOf(deckYaml('', card.replace('direction', 'needs: [bancha], direction')))).toEqual([['test/bancha']]);
});

describe('of several statements on a line', () => {
  const notes =
    '# Teas\n\n| Tea | About |\n|--|--|\n| Sencha | A green tea of Japan. Roasted in Kyoto over Coals. Sold in Paper Bags in Osaka. |\n';
  const yaml = (words: string) => `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
corrections:
  - { id: kyoto, kind: wrong, entities: [sencha], lines: [5], notes: "${words}", now: It is steamed. }
entities:
  sencha: { name: Sencha, category: green, kind: service }
`;
  const told = (words: string) =>
    compiled(notes, yaml(words))
      .left.filter(({ reason }) => 'text' in reason && reason.text === 'corrected by kyoto')
      .map(({ text }) => text);

  test('only the one that has the words is corrected', () => {
    expect(told('Roasted in Kyoto')).toEqual(['Roasted in Kyoto over Coals']);
    const { deck } = compiled(notes, yaml('Roasted in Kyoto'));
    expect(cardsOf(deck).length).toBeGreaterThan(0);
    expect(cardsOf(deck).filter(({ corrections }) => corrections)).toEqual([]);
  });
  test('all are, where the words go across', () => {
    expect(told('over Coals. Sold in')).toEqual([
      'A green tea of Japan',
      'Roasted in Kyoto over Coals',
      'Sold in Paper Bags in Osaka',
    ]);
  });
});

test('what a person has told of each member of a family is asked, with what is put right about the line', () => {
  const notes = '# Teas\n\n- **Sencha & Bancha**: Steamed or roasted leaves in Japan\n';
  const { deck } = compiled(
    notes,
    `title: Teas
checked: 2026-11-23
categories: [{ id: green, name: Green }]
corrections:
  - { id: which, kind: ambiguous, entities: [sencha, bancha], lines: [3], notes: Steamed or roasted, now: Sencha is steamed and Bancha roasted. }
entities:
  sencha: { name: Sencha, category: green, kind: service }
  bancha: { name: Bancha, category: green, kind: service }
families:
  - { lines: [3], members: [sencha, bancha], texts: ["Green leaves steamed in Japan", "Late leaves roasted in Japan"] }
`,
  );
  const asked = cardsOf(deck).filter(({ direction }) => direction === 'to-answer');
  expect(read(asked)).toEqual([
    'Bancha: what is it for? => Late leaves roasted in Japan.',
    'Sencha: what is it for? => Green leaves steamed in Japan.',
  ]);
  expect(asked.map(({ corrections }) => corrections)).toEqual([['which'], ['which']]);
});

test('a contrast does not wait for what is met in no other card', () => {
  const card =
    '    cards:\n      - { front: "Sencha vs Bancha: what separates them?", back: "Sencha: steamed leaves. Bancha: late harvest.", lines: [5, 12], priority: 2, direction: to-answer }\n';
  const lone = deckYaml('', card).replace('name: Bancha', 'ruleCards: false\n    name: Bancha');
  expect(cardsOf(compiled(NOTES, lone).deck).flatMap(({ needs }) => (needs ? [needs] : []))).toEqual([['test/sencha']]);
  const both = lone.replace('name: Sencha', 'ruleCards: false\n    name: Sencha');
  expect(cardsOf(compiled(NOTES, both).deck)).toMatchObject([{ front: expect.stringContaining(' vs ') }]);
  expect(cardsOf(compiled(NOTES, both).deck)[0]).not.toHaveProperty('needs');
});
