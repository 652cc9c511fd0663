import { expect, test } from 'vitest';
import { cardsOf, compiled } from './compiled.ts';

const NOTES = `# Teas

## Sencha

- **Purpose**: A green tea of steamed leaves
- **Origin**: Grown in Shizuoka by small farms.
- **Harvest**: Leaves are plucked over 88 nights.
- **Shape**: ==Rolled into needles by Hand==.
- **Benefits**:
    - ==Wakes without Coffee==.
`;

const yamlOf = (sencha: string) => `title: Teas
categories: [{ id: green, name: Green }]
entities:
  sencha:
    name: Sencha
    category: green
    kind: service
${sencha}`;

test('a card is the more important the more it tells apart: purpose, what the author marked, features, numbers', () => {
  const priorities = new Map(cardsOf(compiled(NOTES).deck).map(({ lines, priority }) => [lines[0], priority]));
  expect([...priorities]).toEqual(
    expect.arrayContaining([
      [5, 1],
      [8, 3],
      [6, 4],
      [7, 5],
    ]),
  );
});

const WRITTEN = `    cards:
      - { id: where, front: "Where does the tea grow?", back: "In Shizuoka.", lines: [6], priority: 2, direction: to-answer }
      - { id: aim, front: "Sencha: what is it for?", back: "A tea that is steamed.", lines: [5], priority: 1, direction: to-answer }
`;

test.each(['', '    ruleCards: false\n'])('a written card is kept, and which one it replaces is told: %j', (more) => {
  const { deck, replaced, turnedDown } = compiled(NOTES, yamlOf(`${WRITTEN}${more}`));
  const written = new Map(cardsOf(deck).map((card) => [card.id, card]));
  expect(replaced.map(({ front, lines, by }) => [front, lines, written.get(by)?.key])).toEqual(
    expect.arrayContaining([
      ['Sencha: what is it for?', [5], 'aim'],
      ['Sencha, Origin: Grown in [...] by small farms', [6], 'where'],
    ]),
  );
  expect(replaced).toHaveLength(2);
  expect(turnedDown.filter(({ lines }) => lines.includes(6))).toEqual([]);
});

test('what a person writes is as important as they say', () => {
  expect(cardsOf(compiled(NOTES, yamlOf(WRITTEN)).deck).find(({ key }) => key === 'where')?.priority).toBe(2);
});
