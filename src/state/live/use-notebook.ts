import { useLiveQuery } from 'dexie-react-hooks';
import type { Card } from '#core/decks/deck.ts';
import type { NotesAccount } from '#core/decks/plan-files.ts';
import type { DeckId, EntityId } from '#core/ids.ts';
import type { FilePlace } from '#core/notes/files.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { levelOf, type Level } from '#core/stats/level.ts';
import type { StudyDay } from '#core/time.ts';
import { cardsOfNotebook, notebook, unplacedCards, type NotebookCard } from '#storage/queries/notebook.ts';
import { useEffect, useState } from 'react';
import { accountFor } from '../known-accounts.ts';
import { useServices, useStorage } from '../services-context.ts';

/** How well a line of the notes is known: its weakest card. */
export interface LineStrength {
  readonly level: Level;
  /** Absent for a card that has not been met. */
  readonly recall?: number;
  readonly dueDay?: StudyDay;
  /** Those that rest on the line, in the order in which they are learnt. */
  readonly cards: readonly LineCard[];
}

export interface LineCard {
  readonly card: Card;
  readonly entity: EntityId;
  readonly entityName: string;
  readonly recall?: number;
}

/** A card that the learner wrote without naming a line; `after` is the last line about what it asks for. */
export interface UnplacedStrength extends LineStrength {
  readonly after?: number;
}

export interface ShownNotebook {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** Of a folder that is one deck: its files among the lines. */
  readonly files?: readonly FilePlace[];
  /** deck.yaml, where one came with the notes. */
  readonly curationText?: string;
  /** Another one says that notes or curation are others. */
  readonly revision?: number;
  readonly today: StudyDay;
  readonly strengths: ReadonlyMap<number, LineStrength>;
  readonly unplaced: readonly UnplacedStrength[];
}

/** `undefined` is not known yet, `'none'` is no such notebook. */
export function useNotebook(id: DeckId): ShownNotebook | 'none' | undefined {
  const { db, preset } = useStorage();
  const { clock } = useServices();
  const row = useLiveQuery(async () => (await notebook(db, id)) ?? 'none', [db, id]);
  const known = useLiveQuery(async () => {
    const moment = clock.now();
    const weakest = (cards: readonly NotebookCard[]): LineStrength => {
      const standing = cards.map(({ card, entity, schedule }) => {
        const recall = recallNow(schedule, moment, preset);
        const shown = { card, entity: entity.id, entityName: entity.name };
        return {
          schedule,
          recall,
          level: levelOf(schedule, recall ?? 0),
          shown: recall === undefined ? shown : { ...shown, recall },
        };
      });
      const { schedule, recall, level } = standing.reduce((low, each) => (each.level < low.level ? each : low));
      const dueDay = dueDayOf(schedule, moment.day);
      return {
        level,
        cards: standing.map(({ shown }) => shown),
        ...(recall === undefined ? {} : { recall }),
        ...(dueDay === undefined ? {} : { dueDay }),
      };
    };
    const [byLine, unplaced] = await Promise.all([cardsOfNotebook(db, id), unplacedCards(db, id)]);
    return {
      strengths: new Map([...byLine].map(([line, cards]) => [line, weakest(cards)])),
      unplaced: unplaced.map(({ after, ...card }) => ({ ...weakest([card]), ...(after === undefined ? {} : { after }) })),
    };
  }, [db, id, preset, clock]);
  if (row === undefined || row === 'none') return row;
  const { title, path, text, lineCount, files, curationText, revision } = row;
  const more = {
    ...(files === undefined ? {} : { files }),
    ...(curationText === undefined ? {} : { curationText }),
    ...(revision === undefined ? {} : { revision }),
  };
  return { title, path, text, lineCount, ...more, today: clock.now().day, strengths: new Map(), unplaced: [], ...known };
}

/** What became of each line; it comes when the compiler has been through the notes. */
export function useAccount(id: DeckId, notebook: ShownNotebook | 'none' | undefined): NotesAccount | undefined {
  const { explainNotes, shippedDecks } = useServices();
  const [account, setAccount] = useState<NotesAccount>();
  const { path, text, curationText, revision } = notebook === undefined || notebook === 'none' ? unknown : notebook;
  useEffect(() => {
    if (text === undefined) return;
    const abort = new AbortController();
    const shipped = shippedDecks.find(({ slug }) => slug === id);
    async function explain(notesText: string) {
      const curation = curationText ?? (await shipped?.curation());
      const notes = { deck: id, path: path ?? '', notesText, ...(curation === undefined ? {} : { curationText: curation }) };
      setAccount(await accountFor({ explainNotes }, notes, abort.signal));
    }
    // The notes are readable without it.
    explain(text).catch((error: unknown) => {
      if (!abort.signal.aborted) console.error(error);
    });
    return () => abort.abort();
  }, [id, path, text, curationText, revision, explainNotes, shippedDecks]);
  return account;
}

const unknown: Partial<ShownNotebook> = {};

function dueDayOf({ state }: Schedule, today: StudyDay): StudyDay | undefined {
  switch (state.kind) {
    case 'new':
      return undefined;
    case 'learning':
    case 'relearning':
      return 'day' in state.due ? state.due.day : today;
    case 'review':
      return state.dueDay;
  }
}
