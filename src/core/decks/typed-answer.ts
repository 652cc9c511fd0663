import type { EntityId } from '../ids.ts';
import { again, good, type Rating } from '../scheduling/schedule.ts';
import type { Card, DeckEntity } from './deck.ts';
import { markTyped, spellings, type TypedMark } from './typed.ts';

/** What became of an answer that was typed. */
export type TypedAnswer =
  | {
      readonly kind: 'marked';
      readonly mark: TypedMark;
      /** Only a proposal: the learner may have meant more, or less, than the letters say. */
      readonly suggested: Rating;
      /** Letter by letter, where it was near. */
      readonly letters?: readonly TypedPart[];
    }
  /** A sentence is said in many ways: whoever typed it compares it. */
  | { readonly kind: 'unmarked' };

/** Letters that both have, that were typed and do not belong there, or that were left out. */
export interface TypedPart {
  readonly text: string;
  readonly kind: 'same' | 'extra' | 'missing';
}

/** Names of the deck, each with the entity that it is of. */
export type KnownNames = readonly { readonly entity: EntityId; readonly name: string }[];

/** Whoever is asked for more says it in words of their own. A name may be longer. */
const mostWords = 4;

export function markAnswer(
  typed: string,
  card: Pick<Card, 'direction' | 'back'>,
  { id, name, aliases, formerly = [] }: Pick<DeckEntity, 'id' | 'name' | 'aliases' | 'formerly'>,
  known: KnownNames,
): TypedAnswer {
  const asksName = card.direction === 'to-name';
  if (!asksName && card.back.trim().split(/\s+/).length > mostWords) return { kind: 'unmarked' };
  const own = asksName ? { aliases: [name, ...aliases], formerly } : { aliases: [] };
  const others = known.flatMap((one) => (one.entity === id ? [] : [one.name]));
  const mark = markTyped(typed, { answer: card.back, ...own, others });
  switch (mark.kind) {
    case 'right':
      return { kind: 'marked', mark, suggested: good };
    case 'almost':
      // A slip of the finger is no slip of the memory.
      return { kind: 'marked', mark, suggested: good, letters: compareLetters(typed, mark.name ?? card.back) };
    case 'wrong':
    case 'empty':
      return { kind: 'marked', mark, suggested: again };
  }
}

/** What was typed beside the spelling of the name that is nearest. Case, accents, signs and the maker before it are the same to it. */
export function compareLetters(typed: string, name: string): TypedPart[] {
  const compared = spellings(name).map((spelling) => lettersOf(bare(typed), bare(spelling)));
  return compared.toSorted((a, b) => changes(a) - changes(b))[0]!;
}

function bare(text: string): string {
  const trimmed = text.trim().replaceAll(/\s+/g, ' ');
  const rest = trimmed.replace(/^(?:the|an?) (?=\S)/i, '').replace(/^(?:amazon|aws) (?=\S)/i, '');
  return rest === '' ? trimmed : rest;
}

function changes(parts: readonly TypedPart[]): number {
  return parts.reduce((sum, { kind, text }) => (kind === 'same' ? sum : sum + text.length), 0);
}

function lettersOf(typed: string, name: string): TypedPart[] {
  const [a, b] = [signsOf(typed), signsOf(name)];
  // common[i][j]: how many letters a from i and b from j have in common.
  const common = a.map(() => new Uint16Array(b.length + 1));
  common.push(new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const isSame = (i: number, j: number) => a[i]!.letter !== '' && a[i]!.letter === b[j]?.letter;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: TypedPart[] = [];
  const put = (text: string, kind: TypedPart['kind']) => {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    // Blanks and signs count on neither side: those of the name are shown.
    if (j < b.length && b[j]!.letter === '') put(b[j++]!.text, 'same');
    else if (i < a.length && a[i]!.letter === '') i += 1;
    else if (i < a.length && j < b.length && isSame(i, j)) {
      put(a[i++]!.text, 'same');
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) put(a[i++]!.text, 'extra');
    else put(b[j++]!.text, 'missing');
  }
  return parts;
}

/** What is seen as one sign, with the letter that counts; '' for what does not count. */
function signsOf(text: string): { readonly text: string; readonly letter: string }[] {
  return Array.from(text.normalize('NFC'), (sign) => {
    // Marks over letters fall away with the other signs.
    const plain = sign.normalize('NFKD').toLowerCase();
    return { text: sign, letter: plain.replace(/[^\p{L}\p{N}+#%]+/gu, '') };
  });
}
