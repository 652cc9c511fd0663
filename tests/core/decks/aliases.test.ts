import { describe, expect, test } from 'vitest';
import { compileDeck } from '#core/decks/compile.ts';
import type { DeckId } from '#core/ids.ts';
import { joinFiles } from '#core/notes/files.ts';
import { parseNotes } from '#core/notes/parse.ts';

const note = (path: string, aliases: string, text: string) => ({ path, text: `---\naliases: ${aliases}\n---\n${text}\n` });
const overview = { path: 'Overview.md', text: '# Overview\n\n- **EBS** - disks that outlive their machine\n' };
const block = note('Elastic Block Store.md', '[EBS]', '- **Purpose**: Disks for one virtual machine.');

function compile(...files: { path: string; text: string }[]) {
  const { deck, diagnostics } = compileDeck(parseNotes(joinFiles(files), 'Cloud'), undefined, 'cloud' as DeckId);
  return {
    told: diagnostics.map(({ code, line }) => `${line} ${code}`),
    entities: deck.entities.map(({ name, aliases, facts }) => [name, aliases, facts.map(({ text }) => text)]),
    fronts: deck.entities.flatMap(({ notes }) => notes.flatMap(({ cards }) => cards.map(({ front }) => front))),
  };
}

describe('aliases in the front matter of a note', () => {
  test.each([
    ['after the note', [block, { ...overview, path: 'Zoo.md' }]],
    ['before it', [{ ...overview, path: 'A.md' }, block]],
  ])('bring what is said %s under an alias to the thing, which is called as its file', (_, files) => {
    const { entities, told } = compile(...files);
    expect(told).toEqual([]);
    expect(entities).toHaveLength(1);
    expect(entities[0]?.slice(0, 2)).toEqual(['Elastic Block Store', ['EBS']]);
    expect(entities[0]?.[2]).toHaveLength(2);
  });

  test('give the name away in a question for it, as the name does', () => {
    const { fronts } = compile(note('Kubernetes.md', 'k8s', '- **Purpose**: Runs containers, k8s for short.'));
    expect(fronts).toEqual([expect.stringMatching(/^Kubernetes: /)]);
    const without = { path: 'Kubernetes.md', text: '- **Purpose**: Runs containers, k8s for short.\n' };
    expect(compile(without).fronts).toHaveLength(2);
  });

  test.each([
    ['a text with commas', 'EBS, Block Store', ['EBS', 'Block Store']],
    ['a list', '[EBS, 42, "Block  Store"]', ['EBS', 'Block Store']],
    ['nothing', '', []],
    ['keys, which name nothing', '{ EBS: 1 }', []],
    ['the name itself', '[Elastic Block Store, EBS]', ['EBS']],
  ])('may be %s', (_, aliases, expected) => {
    const file = note('Elastic Block Store.md', aliases, '- **Purpose**: Disks for one virtual machine.');
    expect(compile(file).entities.map((entity) => entity[1])).toEqual([expected]);
  });

  test('that are the own file name, or another title of it, name no other thing', () => {
    const file = note('Athena.md', '[Athena, Amazon Athena]', '# Amazon Athena\n\n- **Purpose**: Asks files in SQL.');
    expect(compile(file, block)).toMatchObject({
      told: [],
      entities: [['Amazon Athena', ['Athena'], expect.anything()], expect.anything()],
    });
  });

  test('that mean two things are taken for neither, and told', () => {
    const image = note('Machine Image.md', '[AMI]', '- **Purpose**: A disk to start machines from.');
    const heart = note('Heart Attack.md', '[AMI]', '- **Purpose**: A blocked artery of the heart.');
    const both = compile(heart, image);
    expect(both.entities.map(([name, aliases]) => [name, aliases])).toEqual([
      ['Heart Attack', []],
      ['Machine Image', []],
    ]);
    expect(both.told).toEqual(['2 notes/alias-of-two', '7 notes/alias-of-two']);
    const own = { path: 'AMI.md', text: '- **Purpose**: A third thing of this name.\n' };
    expect(compile(own, image).entities).toHaveLength(2);
  });

  test('of a file about many things name none of them', () => {
    const many = note('Clouds.md', '[Weather]', '# Kinds\n\n- **Cirrus**: a high one\n- **Stratus**: a low one');
    expect(compile(many).entities.map(([name, aliases]) => [name, aliases])).toEqual([
      ['Cirrus', []],
      ['Stratus', []],
    ]);
  });
});
