import { expect, test } from 'vitest';
import type { NotesAccount, NotesToExplain } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import { accountFor } from '#state/known-accounts.ts';

const notes = { deck: 'a' as DeckId, path: 'a.md', notesText: '## A\n' };
const { signal } = new AbortController();

/** A compiler that tells what it has been through. */
function aCompiler() {
  const seen: NotesToExplain[] = [];
  const explainNotes = async (given: NotesToExplain): Promise<NotesAccount> => {
    seen.push(given);
    return { left: [], diagnostics: [{ severity: 'info', code: 'x', path: given.path, message: given.notesText }] };
  };
  return { seen, explainNotes };
}

test('notes that have not changed are compiled for their first reader only', async () => {
  const { seen, explainNotes } = aCompiler();
  const first = await accountFor({ explainNotes }, notes, signal);
  expect(await accountFor({ explainNotes }, { ...notes }, signal)).toBe(first);
  expect(seen).toHaveLength(1);
});

test.each([
  ['the text', { notesText: '## B\n' }],
  ['the curation', { curationText: 'title: A' }],
  ['the path', { path: 'b.md' }],
])('%s has changed: they are compiled again, and the last ones are kept', async (_what, change) => {
  const { seen, explainNotes } = aCompiler();
  await accountFor({ explainNotes }, notes, signal);
  await accountFor({ explainNotes }, { ...notes, ...change }, signal);
  await accountFor({ explainNotes }, { ...notes, ...change }, signal);
  expect(seen).toHaveLength(2);
});

test('the last eight notebooks are kept, and those before them are let go', async () => {
  const { seen, explainNotes } = aCompiler();
  const of = (number: number) => accountFor({ explainNotes }, { ...notes, deck: `${number}` as DeckId }, signal);
  for (let number = 1; number <= 9; number += 1) await of(number);
  await of(2);
  expect(seen).toHaveLength(9);
  await of(1);
  expect(seen).toHaveLength(10);
});

test('what the reader had not the patience for is asked again', async () => {
  let patience = 0;
  const explainNotes = () =>
    patience++ === 0 ? Promise.reject(new DOMException('gone', 'AbortError')) : Promise.resolve({ left: [], diagnostics: [] });
  await expect(accountFor({ explainNotes }, notes, signal)).rejects.toThrow('gone');
  expect(await accountFor({ explainNotes }, notes, signal)).toEqual({ left: [], diagnostics: [] });
});
