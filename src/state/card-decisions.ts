import type { CardOverlay } from '#core/decks/plan.ts';
import type { Said } from '#core/decks/report.ts';
import type { Flag } from '#core/deed.ts';
import type { CardId, DeckId, EntityId } from '#core/ids.ts';
import type { Question } from '#core/quiz/question.ts';
import type { Instant, StudyDay } from '#core/time.ts';
import type { Decision, Storage, Unburied } from '#storage/storage.ts';
import type { Services } from './services.ts';
import type { TakenBack } from './study-store.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** What a learner decides about single cards. It survives every later import. */
export type CardDecision =
  /** `reword` gives a card the words of the notes again. */
  | {
      readonly kind: 'edit' | 'reword';
      readonly card: CardId;
      readonly front: string;
      readonly back: string;
      readonly tags?: readonly string[];
    }
  /** All that the learner gives it by name. */
  | { readonly kind: 'tag'; readonly card: CardId; readonly tags: readonly string[] }
  | { readonly kind: SimpleDecision; readonly card: CardId }
  | { readonly kind: 'flag'; readonly card: CardId; readonly flag: Flag | 0 }
  | { readonly kind: 'due'; readonly card: CardId; readonly day: StudyDay }
  | {
      readonly kind: 'add';
      readonly entity: EntityId;
      readonly front: string;
      readonly back: string;
      readonly lines: readonly number[];
    }
  /** Where `asked` is right, `alsoRight` is right, too. */
  | { readonly kind: 'veto'; readonly asked: EntityId; readonly alsoRight: EntityId }
  /** What is wrong with it. */
  | { readonly kind: 'report'; readonly card: CardId; readonly said: Said }
  | {
      readonly kind: 'report-question';
      readonly deck: DeckId;
      readonly question: Question;
      readonly given?: string;
      readonly said: Said;
    }
  /** By the id of the report; of several, that of one time. */
  | { readonly kind: 'unreport'; readonly card: CardId; readonly at?: Instant };

export type SimpleDecision =
  | 'bury'
  | 'bury-note'
  | 'unbury'
  | 'suspend'
  | 'suspend-note'
  | 'resume'
  | 'mark'
  | 'unmark'
  | 'untag-leech'
  | 'reset'
  | 'drop'
  | 'restore';

export type Decided =
  | {
      readonly kind: 'decided';
      /** That were changed; none where it was so already. */
      readonly cards: readonly CardId[];
      /** False where another decision was taken since. */
      undo(): Promise<boolean>;
    }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

export function decideOn(services: Services, decision: CardDecision): Promise<Decided> {
  return carryOut(services, (storage) => write(storage, decision, services));
}

async function carryOut(services: Services, act: (storage: Storage) => Promise<Unburied>): Promise<Decided> {
  try {
    const storage = await services.storage();
    const { cards, undo } = await act(storage);
    const announce = () => {
      for (const card of cards) services.tabs.announce({ card });
    };
    announce();
    return {
      kind: 'decided',
      cards,
      async undo() {
        const undone = undo === undefined ? undefined : await storage.undo(services.clock.now(), undo);
        announce();
        return undone?.kind === 'undone';
      },
    };
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}

function write(storage: Storage, decision: CardDecision, { clock }: Services): Promise<Decision> {
  switch (decision.kind) {
    case 'edit':
    case 'reword': {
      const { card, front, back, tags } = decision;
      return storage.editCard(card, { front, back, ...(tags && { tags }) });
    }
    case 'tag':
      return storage.editCard(decision.card, { tags: decision.tags });
    case 'bury':
      return storage.buryCard(decision.card, clock.now());
    case 'bury-note':
      return storage.buryNote(decision.card, clock.now());
    case 'unbury':
      return storage.unburyCard(decision.card);
    case 'suspend':
      return storage.suspendCard(decision.card);
    case 'suspend-note':
      return storage.suspendNote(decision.card);
    case 'resume':
      return storage.unsuspendCard(decision.card);
    case 'mark':
    case 'unmark':
      return storage.markCard(decision.card, decision.kind === 'mark');
    case 'untag-leech':
      return storage.untagLeech(decision.card);
    case 'flag':
      return storage.flagCard(decision.card, decision.flag);
    case 'reset':
      return storage.resetCard(decision.card, clock.now());
    case 'due':
      return storage.setDueDay(decision.card, decision.day, clock.now());
    case 'drop':
      return storage.dropCard(decision.card);
    case 'restore':
      return storage.restoreCard(decision.card);
    case 'add': {
      const { entity, front, back, lines } = decision;
      return storage.addCard({ entity, front, back, lines }, clock.now());
    }
    case 'veto':
      return storage.vetoDistractor(decision.asked, decision.alsoRight);
    case 'report':
      return storage.reportCard(decision.card, decision.said, clock.now());
    case 'report-question': {
      const { deck, question, given, said } = decision;
      return storage.reportQuestion(deck, { question, ...(given !== undefined && { given }) }, said, clock.now());
    }
    case 'unreport':
      return storage.takeReportBack(decision.card, decision.at);
  }
}

/** Brings back all that is buried until tomorrow. */
export function unburyAll(services: Services): Promise<Decided> {
  return carryOut(services, (storage) => storage.unburyAll(services.clock.now()));
}

/** Takes back the last deed of any kind, or does again what was taken back: where no session is going on. */
export async function takeBackLast(services: Services, way: 'undo' | 'redo'): Promise<TakenBack> {
  try {
    const taken = await (await services.storage())[way](services.clock.now());
    if ('cards' in taken) for (const card of taken.cards) services.tabs.announce({ card });
    return taken;
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'failed', code };
  }
}

/** What the learner has decided about a card so far. */
export async function findDecisions(services: Services, card: CardId): Promise<CardOverlay | undefined> {
  return (await services.storage()).db.overlays.get(card);
}

/** What was decided about a deck, in the words of a deck.yaml; undefined where there is no such deck. */
export async function exportDecisions(services: Services, deck: DeckId): Promise<string | undefined> {
  const storage = await services.storage();
  const [known, overlays, { exportOverlays }] = await Promise.all([
    storage.knownNotebook(deck),
    storage.readOverlays(deck),
    import('#core/decks/overlay-patch.ts'),
  ]);
  return known && exportOverlays(known.deck.deck, overlays);
}
