import { Link } from 'wouter';
import type { DeckId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { placeOf } from '#views/words/place.en.ts';

/** Where in the notes something comes from; leads there, with the lines marked. Notes that were removed have no path. */
export function NotesLink({
  deck,
  notes,
  lines,
}: {
  readonly deck: DeckId;
  readonly notes: NotesPlace;
  readonly lines: readonly number[];
}) {
  if (notes.path === '') return null;
  return (
    <Link className="link" href={notesPlace(deck, lines)}>
      {placeOf(notes, lines)}
    </Link>
  );
}

export function notesPlace(deck: DeckId, lines: readonly number[]): string {
  return `/notes/${deck}/${lines.join(',')}`;
}
