import type { CardId, DeckId, EntityId } from '../ids.ts';
import { askedOf } from '../quiz/question.ts';
import type { Question } from '../quiz/question.ts';
import type { Instant } from '../time.ts';
import type { DeckEntity } from './deck.ts';
import type { CardOverlay } from './plan.ts';
import { reportsIn, type OneReport, type Said } from './report.ts';

/** A report with all that the author of the notes needs to act on it. */
export interface ToldReport extends Said {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly entity: EntityId;
  /** Of the entity. */
  readonly name: string;
  readonly kind: 'card' | Question['kind'];
  readonly at: Instant;
  /** Of the notes: where they stand now, if what it rests on is still there. */
  readonly lines: readonly number[];
  readonly asked: string;
  /** Those of a question in the order shown; of a matching, its pairs. */
  readonly options: readonly ToldOption[];
  /** What counts as right, where there are no options. */
  readonly answer?: string;
  /** Why it counts as right, in the notes' words. */
  readonly why?: string;
  readonly given?: string;
  /** A mock exam that is not handed in asks it: its answer is not told. */
  readonly isOpen?: true;
}

export interface ToldOption {
  readonly text: string;
  /** What it stands for: of a statement the name, in a matching the name that belongs to it. */
  readonly of?: string;
  readonly isKey: boolean;
}

/** `entity` as it is now; undefined where it has left the notes. */
export function tellReport({ id, deck, entity: about, reported }: CardOverlay, entity: DeckEntity | undefined): ToldReport[] {
  if (reported === undefined) return [];
  return reportsIn(reported).map((one) => {
    const { fault, words, at } = one;
    const place = {
      id,
      deck,
      entity: about,
      name: entity?.name ?? nameIn(one) ?? '',
      at,
      lines: linesNow(id, one, entity),
    };
    return { ...place, fault, ...(words !== undefined && { words }), ...toldAbout(one) };
  });
}

/** Of a question that a mock exam asks just now, what would tell the answer is not told before it is handed in. */
export function withoutAnswer({ answer: _answer, why: _why, ...report }: ToldReport): ToldReport {
  const options = report.kind === 'match' ? [] : report.options.map(({ text }) => ({ text, isKey: false }));
  return { ...report, name: '', lines: [], options, isOpen: true };
}

function toldAbout({ about }: OneReport): Pick<ToldReport, 'kind' | 'asked' | 'options' | 'answer' | 'why' | 'given'> {
  if (about.kind === 'card') return { kind: 'card', asked: about.front, options: [], answer: about.back };
  const { question, given } = about;
  const { kind, stem: asked } = question;
  const told = { kind, asked, ...(given !== undefined && { given }) };
  switch (question.kind) {
    case 'choice':
    case 'response': {
      const isKey = (at: number): boolean => (question.kind === 'choice' ? at === question.key : question.keys.includes(at));
      const options = question.options.map(({ text, name }, at): ToldOption => ({
        text,
        ...(name !== text && { of: name }),
        isKey: isKey(at),
      }));
      return { ...told, options, why: question.rationale };
    }
    case 'match':
      return {
        ...told,
        options: question.pairs.map(({ text, key }) => ({ text, of: question.options[key]?.text ?? '', isKey: true })),
      };
    case 'typed':
      return { ...told, options: [], answer: question.key.text, why: question.rationale };
  }
}

function nameIn({ about }: OneReport): string | undefined {
  if (about.kind === 'card') return undefined;
  const { question } = about;
  const asked = askedOf(question)[0]?.entity;
  const all = question.kind === 'typed' ? [question.key] : question.options;
  return all.find(({ entity }) => entity === asked)?.name;
}

/** Lines move with every edit of the notes; facts and cards are found again. */
function linesNow(id: CardId, { about }: OneReport, entity: DeckEntity | undefined): readonly number[] {
  if (about.kind === 'card') {
    const card = entity?.notes.flatMap(({ cards }) => cards).find((one) => one.id === id);
    return card?.lines ?? about.lines;
  }
  const lines = askedOf(about.question).flatMap(({ fact, lines: then }) => {
    const now = entity?.facts.find((one) => one.id === fact)?.lines;
    return now === undefined ? then : [now.from];
  });
  return [...new Set(lines)].toSorted((a, b) => a - b);
}
