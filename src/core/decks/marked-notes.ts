import { markText, withWholeFormulas } from '../notes/marks.ts';
import type { ParsedMark } from '../notes/notebook.ts';
import type { Fact } from './deck.ts';
import { HOLE } from './lint.ts';
import { overlap } from './resolve.ts';
import type { ResolvedEntity } from './resolve.ts';
import type { CardDraft, NoteDraft } from './rule-notes.ts';

/** The notes that the author marked within the text. They are the author's: no rule judges them. */
export function makeMarkedNotes(entity: ResolvedEntity): (NoteDraft & { readonly text: string })[] {
  return entity.marks.map((mark) => {
    const facts: Fact[] = entity.facts.filter((fact) => overlap(fact.lines, mark.lines));
    return { kind: 'marked', facts, cards: cardsOf(mark), text: markText(mark) };
  });
}

function cardsOf(mark: ParsedMark): CardDraft[] {
  const lines = Array.from({ length: mark.lines.to - mark.lines.from + 1 }, (_, index) => mark.lines.from + index);
  const base = { direction: 'to-answer', lines, priority: 3 } as const;
  if (mark.kind === 'question') {
    const asked: CardDraft = { ...base, front: mark.front, back: mark.back };
    return mark.bothWays ? [asked, { ...base, front: mark.back, back: mark.front, part: 'back to front' }] : [asked];
  }
  const groups = [...new Set(mark.parts.flatMap((part) => part.hole ?? []))];
  return groups.map((group): CardDraft => {
    const front = mark.parts
      .map((part) => (part.hole === group ? holeOf(part) : part.text))
      .join('')
      .trim();
    const hidden = mark.parts
      .filter((part) => part.hole === group)
      .map(({ text, formula }) => (formula ? withWholeFormulas(`$${text}$`, mark) : text));
    return { ...base, front: withWholeFormulas(front, mark), back: [...new Set(hidden)].join(', '), part: group };
  });
}

function holeOf({ hint, formula }: { readonly hint?: string; readonly formula?: true }): string {
  if (hint === undefined) return HOLE;
  // Within a formula letters are variables, and blanks nothing.
  return formula ? `${HOLE}\\text{ (${hint.replace(/[{}\\$]/g, '')})}` : `${HOLE} (${hint})`;
}
