import type { Flag } from '../deed.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { CardId, DeckId, EntityId } from '../ids.ts';
import type { PlannedPicture } from '../media.ts';
import type { Instant } from '../time.ts';
import { aroundChanges } from './around.ts';
import type { AroundChange } from './around.ts';
import type { Card, Correction, Deck, DeckEntity, Fact, Note } from './deck.ts';
import { reconcile } from './reconcile.ts';
import type { Report } from './report.ts';
import { correctionsOf, statusOf } from './status.ts';

/** A deck as the learner has it, with what was archived: what `reconcile` pairs a newly compiled deck with. */
export interface KnownDeck {
  readonly deck: Deck;
  readonly archived: readonly ArchivedEntity[];
}

/** What vanished from the notes of one entity, the entity itself or parts of it: as it was, so that it can come back. */
export interface ArchivedEntity {
  readonly id: EntityId;
  readonly deck: DeckId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly facts: readonly Fact[];
  /** Each with the cards that vanished; the note itself may live on with others. */
  readonly notes: readonly Note[];
}

/** What putting a newly compiled deck in place of the known one would do: a value that is shown, tested, refused or applied. */
export interface ImportPlan {
  readonly deck: DeckId;
  readonly title: string;
  /** The deck to be, its ids those of the known deck wherever it is the same. */
  readonly after: Deck;
  readonly notesText: string;
  /** deck.yaml as text, where one came with the notes. */
  readonly curationText?: string;
  /** Those that the notes name and that are there. */
  readonly pictures?: readonly PlannedPicture[];
  /** Revision of the notebook that the plan was made from; undefined for a new deck. Another one now refuses the plan. */
  readonly baseRevision?: number;
  /** The whole archive of the deck as it will be. */
  readonly archived: readonly ArchivedEntity[];
  readonly changes: readonly CardChange[];
  /** What is new around the cards, where the deck was here before. */
  readonly around: readonly AroundChange[];
  /** Cards that stay as they are. */
  readonly unchanged: number;
  /** About the notes and the curation, in the order of the files. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Cards are as compiled: what the learner decided about them is joined only where they are read. */
export type CardChange =
  | { readonly kind: 'added'; readonly card: Card; readonly entityName: string }
  /** Came back after it had been archived: with its history. */
  | { readonly kind: 'revived'; readonly card: Card; readonly entityName: string }
  /** Another wording of the same fact, or something else to know beside the answer: progress stays. */
  | {
      readonly kind: 'changed';
      readonly before: Card;
      readonly after: Card;
      readonly entityName: string;
      /** Corrections and status that stand on the card now, and did not, or not so. */
      readonly corrections?: readonly Correction[];
    }
  | { readonly kind: 'archived'; readonly card: Card; readonly entityName: string };

/**
 * What the learner decided about one card, by its id; survives every later compile. The effective card is compiled + overlay.
 * One with the id of a question holds what was said of that.
 */
export interface CardOverlay {
  readonly id: CardId;
  readonly deck: DeckId;
  readonly entity: EntityId;
  /** The learner's own words in place of the compiled ones. */
  readonly front?: string;
  readonly back?: string;
  readonly dropped?: true;
  readonly suspended?: true;
  /** Something is wrong with it. */
  readonly reported?: Report;
  /** A card that the learner wrote: there is no compiled one below it. Without a place in the notes it has no lines. */
  readonly own?: { readonly lines: readonly number[]; readonly position: number; readonly addedAt?: Instant };
  /** Entities that must not be offered as wrong when this card's entity is asked. */
  readonly vetoes?: readonly EntityId[];
  readonly flag?: Flag;
  /** `marked`, `leech` (deed.ts) and what else the learner finds cards by; each once, sorted. */
  readonly tags?: readonly string[];
}

/** What putting `compiled` in place of what is known would do. `texts` are what it was compiled from. */
export function planImport(
  known: KnownDeck | undefined,
  compiled: { readonly deck: Deck; readonly diagnostics: readonly Diagnostic[] },
  texts: Pick<ImportPlan, 'notesText' | 'curationText' | 'baseRevision'>,
): ImportPlan {
  const { deck: after, archived } = reconcile(known, compiled.deck);
  const before = placesOf(known?.deck.entities ?? []);
  const away = placesOf(known?.archived ?? []);
  const there = placesOf(after.entities);
  const changes: CardChange[] = [];
  let unchanged = 0;
  for (const [id, { card, entity, entityName }] of there) {
    const old = before.get(id);
    if (old === undefined) {
      changes.push({ kind: away.has(id) ? 'revived' : 'added', card, entityName });
      continue;
    }
    const beside = { told: told(card, entity), before: told(old.card, old.entity) };
    if (!isReworded(old.card, card) && isEqual(beside.told, beside.before)) {
      unchanged += 1;
      continue;
    }
    const isNew = new Set(
      beside.told.corrections
        .filter((one) => !beside.before.corrections.some((other) => isEqual(one, other)))
        .map(({ id }) => id),
    );
    const corrections = allCorrections(card, entity).filter((one) => isNew.has(one.id));
    changes.push({
      kind: 'changed',
      before: old.card,
      after: card,
      entityName,
      ...(corrections.length > 0 ? { corrections } : {}),
    });
  }
  for (const [id, { card, entityName }] of before) if (!there.has(id)) changes.push({ kind: 'archived', card, entityName });
  const { id: deck, title } = after;
  const around = known === undefined ? [] : aroundChanges(known.deck, after, changes);
  return { deck, title, after, archived, changes, around, unchanged, diagnostics: compiled.diagnostics, ...texts };
}

function isReworded(before: Card, after: Card): boolean {
  return before.front !== after.front || before.back !== after.back || before.more !== after.more;
}

function allCorrections(card: Card, entity: DeckEntity | ArchivedEntity): readonly Correction[] {
  return 'kind' in entity ? [...statusOf(entity), ...correctionsOf(card, entity)] : [];
}

/** What stands beside the words of a card: what became of its entity, and what of the notes is put right. */
function told(card: Card, entity: DeckEntity | ArchivedEntity) {
  if (!('kind' in entity)) return { corrections: [], formerly: [] };
  const { availability, formerly = [] } = entity;
  // The lines that a correction is about move with the notes, and it stays the same.
  const corrections = allCorrections(card, entity).map((one) => ({ ...one, lines: [] }));
  return { corrections, formerly, ...(availability === undefined ? {} : { availability }) };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placesOf(entities: readonly (DeckEntity | ArchivedEntity)[]) {
  return new Map(
    entities.flatMap((entity) =>
      entity.notes.flatMap((note) => note.cards.map((card) => [card.id, { card, entity, entityName: entity.name }] as const)),
    ),
  );
}
