import type { ConfusableGroup } from '#core/decks/deck.ts';
import type { DeckId, EntityId, QuizId } from '#core/ids.ts';
import { toDraw, type Confusions } from '#core/quiz/confusions.ts';
import type { Services } from './services.ts';
import { createQuizStart } from './quiz-store.ts';
import { storageErrorCode, type StorageErrorCode } from './trouble.ts';

/** Two minutes, at twenty seconds a question. */
const drillLength = 6;
/** With more of its group, the pair itself would come too seldom. */
const mostAsked = 4;

export type Drilled =
  | { readonly kind: 'begun'; readonly quiz: QuizId }
  | { readonly kind: 'unsaved'; readonly code: StorageErrorCode };

/** A short quiz of what is mixed up: the pair, and what else is of its group. */
export async function startDrill(
  services: Services,
  deck: DeckId,
  pair: readonly EntityId[],
  { confusions, groups }: { readonly confusions: Confusions; readonly groups: readonly ConfusableGroup[] },
): Promise<Drilled | undefined> {
  try {
    // Whatever is wrong with the database is told from here.
    await services.storage();
    const group = groups.find(({ members, wide }) => !wide && pair.every((one) => members.includes(one)));
    const entities = [...new Set([...pair, ...(group?.members ?? [])])].slice(0, mostAsked);
    const start = createQuizStart(services);
    const quiz = await start.getState().start({
      deck,
      state: '',
      limits: { leaveOutRetired: false },
      count: drillLength,
      categories: [],
      entities,
      confused: toDraw(confusions),
    });
    const { starting } = start.getState();
    if (quiz !== undefined) return { kind: 'begun', quiz };
    return starting.kind === 'unsaved' ? { kind: 'unsaved', code: starting.code } : undefined;
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return { kind: 'unsaved', code };
  }
}
