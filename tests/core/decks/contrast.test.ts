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
const contrasts = (curation: string) => read(cardsOf(compiled(NOTES, curation).deck)).filter((card) => card.includes(' vs '));

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
  [
    'where a person wrote one for each',
    yaml(
      'groups: [{ id: g, name: G, members: [alpha, beta] }]\n',
      '    cards: [{ front: "Alpha vs Beta: what separates them?", back: "Alpha: corn. Beta: planks.", lines: [3, 4], priority: 1, direction: to-answer }]\n',
    ).replace('Alpha: corn. Beta: planks.', 'Alpha: for corn. Beta: for planks.'),
  ],
])('%s, rules make none', (why, curation) => {
  expect(contrasts(curation).filter((card) => card.includes('Grinds'))).toEqual([]);
  expect(contrasts(curation)).toHaveLength(why.includes('person') ? 1 : 0);
});

test('it rests on the lines of both', () => {
  const card = cardsOf(compiled(NOTES, yaml(GROUP)).deck).find(({ front }) => front.startsWith('Alpha vs Beta'));
  expect(card?.lines).toEqual([3, 4]);
});
