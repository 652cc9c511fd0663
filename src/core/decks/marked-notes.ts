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
    return { kind: 'marked', facts, cards: cardsOf(mark), text: textOf(mark) };
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
      .map(({ text, hole, hint }) => (hole !== group ? text : hint === undefined ? HOLE : `${HOLE} (${hint})`))
      .join('')
      .trim();
    const hidden = mark.parts.filter((part) => part.hole === group).map((part) => part.text);
    return { ...base, front, back: [...new Set(hidden)].join(', '), part: group };
  });
}

function textOf(mark: ParsedMark): string {
  return mark.kind === 'question' ? mark.front : mark.parts.map((part) => part.text).join('');
}
