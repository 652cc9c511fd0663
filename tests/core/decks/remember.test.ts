import { expect, test } from 'vitest';
import { CompileMemory } from '#core/decks/remember.ts';
import type { DeckSource } from '#core/decks/remember.ts';
import type { DeckId } from '#core/ids.ts';

const aSource = (more: Partial<DeckSource> = {}): DeckSource => ({
  id: 'tea' as DeckId,
  path: 'tea/notes.md',
  notes: '# Tea\n\n- **Sencha**: Steamed green leaves.\n',
  ...more,
});
const YAML = 'title: Leaves\ncategories: [{ id: green, name: Green }]\nentities: {}\n';

test('what has not changed is not compiled again', () => {
  const memory = new CompileMemory();
  const first = memory.compile(aSource());
  expect(memory.compile(aSource())).toBe(first);
  expect(memory.compile(aSource({ id: 'other' as DeckId }))).not.toBe(first);
  expect(memory.compile(aSource())).toBe(first);
});

test('other notes and another curation are compiled, with what is wrong in either', () => {
  const memory = new CompileMemory();
  const first = memory.compile(aSource());
  const changed = memory.compile(aSource({ notes: '# Tea\n\n- **Assam**: Strong black leaves.\n' }));
  expect(changed.deck.entities.map((entity) => entity.name)).toEqual(['Assam']);
  const curated = memory.compile(aSource({ curation: { path: 'deck.yaml', text: YAML } }));
  expect(curated.deck.title).toBe('Leaves');
  expect(memory.compile(aSource({ curation: { path: 'deck.yaml', text: `${YAML}x: 1\n` } })).diagnostics).toMatchObject([
    { code: 'deck/unknown-key' },
    { code: 'deck/not-curated' },
  ]);
  expect(memory.compile(aSource()).deck).toEqual(first.deck);
});
