import { useLiveQuery } from 'dexie-react-hooks';
import { countCard, emptyStanding, standingOf, type EntityStanding } from '#core/atlas/standing.ts';
import type { Card, Fact } from '#core/decks/deck.ts';
import type { CardId, EntityId } from '#core/ids.ts';
import { filesOf } from '#core/notes/files.ts';
import { presetFor, type Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import type { Schedule } from '#core/scheduling/schedule.ts';
import { levelOf, type Level } from '#core/stats/level.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import { entityPage, type EntityRecord } from '#storage/queries/entity-page.ts';
import { useServices, useStorage } from '../services-context.ts';
import { useOptions } from './use-options.ts';

export interface EntityPage extends Pick<EntityRecord, 'entity' | 'deckTitle'> {
  readonly today: StudyDay;
  readonly standing: EntityStanding;
  /** In the notes' order. */
  readonly facts: readonly ShownFact[];
  readonly cards: readonly ShownCard[];
  readonly neighbours: readonly ShownNeighbour[];
  /** Some lines of the notes from where it is told of. */
  readonly lines: readonly { readonly line: number; readonly text: string; readonly own: boolean }[];
}

export interface CardStanding {
  readonly level: Level;
  /** Absent for what has not been met. */
  readonly recall?: number;
  /** When it is asked next. */
  readonly dueDay?: StudyDay;
}

export interface ShownFact {
  readonly fact: Fact;
  /** Of its weakest card; absent where none asks it. */
  readonly standing?: CardStanding;
}

export interface ShownCard {
  readonly card: Card;
  readonly standing: CardStanding;
}

export interface ShownNeighbour {
  readonly id: EntityId;
  readonly name: string;
  readonly about?: string;
  readonly standing: EntityStanding;
  readonly times: number;
}

const linesShown = 7;
/** Lines that are told in one breath. */
const reach = 12;

/** The page of an entity; `undefined` is not known yet, `'none'` is no such entity. */
export function useEntity(id: EntityId): EntityPage | 'none' | undefined {
  const { db } = useStorage();
  const options = useOptions();
  const { clock } = useServices();
  return useLiveQuery(async () => {
    const record = await entityPage(db, id);
    return record === undefined ? 'none' : pageOf(record, clock.now(), options);
  }, [db, id, options, clock]);
}

function pageOf({ entity, deckTitle, text, schedules, neighbours }: EntityRecord, moment: Moment, options: Options): EntityPage {
  const standingIn = (card: CardId): CardStanding | undefined => {
    const schedule = schedules.get(card);
    return schedule && cardStanding(schedule, moment, options);
  };
  const cards = entity.notes.flatMap((note) =>
    note.cards.flatMap((card) => {
      const standing = standingIn(card.id);
      return standing === undefined ? [] : [{ card, standing, facts: note.facts }];
    }),
  );
  const facts = entity.facts
    .toSorted((a, b) => a.lines.from - b.lines.from)
    .map((fact): ShownFact => {
      const own = cards.filter((each) => each.facts.includes(fact.id)).map(({ standing }) => standing);
      if (own.length === 0) return { fact };
      return { fact, standing: own.reduce((low, each) => (each.level < low.level ? each : low)) };
    });
  const all = cards.flatMap(({ card }) => schedules.get(card.id) ?? []);
  return {
    entity,
    deckTitle,
    today: moment.day,
    standing: standingOfAll(all, moment, options),
    facts,
    cards: cards.map(({ card, standing }) => ({ card, standing })),
    neighbours: neighbours.map(({ entity: other, schedules: theirs, times }) => {
      const about = other.gist ?? other.purpose?.text;
      return {
        id: other.id,
        name: other.name,
        times,
        standing: standingOfAll(theirs, moment, options),
        ...(about !== undefined && { about }),
      };
    }),
    lines: linesAround(text, entity.facts),
  };
}

function standingOfAll(schedules: readonly Schedule[], moment: Moment, options: Options): EntityStanding {
  const tally = emptyStanding();
  for (const schedule of schedules) {
    countCard(tally, schedule.state, recallNow(schedule, moment, presetFor(options, schedule.deck)), moment);
  }
  return standingOf(tally);
}

function cardStanding(schedule: Schedule, moment: Moment, options: Options): CardStanding {
  const recall = recallNow(schedule, moment, presetFor(options, schedule.deck));
  const { state } = schedule;
  const level = levelOf(schedule, recall ?? 0);
  switch (state.kind) {
    case 'new':
      return { level };
    case 'learning':
    case 'relearning':
      return { level, ...(recall !== undefined && { recall }), dueDay: 'day' in state.due ? state.due.day : moment.day };
    case 'review':
      return { level, ...(recall !== undefined && { recall }), dueDay: state.dueDay };
  }
}

function linesAround(text: string, facts: readonly Fact[]): EntityPage['lines'] {
  if (facts.length === 0) return [];
  const own = new Set(facts.flatMap(({ lines: { from, to } }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)));
  // Where most is said of it on a few lines.
  const near = (line: number) => [...own].filter((other) => other >= line && other < line + reach).length;
  const first = [...own].toSorted((a, b) => near(b) - near(a) || a - b)[0]!;
  const file = filesOf(text).findLast(({ above }) => above < first);
  return (file?.lines ?? [])
    .map((line, index) => ({ line: index + 1, text: line, own: own.has((file?.above ?? 0) + index + 1) }))
    .filter(({ line, text: said }) => line >= first - (file?.above ?? 0) - 2 && /[\p{L}\p{N}]/u.test(said))
    .slice(0, linesShown);
}
