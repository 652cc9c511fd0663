import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileFolder } from '#cli/compile-folder.ts';
import type { Deck } from '#core/decks/deck.ts';

const notes = '## Sencha\n\n- Steamed green leaves from the south of Japan\n- **Water**: Seventy degrees for one short minute\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tea-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function compile(text: string): Promise<string[]> {
  await writeFile(join(folder, 'notes.md'), text);
  await compileFolder(folder, { check: false, cwd: folder });
  const deck = JSON.parse(await readFile(join(folder, 'deck.json'), 'utf8')) as Deck;
  return deck.entities.flatMap((entity) => entity.notes.flatMap((note) => note.cards.map(({ id }) => id)));
}

test('cards in deck.json keep their ids when the notes are edited, and get the same each time', async () => {
  const ids = await compile(notes);
  const edited = notes.replace('Steamed', 'Lightly steamed').replace('short minute', 'long minute');
  expect(await compile(edited)).toEqual(ids);
  expect((await compileFolder(folder, { check: true, cwd: folder })).outcome).toBe('unchanged');
});

test.each([
  ['is of another format', '{ "format": 7, "entities": 3 }'],
  ['is broken', '<<<<<<< HEAD\n{'],
])('a deck.json that %s is written anew', async (_what, text) => {
  const ids = await compile(notes);
  await writeFile(join(folder, 'deck.json'), text);
  expect(await compile(notes)).toEqual(ids);
});
