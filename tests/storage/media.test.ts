import { expect, test } from 'vitest';
import { planImport } from '#core/decks/plan.ts';
import type { DeckId } from '#core/ids.ts';
import type { MediaId, PlannedPicture } from '#core/media.ts';
import { decksWithFiles, picture } from '#storage/queries/media.ts';
import type { Storage } from '#storage/storage.ts';
import { compiled } from '#tests/core/decks/compiled.ts';
import { aMoment } from '#tests/support/moments.ts';
import { aStorage } from '#tests/support/storage.ts';

const notes = '## Heart\n\n- **Purpose**: Pumps blood through the body\n';

/** A picture that the notes call so, by the letter that is its content. */
function aPicture(src: string, content: string): PlannedPicture {
  return { src, media: content as MediaId, file: { type: 'image/png', bytes: new TextEncoder().encode(content) } };
}

/** What is in it already comes without its bytes, as from a plan of notes that were given alone. */
const kept = ({ src, media }: PlannedPicture): PlannedPicture => ({ src, media });

async function importWith(storage: Storage, name: string, pictures: readonly PlannedPicture[]): Promise<void> {
  const deck = name as DeckId;
  const known = await storage.knownNotebook(deck);
  const base = known?.revision === undefined ? {} : { baseRevision: known.revision };
  const { deck: made, diagnostics } = compiled(notes);
  const own = {
    deck: { ...made, id: deck, entities: made.entities.map((entity) => ({ ...entity, id: `${deck}/heart` as never, deck })) },
    diagnostics,
  };
  const plan = planImport(known?.deck, own, { notesText: notes, ...base });
  expect(await storage.applyImport({ ...plan, pictures }, aMoment())).toMatchObject({ kind: 'imported' });
}

const stored = async ({ db }: Storage) => (await db.media.toCollection().primaryKeys()).toSorted().join('');

test('a picture is kept once, whatever it is called and wherever it is shown', async () => {
  const storage = await aStorage();
  await importWith(storage, 'one', [aPicture('a.png', 'A'), aPicture('copy.png', 'A'), aPicture('b.png', 'B')]);
  await importWith(storage, 'two', [aPicture('x.png', 'A')]);
  expect(await stored(storage)).toBe('AB');
  expect(await storage.db.media.get('A' as MediaId)).toMatchObject({ type: 'image/png', size: 1 });
  expect((await picture(storage.db, 'two' as DeckId, 'x.png'))?.id).toBe('A');
  expect(await picture(storage.db, 'two' as DeckId, 'b.png')).toBeUndefined();
  expect((await decksWithFiles(storage.db)).toSorted()).toEqual(['one', 'two']);
});

test('a picture that no notebook shows any more goes, but not while an undo or a redo would bring it back', async () => {
  const storage = await aStorage();
  await importWith(storage, 'one', [aPicture('a.png', 'A'), aPicture('b.png', 'B')]);
  await importWith(storage, 'one', [kept(aPicture('b.png', 'B')), aPicture('c.png', 'C')]);
  expect(await stored(storage)).toBe('ABC');
  await storage.undoImport('one' as DeckId, aMoment());
  expect(await stored(storage)).toBe('ABC');
  expect((await picture(storage.db, 'one' as DeckId, 'a.png'))?.id).toBe('A');
  await storage.redo(aMoment());
  expect((await picture(storage.db, 'one' as DeckId, 'c.png'))?.id).toBe('C');
  await storage.undo(aMoment());

  await importWith(storage, 'one', [kept(aPicture('b.png', 'B'))]);
  await importWith(storage, 'one', [kept(aPicture('b.png', 'B'))]);
  expect(await stored(storage)).toBe('B');
});

test('one that another notebook shows stays when its own import is undone', async () => {
  const storage = await aStorage();
  await importWith(storage, 'one', [aPicture('a.png', 'A')]);
  await importWith(storage, 'two', [aPicture('a.png', 'A'), aPicture('b.png', 'B')]);
  await storage.undoImport('two' as DeckId, aMoment());
  await importWith(storage, 'three', []);
  expect(await stored(storage)).toBe('A');
  await storage.undoImport('one' as DeckId, aMoment());
  await importWith(storage, 'three', []);
  expect(await stored(storage)).toBe('');
});

test('a refused import brings no pictures', async () => {
  const storage = await aStorage();
  const { deck, diagnostics } = compiled(notes);
  const plan = planImport(undefined, { deck, diagnostics }, { notesText: notes, baseRevision: 7 });
  expect(await storage.applyImport({ ...plan, pictures: [aPicture('a.png', 'A')] }, aMoment())).toMatchObject({
    kind: 'refused',
  });
  expect(await stored(storage)).toBe('');
});
