import { expect, test } from 'vitest';
import { cardsOf, compiled, read } from './compiled.ts';

const NOTES = `## Mills

- **Alpha**: Grinds corn with stones.
- **Beta**: Saws planks by water.
- **Gamma**: Hammers iron into shape.
`;
const entity = (slug: string, more = '') =>
  `  ${slug}:\n    name: ${slug.charAt(0).toUpperCase()}${slug.slice(1)}\n    category: mills\n    kind: service\n${more}`;
const yaml = (more: string, alpha = '') =>
  `title: Mills\ncategories: [{ id: mills, name: Mills }]\nentities:\n${entity('alpha', alpha)}${entity('beta')}${entity('gamma')}${more}`;
const GROUP = 'groups: [{ id: g, name: G, members: [alpha, beta, gamma] }]\n';
const PAIR = 'groups: [{ id: g, name: G, members: [alpha, beta] }]\n';
const contrasts = (curation: string, notes = NOTES) =>
  read(cardsOf(compiled(notes, curation).deck)).filter((card) => card.includes(' vs '));

test('two alone are told apart: what the rows below lack makes the difference', () => {
  expect(contrasts(yaml(PAIR))).toHaveLength(1);
});

test('each of a group is told from a neighbour once', () => {
  expect(contrasts(yaml(GROUP))).toEqual([
    'Alpha vs Beta: what separates them? => Alpha: Grinds corn with stones. Beta: Saws planks by water.',
    'Gamma vs Alpha: what separates them? => Gamma: Hammers iron into shape. Alpha: Grinds corn with stones.',
  ]);
});

test.each([
  ['without a group', yaml('')],
  [
    'where both are right',
    yaml('groups: [{ id: g, name: G, members: [alpha, beta] }]\nvetoes: [{ asked: beta, alsoRight: [alpha] }]\n'),
  ],
  ['in a wide circle, where nobody takes one for the other', yaml(PAIR.replace('name: G,', 'name: G, wide: true,'))],
  ['of a part and its whole', yaml(PAIR).replace('  beta:\n', '  beta:\n    partOf: alpha\n')],
  [
    'of two categories',
    yaml(PAIR)
      .replace('{ id: mills, name: Mills }', '{ id: mills, name: Mills }, { id: saws, name: Saws }')
      .replace('name: Beta\n    category: mills', 'name: Beta\n    category: saws'),
  ],
  ['of a service and a mode', yaml(PAIR).replace(/(name: Beta\n.*\n {4}kind: )service/, '$1mode')],
  ['of two concepts', yaml(PAIR).replaceAll('kind: service', 'kind: concept')],
  ['where a name gives its side away', yaml(PAIR), NOTES.replace('Grinds corn', 'Alpha grinds corn')],
  ['where both sides are the same', yaml(PAIR), NOTES.replace('Saws planks by water', 'Grinds corn with stones')],
  [
    'where a person wrote one for each',
    yaml(
      'groups: [{ id: g, name: G, members: [alpha, beta] }]\n',
      '    cards: [{ front: "Alpha vs Beta: what separates them?", back: "Alpha: corn. Beta: planks.", lines: [3, 4], priority: 1, direction: to-answer }]\n',
    ).replace('Alpha: corn. Beta: planks.', 'Alpha: for corn. Beta: for planks.'),
  ],
])('%s, rules make none', (why: string, curation: string, notes: string = NOTES) => {
  const made = contrasts(curation, notes);
  expect(made.filter((card) => card.includes('Grinds'))).toEqual([]);
  expect(made).toHaveLength(why.includes('person') ? 1 : 0);
});

test('it rests on the lines of both', () => {
  const card = cardsOf(compiled(NOTES, yaml(GROUP)).deck).find(({ front }) => front.startsWith('Alpha vs Beta'));
  expect(card?.lines).toEqual([3, 4]);
});
