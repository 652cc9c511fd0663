import type { Page } from '@playwright/test';
import type { Deck } from '#core/decks/deck.ts';
import type { CardId, DeviceId, EntryId } from '#core/ids.ts';
import { below, hash32, randomFrom } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs, momentAt, type Instant, type Moment } from '#core/time.ts';
import { uuidV7 } from '#core/uuid.ts';
import { aboutCard, entityRow, scheduleRow } from '#storage/rows.ts';
import { recountDays } from '#tests/support/recount.ts';
import { begin, device, put, putFirst, shippedDeck } from './seed.ts';

const days = 365;
const newPerDay = 3;
const newUntil = 330;
const answerMs = 9_000;

/** Fills the database with a year of somebody's study of the shipped deck: days off, a holiday, quizzes, and what they leave. */
export async function seedYear(page: Page, url: string): Promise<void> {
  const moment = await begin(page, url);
  const { deck, notes } = shippedDeck();
  await putFirst(page, deck, notes, (moment.instant - days * dayMs) as Instant);
  const { entries, schedules } = studied(deck, moment);
  const rows = schedules.map(scheduleRow);
  await put(
    page,
    'entities',
    deck.entities.map((entity) => entityRow(entity, deck)),
  );
  await put(page, 'schedules', rows);
  for (let first = 0; first < entries.length; first += 5_000) await put(page, 'log', entries.slice(first, first + 5_000));
  await put(page, 'days', recountDays(entries, rows));
  // So that the picture of what is known has its line.
  await put(page, 'settings', [{ key: 'aim', value: '75' }]);
}

/** Forgets a little faster than the preset says, so that calibration has something to tell. */
const trueWeights = defaultPreset.weights.map((weight, at) => (at === 20 ? weight * 1.25 : weight));

function studied(deck: Deck, now: Moment): { entries: LogEntry[]; schedules: Schedule[] } {
  const random = randomFrom(hash32('a year'));
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => below(256, random));
  const cards = new Map<CardId, Schedule>(
    deck.entities
      .flatMap((entity) => entity.notes.flatMap((note) => note.cards.map((card) => ({ entity, note, card }))))
      .map(({ entity, note, card }) => [
        card.id,
        {
          card: card.id,
          note: note.id,
          entity: entity.id,
          deck: deck.id,
          about: aboutCard(card, entity, deck.groups),
          revision: 0,
          position: card.position,
          state: { kind: 'new' },
          reps: 0,
          lapses: 0,
        },
      ]),
  );
  const inOrder = [...cards.values()].toSorted((a, b) => a.position - b.position).map(({ card }) => card);
  const entries: LogEntry[] = [];
  let met = 0;
  for (let ago = days; ago >= 0; ago -= 1) {
    const isAway = (ago > 200 && ago < 209) || (random() < 0.12 && ago > 20);
    if (isAway) continue;
    const hour = [7, 7, 12, 18, 20, 21][below(6, random)]!;
    const morning = Math.floor(now.instant / dayMs - ago) * dayMs + hour * 3_600_000;
    let instant = Math.min(morning, now.instant - 3_600_000) as Instant;
    const next = () => {
      instant = (instant + answerMs * (0.5 + random())) as Instant;
      return momentAt(Math.round(instant) as Instant, () => now.offsetMinutes, defaultPreset.rolloverHour);
    };
    const answer = (card: CardId) => {
      const seen = cards.get(card)!;
      const moment = next();
      const { state } = seen;
      const elapsed = state.kind === 'new' ? 0 : Math.max(0, moment.day - state.lastAnswer.day);
      const recall = state.kind === 'new' ? 0.7 : elapsed === 0 ? 0.93 : retrievability(state.memory, elapsed, trueWeights);
      const draw = random();
      const rating: Rating = random() > recall ? 1 : draw < 0.12 ? 2 : draw < 0.9 ? 3 : 4;
      const rated = rateCard(seen, rating, moment, defaultPreset);
      cards.set(card, rated);
      entries.push({
        ...base(moment, card),
        kind: state.kind === 'review' ? 'review' : state.kind === 'relearning' ? 'relearn' : 'learn',
        rating,
        takenMs: Math.round(answerMs * (0.4 + random())),
        preset: defaultPreset.id,
        model: 'FSRS-6',
        before: state.kind,
        after: rated.state,
        reps: rated.reps,
        lapses: rated.lapses,
      });
    };
    const base = (moment: Moment, card: CardId) => ({
      id: uuidV7(moment.instant, bytes(10)) as EntryId,
      card,
      instant: moment.instant,
      offsetMinutes: moment.offsetMinutes,
      day: moment.day,
      device: device as DeviceId,
    });
    const today = next().day;
    const due = [...cards.values()].filter(({ state }) => state.kind === 'review' && state.dueDay <= today);
    // Today somebody is in the middle of it.
    const todo = ago === 0 ? due.slice(0, Math.floor(due.length / 2)) : due;
    for (const { card } of todo) answer(card);
    const fresh = ago === 0 || days - ago > newUntil ? [] : inOrder.slice(met, met + newPerDay);
    met += fresh.length;
    for (const card of fresh) answer(card);
    // Until everything has left its steps.
    for (let round = 0; round < 6; round += 1) {
      const inSteps = [...cards.values()].filter(({ state }) => state.kind === 'learning' || state.kind === 'relearning');
      for (const { card } of inSteps) answer(card);
    }
    if (ago % 5 !== 0) continue;
    for (let question = 0; question < (met > 10 ? 10 : 0); question += 1) {
      const moment = next();
      entries.push({
        ...base(moment, inOrder[below(met, random)]!),
        kind: 'quiz',
        right: random() < 0.85,
        takenMs: 11_000,
        quiz: `quiz ${ago}`,
        question,
      });
    }
  }
  return { entries, schedules: [...cards.values()] };
}
