import type { Page } from '@playwright/test';
import type { Deck } from '#core/decks/deck.ts';
import type { CardId, DeviceId, EntryId, QuizId } from '#core/ids.ts';
import { drawQuiz, questionsOf } from '#core/quiz/generate.ts';
import type { ChoiceQuestion, Question, Quiz, QuizAnswer } from '#core/quiz/question.ts';
import { below, hash32, randomFrom } from '#core/random.ts';
import type { LogEntry } from '#core/scheduling/entry.ts';
import { retrievability } from '#core/scheduling/fsrs.ts';
import { defaultPreset } from '#core/scheduling/preset.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { Rating, Schedule } from '#core/scheduling/schedule.ts';
import { dayMs, momentAt, type Instant, type Moment } from '#core/time.ts';
import { uuidV7 } from '#core/uuid.ts';
import { aboutCard, entityRow, quizRow, scheduleRow } from '#storage/rows.ts';
import { recountDays } from '#tests/support/recount.ts';
import { begin, device, put, putFirst, shippedDeck } from './seed.ts';

const days = 365;
const answerMs = 9_000;
/** As many a day as somebody does who catches up. */
const mostReviews = 4;

/** New cards of a day: two busy stretches, and lately a few a day; the deck is not through. */
function newOn(ago: number): number {
  if (ago > 320) return 2;
  if (ago > 120 && ago < 200) return 1;
  return ago > 0 && ago < 7 ? 3 : 0;
}

/** A holiday, a fortnight missed that has just ended, and now and then a day off. */
function isAway(ago: number, chance: number): boolean {
  return (ago > 200 && ago < 209) || (ago > 6 && ago < 21) || (chance < 0.12 && ago > 21);
}

/** Fills the database with a year of somebody's study of the shipped deck: days off, a missed fortnight, quizzes, and what they leave. */
export async function seedYear(page: Page, url: string): Promise<void> {
  const moment = await begin(page, url);
  const { deck, notes } = shippedDeck();
  await putFirst(page, deck, notes, (moment.instant - days * dayMs) as Instant);
  const { entries, schedules, quizzes } = studied(deck, moment);
  const rows = schedules.map(scheduleRow);
  await put(
    page,
    'entities',
    deck.entities.map((entity) => entityRow(entity, deck)),
  );
  await put(page, 'schedules', rows);
  for (let first = 0; first < entries.length; first += 5_000) await put(page, 'log', entries.slice(first, first + 5_000));
  await put(page, 'days', recountDays(entries, rows));
  await put(page, 'quizzes', quizzes.map(quizRow));
  // So that the picture of what is known has its line, and the exam its bar.
  await put(page, 'settings', [
    { key: 'aim', value: '75' },
    { key: 'examDate', value: String(moment.day + 41) },
    { key: 'examFrom', value: String(moment.day - 20) },
  ]);
}

/** Forgets faster than the preset says, so that calibration has something to tell. */
const trueWeights = defaultPreset.weights.map((weight, at) => (at === 20 ? weight * 1.25 : weight));
/** And some cards never stay for long. */
const hardShare = 0.12;
const hardFactor = 0.94;

export function studied(deck: Deck, now: Moment): { entries: LogEntry[]; schedules: Schedule[]; quizzes: Quiz[] } {
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
  const hard = new Set(inOrder.filter((card) => randomFrom(hash32(card))() < hardShare));
  const bank = questionsOf(deck);
  const entries: LogEntry[] = [];
  const quizzes: Quiz[] = [];
  let met = 0;
  for (let ago = days; ago >= 0; ago -= 1) {
    if (isAway(ago, random())) continue;
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
      const known = state.kind === 'new' ? 0.7 : elapsed === 0 ? 0.93 : retrievability(state.memory, elapsed, trueWeights);
      const recall = hard.has(card) ? known * hardFactor : known;
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
    const todo = due.slice(0, ago === 0 ? Math.floor(due.length / 4) : mostReviews);
    for (const { card } of todo) answer(card);
    const fresh = inOrder.slice(met, met + newOn(ago));
    met += fresh.length;
    for (const card of fresh) answer(card);
    // Until everything has left its steps.
    for (let round = 0; round < 6; round += 1) {
      const inSteps = [...cards.values()].filter(({ state }) => state.kind === 'learning' || state.kind === 'relearning');
      for (const { card } of inSteps) answer(card);
    }
    if (ago % 7 !== 2 || met < 10) continue;
    const seen = new Set(inOrder.slice(0, met).map((card) => cards.get(card)!.entity));
    const { instant: startedAt, day } = next();
    const id = uuidV7(startedAt, bytes(10)) as QuizId;
    const quiz = drawQuiz(bank, { id, startedAt, day, count: 10, categories: [], seed: ago, entities: [...seen] });
    const answers = quiz.questions.filter(isChoice).map((asked, question): QuizAnswer => {
      const moment = next();
      const chosen = chosenOf(asked, deck, random);
      const takenMs = Math.round(11_000 * (0.5 + random()));
      if (asked.card !== undefined) {
        const right = chosen === asked.key;
        entries.push({ ...base(moment, asked.card), kind: 'quiz', right, takenMs, quiz: id, question });
      }
      return { given: { kind: 'choice', chosen }, instant: moment.instant, takenMs };
    });
    quizzes.push({ ...quiz, answers, finishedAt: next().instant });
  }
  return { entries, schedules: [...cards.values()], quizzes };
}

function isChoice(question: Question): question is ChoiceQuestion {
  return question.kind === 'choice';
}

/** Mostly the key; else rather what is of the same group, and of some groups quite often. */
function chosenOf({ entity, key, options }: ChoiceQuestion, { groups }: Deck, random: () => number): number {
  const own = groups.filter(({ members }) => members.includes(entity));
  const alike = options.flatMap((option, at) =>
    at !== key && own.some(({ members }) => members.includes(option.entity)) ? [at] : [],
  );
  const isMixedUp = alike.length > 0 && own.some(({ id }) => id === 'streaming' || id === 'search');
  if (random() > (isMixedUp ? 0.4 : 0.12)) return key;
  return alike[0] ?? (key + 1) % options.length;
}
