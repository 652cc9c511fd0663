import { describe, expect, test } from 'vitest';
import { cardsOf, compiled, read } from './compiled.ts';

const deckOf = (lines: string) => compiled(`# Water\n\n## Danube\n\n${lines}\n`).deck;

describe('what the author marked is asked as the author wrote it', () => {
  test.each([
    ['Source::Black Forest', ['Source => Black Forest'], 'a pair'],
    ['- Source ::: Black Forest', ['Source => Black Forest', 'Black Forest => Source'], 'both ways'],
    ['Where does it rise?\n?\nBlack Forest', ['Where does it rise? => Black Forest'], 'a block'],
    ['Delta\n??\nMouth with arms', ['Delta => Mouth with arms', 'Mouth with arms => Delta'], 'a block both ways'],
    ['Q: Where does it rise?\nA: Black Forest', ['Where does it rise? => Black Forest'], 'a question of hashcards'],
    ['C: It rises in the [Black Forest].', ['It rises in the [...]. => Black Forest'], 'a cloze of hashcards'],
    [
      '- It passes {{c1::Vienna::a capital}} and {{c2::Budapest}}.',
      ['It passes [...] (a capital) and Budapest. => Vienna', 'It passes Vienna and [...]. => Budapest'],
      'numbered holes, one a card, with a hint',
    ],
    [
      '- It passes {{c1::Vienna}} and {{c1::Budapest}}.',
      ['It passes [...] and [...]. => Vienna, Budapest'],
      'holes of one number, hidden together',
    ],
    [
      '- It flows $v = {{c1::\\frac{s}{t}::a quotient}}$ and ${{c2::x_{1}}}$ far.',
      [
        'It flows $v = [...]\\text{ (a quotient)}$ and $x_{1}$ far. => $\\frac{s}{t}$',
        'It flows $v = \\frac{s}{t}$ and $[...]$ far. => $x_{1}$',
      ],
      'holes within formulas, with braces of their own',
    ],
    ['$$\nQ = A_{{c1::12}}\n$$', ['$$Q = A_{[...]}$$ => $12$'], 'a hole in a formula of several lines'],
    ['- It passes ==Vienna== slowly. #cloze', ['It passes [...] slowly. => Vienna'], 'a highlight, asked for'],
    ['Is it long?::Yes', ['Is it long? => Yes'], 'a question that no rule would let pass'],
  ])('%j: %j, %s', (lines, cards) => {
    const deck = deckOf(lines);
    expect(read(cardsOf(deck, 'danube'))).toEqual(cards);
    expect(deck.entities.flatMap((entity) => entity.notes.map((note) => note.kind))).toEqual(['marked']);
  });

  test.each([
    ['a::b in code', '- Call `std::sort` twice or more.'],
    ['an address', '- The router is fe80::1 today, see it.'],
    ['a function', '- Use std::sort(river) for that.'],
    ['a field of a database', 'due:: 2024-01-01'],
    ['two signs', '- a::b::c'],
    ['a fence', '```\nQ: a\nA: b\n```'],
    ['a highlight that nobody asked for', '- It passes ==Vienna== slowly.'],
    ['a table', '| a::b | c |\n|---|---|\n| x::y | z |'],
  ])('%s is no mark', (_what, lines) => {
    expect(
      deckOf(`- **Purpose**: Carries ships.\n\n${lines}`).entities.flatMap((entity) => entity.notes.map((note) => note.kind)),
    ).not.toContain('marked');
  });
});

test('a rule-made card about the same lines gives way', () => {
  const deck = deckOf('- **Purpose**: Carries {{c1::ships}} to the sea.\n- Supports 34 fish species.');
  expect(read(cardsOf(deck, 'danube'))).toEqual([
    'Purpose: Carries [...] to the sea. => ships',
    'How many fish species does Danube support? => 34',
  ]);
});

test('a card belongs to the nearest heading that is a thing, else to one made from the nearest heading', () => {
  const { deck } = compiled(
    '# Water\n\n## Danube\n\n- **Purpose**: Carries ships.\n\n### Cards\n\nSource::Black Forest\n\n## Facts\n\nIce::Frozen water\n',
  );
  expect(deck.entities.map((entity) => [entity.name, entity.notes.filter((note) => note.kind === 'marked').length])).toEqual([
    ['Danube', 1],
    ['Facts', 1],
  ]);
});

test('its lines are those of the whole mark; its fact carries its words', () => {
  const deck = deckOf('Where does it rise?\nTell the wood.\n?\nBlack Forest');
  const [entity] = deck.entities;
  expect(cardsOf(deck)[0]?.lines).toEqual([5, 6, 7, 8]);
  expect(entity?.facts).toMatchObject([
    { role: 'marked', text: 'Where does it rise? Tell the wood. — Black Forest', lines: { from: 5, to: 8 } },
  ]);
  expect(entity?.notes[0]?.facts).toEqual(entity?.facts.map((fact) => fact.id));
});

test('the same words below two headings are two cards', () => {
  const { deck } = compiled('## Danube\n\nSource::Black Forest\n\n## Rhine\n\nSource::Alps\n');
  expect(read(cardsOf(deck))).toEqual(['Source => Black Forest', 'Rhine: Source => Alps']);
});

test('what other tools wrote is shown nowhere', () => {
  const { deck } = compiled(
    '## Danube ^abc\n\n- **Purpose**: Carries ships. ^learnkit-1a\n- Passes [[Vienna|the capital]] %%check%% and Linz. <!--SR:!2024-01-01,1,230-->\n%%\nSource::hidden\n%%\n![[map.png]]\n',
  );
  // The picture itself is shown beside the card.
  const { figures: _, ...said } = deck.entities[0] ?? {};
  expect(JSON.stringify(said)).not.toMatch(/SR:|\^|learnkit|%%|hidden|map\.png|\[\[/);
});
