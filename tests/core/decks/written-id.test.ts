import { expect, test } from 'vitest';
import type { Deck } from '#core/decks/deck.ts';
import { reconcile } from '#core/decks/reconcile.ts';
import { compiled } from './compiled.ts';

const NOTES = '# Teas\n\n## Sencha\n\n- **Purpose**: A tea of steamed leaves\n- **Origin**: It grows in the south of Japan.\n';

const deckOf = (...cards: string[]): Deck => {
  const yaml = `title: Teas
categories: [{ id: green, name: Green }]
entities:
  sencha:
    name: Sencha
    category: green
    kind: service
    ruleCards: false
    cards:
${cards.map((card) => `      - { ${card}, lines: [6], priority: 4, direction: to-answer }`).join('\n')}
`;
  return compiled(NOTES, yaml).deck;
};
const ids = (deck: Deck) => deck.entities.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ id }) => id)));
const then = (before: Deck, after: Deck) => reconcile({ deck: before, archived: [] }, after).deck;

const FIRST = 'front: "Where does Sencha grow?", back: "In the south of Japan."';
const ANEW = 'front: "What part of a country is home to it?", back: "Its warm end."';

test('a written card with an id of its own stays the same card, however it is worded', () => {
  const before = deckOf(`id: home, ${FIRST}`);
  expect(ids(deckOf(`id: home, ${ANEW}`))).toEqual(ids(before));
  expect(ids(then(before, deckOf(`id: home, ${ANEW}`)))).toEqual(ids(before));
});

test('without one, another wording is another card', () => {
  const before = deckOf(FIRST);
  expect(ids(then(before, deckOf(ANEW)))).not.toEqual(ids(before));
});

test('a card that gets an id keeps what it was known by, also when it is worded anew later', () => {
  const before = deckOf(FIRST);
  const named = then(before, deckOf(`id: home, ${FIRST}`));
  expect(ids(named)).toEqual(ids(before));
  expect(ids(then(named, deckOf(`id: home, ${ANEW}`)))).toEqual(ids(before));
});

test('the id decides where the words would pair it with another', () => {
  const before = deckOf(`id: home, ${FIRST}`, `id: part, ${ANEW}`);
  const [home, part] = ids(before);
  expect(ids(then(before, deckOf(`id: part, ${FIRST}`, `id: home, ${ANEW}`)))).toEqual([part, home]);
});

test('a card that was taken out and comes back under its id is the same one', () => {
  const before = deckOf(`id: home, ${FIRST}`, 'id: other, front: "Who grows it?", back: "Farmers."');
  const without = reconcile({ deck: before, archived: [] }, deckOf('id: other, front: "Who grows it?", back: "Farmers."'));
  const back = reconcile(without, deckOf(`id: home, ${ANEW}`, 'id: other, front: "Who grows it?", back: "Farmers."'));
  expect(ids(back.deck)).toEqual(ids(before));
});
