import type { EntityId } from '../ids.ts';
import { bareName } from './bare-name.ts';

export type NamedPiece = string | { readonly entity: EntityId; readonly text: string };

/** A text in pieces: where something is called by its name for the first time, and what stands between. */
export function splitAtNames(
  text: string,
  named: readonly { readonly entity: EntityId; readonly name: string }[],
): readonly NamedPiece[] {
  // Long names first: they hold shorter ones.
  const names = named
    .flatMap(({ entity, name }) => [...new Set([name, bareName(name)])].map((spelt) => ({ entity, spelt })))
    .filter(({ spelt }) => spelt.length > 1)
    .toSorted((a, b) => b.spelt.length - a.spelt.length);
  let pieces: NamedPiece[] = [text];
  const met = new Set<EntityId>();
  for (const { entity, spelt } of names) {
    if (met.has(entity)) continue;
    const index = pieces.findIndex((piece) => typeof piece === 'string' && placeOf(spelt, piece) >= 0);
    const piece = pieces[index];
    if (typeof piece !== 'string') continue;
    met.add(entity);
    const at = placeOf(spelt, piece);
    const around: NamedPiece[] = [piece.slice(0, at), { entity, text: spelt }, piece.slice(at + spelt.length)];
    pieces = pieces.toSpliced(index, 1, ...around.filter((each) => each !== ''));
  }
  return pieces;
}

/** Where it stands as words of their own, or -1. */
function placeOf(spelt: string, text: string): number {
  for (let at = text.indexOf(spelt); at >= 0; at = text.indexOf(spelt, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + spelt.length])) return at;
  }
  return -1;
}

function isLetter(sign: string | undefined): boolean {
  return sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
}
