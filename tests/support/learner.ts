import type { CardId, NoteId } from '#core/ids.ts';
import { hash32, randomFrom } from '#core/random.ts';
import type { Random } from '#core/random.ts';
import { memoryAfter, retrievability } from '#core/scheduling/fsrs.ts';
import type { DueLoad } from '#core/scheduling/load.ts';
import { optionsOf } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { buildQueue, nextCard, patchQueue, withoutCards } from '#core/scheduling/queue.ts';
import type { Gathered } from '#core/scheduling/queue.ts';
import { rateCard } from '#core/scheduling/review.ts';
import type { MemoryState, Preset, Rating, Schedule } from '#core/scheduling/schedule.ts';
import type { Pace } from '#core/stats/estimate.ts';
import { momentAt } from '#core/time.ts';
import type { Instant, Moment, StudyDay } from '#core/time.ts';
import { aMoment, monday } from './moments.ts';
import { aSchedule } from './schedules.ts';

export interface Learning {
  readonly preset: Preset;
  readonly days: number;
  readonly notes: number;
  readonly cardsPerNote: number;
  readonly seed: number;
  /** How the learner forgets; the preset's weights, unless they do not fit. */
  readonly trueWeights?: readonly number[];
  /** Days without studying, counted from the first. */
  readonly isAway?: (day: number) => boolean;
  /** Minutes after which the learner stops for the day. */
  readonly minutesOn?: (day: number) => number;
  /** What they study by on a day, where that is not the preset alone. */
  readonly optionsOn?: (day: number, usual: Options) => Options;
  /** Another order of what is due than the index has; the queue keeps it where its own is by due day. */
  readonly arrange?: (
    due: readonly Schedule[],
    moment: Moment,
    today: { readonly dueOn: ReadonlyMap<StudyDay, number>; readonly takenMs: number; readonly learning: number },
  ) => readonly Schedule[];
}

export interface Learnt {
  readonly days: readonly {
    readonly answers: number;
    readonly reviews: number;
    readonly newCards: number;
    readonly backlog: number;
    /** Sum of the true recall of all cards that were met, at the end of the day. */
    readonly known: number;
  }[];
  /** Answers on review cards: what became of them, and what the memory said before. */
  readonly reviews: readonly {
    readonly elapsedDays: number;
    readonly recalled: boolean;
    readonly trueRecall: number;
    /** What the schedule's own memory says for the whole days that have passed. */
    readonly impliedRecall: number;
  }[];
  readonly cards: readonly Schedule[];
}

const secondsPerAnswer = 8;
export const learnerPace: Pace = { answerMs: secondsPerAnswer * 1000, newCardMs: 3 * secondsPerAnswer * 1000 };

/**
 * A learner whose memory is known, day by day through the real queue and the real scheduling: every card is recalled with
 * the probability that the true memory gives, which is kept here and never read from the schedule. The same values give the
 * same course.
 */
export function learn(learning: Learning): Learnt {
  const { preset, days, notes, cardsPerNote, seed, trueWeights = preset.weights, isAway } = learning;
  const { minutesOn, optionsOn, arrange = (due) => due } = learning;
  const cards = new Map(
    Array.from({ length: notes * cardsPerNote }, (_, position) => {
      const card = aSchedule({ card: `${Math.floor(position / cardsPerNote)}.${position % cardsPerNote}`, position });
      return [card.card, card] as const;
    }),
  );
  const siblings = new Map<NoteId, CardId[]>();
  for (const { note, card } of cards.values()) siblings.set(note, [...(siblings.get(note) ?? []), card]);
  const dueOn = new Map<StudyDay, number>();
  const truth = new Map<string, { readonly memory: MemoryState; readonly day: StudyDay }>();
  const course: Mutable<Learnt> = { days: [], reviews: [], cards: [] };

  const put = (before: Schedule, after: Schedule) => {
    cards.set(after.card, after);
    const [from, to] = [dueDayOf(before), dueDayOf(after)];
    if (from !== undefined) dueOn.set(from, dueOn.get(from)! - 1);
    if (to !== undefined) dueOn.set(to, (dueOn.get(to) ?? 0) + 1);
  };

  for (let number = 0; number < days; number += 1) {
    const doneToday = { newCards: 0, reviews: 0 };
    const day = (monday + number) as StudyDay;
    let moment = aMoment({ day });
    let answers = 0;
    if (isAway?.(number) !== true) {
      const options = optionsOn?.(number, optionsOf(preset)) ?? optionsOf(preset);
      const queueNow = () => {
        const takenMs = answers * secondsPerAnswer * 1000;
        const rows = gathered([...cards.values()], moment, { ...doneToday, takenMs });
        const due = arrange(rows.due, moment, { dueOn, takenMs, learning: rows.learning.length });
        return buildQueue({ ...rows, due, pace: learnerPace }, moment, options);
      };
      let queue = queueNow();
      const most = ((minutesOn?.(number) ?? Infinity) * 60) / secondsPerAnswer;
      for (
        let next = nextCard(queue, moment, preset);
        next.kind !== 'done' && answers < most;
        next = nextCard(queue, moment, preset)
      ) {
        if (next.kind === 'wait') {
          moment = momentFrom(next.until, preset);
          continue;
        }
        const seen = next.schedule;
        const known = truth.get(seen.card);
        const elapsed = known === undefined ? 0 : day - known.day;
        const recall = known === undefined ? 0 : retrievability(known.memory, elapsed, trueWeights);
        // By card and answer, so that another order of the same cards meets the same luck.
        const random = randomFrom(hash32(`${seed} ${seen.card} ${seen.reps}`));
        const rating = known === undefined ? firstRating(random) : laterRating(recall, elapsed, random);
        if (seen.state.kind === 'review') {
          const implied = retrievability(seen.state.memory, day - seen.state.lastAnswer.day, preset.weights);
          course.reviews.push({ elapsedDays: elapsed, recalled: rating > 1, trueRecall: recall, impliedRecall: implied });
          doneToday.reviews += 1;
        } else if (seen.state.kind === 'new') doneToday.newCards += 1;

        const siblingDays = siblings
          .get(seen.note)!
          .flatMap((card) => (card === seen.card ? [] : (dueDayOf(cards.get(card)!) ?? [])));
        const load: DueLoad = { dueOn, siblingDays };
        const rated = rateCard(seen, rating, moment, preset, load);
        put(seen, rated);
        truth.set(seen.card, { memory: memoryAfter(known?.memory, elapsed, rating, trueWeights), day });
        answers += 1;
        queue = patchQueue(queue, rated, moment);
        if (preset.buryKind === 'siblings') {
          const buried = siblings.get(seen.note)!.filter((card) => card !== seen.card && mayComeToday(cards.get(card)!, day));
          for (const card of buried) cards.set(card, { ...cards.get(card)!, buriedOn: day });
          queue = withoutCards(queue, buried);
        }
        moment = momentFrom((moment.instant + secondsPerAnswer * 1000) as Instant, preset);
        // Today goes on where the day's minutes are not used up: fewer were forgotten than was to be feared.
        if (most < Infinity && nextCard(queue, moment, preset).kind === 'done') queue = queueNow();
      }
    }
    const backlog = [...cards.values()].filter((card) => (dueDayOf(card) ?? Infinity) <= day).length;
    const known = [...truth.values()].reduce(
      (sum, { memory, day: last }) => sum + retrievability(memory, day - last, trueWeights),
      0,
    );
    course.days.push({ answers, ...doneToday, backlog, known });
  }
  course.cards = [...cards.values()];
  return course;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] extends readonly (infer Item)[] ? Item[] : Value[Key] };

function momentFrom(instant: Instant, { rolloverHour }: Preset): Moment {
  return momentAt(instant, () => 0, rolloverHour);
}

/** What the indexes of storage give, by the plainest means. */
function gathered(all: readonly Schedule[], { day, dayEnds }: Moment, doneToday: Gathered['doneToday']): Gathered {
  const due = all
    .flatMap((schedule) => {
      const dueDay = dueDayOf(schedule);
      if (dueDay === undefined || dueDay > day) return [];
      return [{ schedule, key: dueDay * 2 ** 32 + hash32(`${schedule.card} ${dueDay}`) }];
    })
    .toSorted((a, b) => a.key - b.key)
    .map(({ schedule }) => schedule);
  return {
    learning: all.filter(({ state }) => 'due' in state && 'at' in state.due && state.due.at < dayEnds),
    due,
    fresh: all.filter(({ state }) => state.kind === 'new'),
    doneToday,
  };
}

function dueDayOf({ state }: Schedule): StudyDay | undefined {
  if (state.kind === 'review') return state.dueDay;
  return state.kind !== 'new' && 'day' in state.due ? state.due.day : undefined;
}

function mayComeToday({ state, buriedOn }: Schedule, day: StudyDay): boolean {
  if (buriedOn === day) return false;
  return state.kind === 'new' || (state.kind === 'review' && state.dueDay <= day);
}

/** Shares of the first ratings as in FSRS's published collections, roughly. */
function firstRating(random: Random): Rating {
  const draw = random();
  if (draw < 0.3) return 1;
  if (draw < 0.42) return 2;
  return draw < 0.92 ? 3 : 4;
}

/** On the same day FSRS's curve says nothing: nine in ten. */
function laterRating(recall: number, elapsedDays: number, random: Random): Rating {
  if (random() >= (elapsedDays === 0 ? 0.9 : recall)) return 1;
  const draw = random();
  if (draw < 0.12) return 2;
  return draw < 0.92 ? 3 : 4;
}

export interface CourseFigures {
  readonly answers: number;
  readonly reviewsADay: number;
  readonly busiestDay: number;
  readonly largestBacklog: number;
  readonly lastBacklog: number;
  /** Review answers after a week or more. */
  readonly long: { readonly answers: number; readonly recalled: number };
  /** All review answers, with the mean of the recall that their whole-day intervals imply. */
  readonly all: { readonly answers: number; readonly recalled: number; readonly implied: number };
}

export function figuresOf({ days, reviews }: Learnt): CourseFigures {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (answers: Learnt['reviews']) => mean(answers.map(({ recalled }) => (recalled ? 1 : 0)));
  const long = reviews.filter(({ elapsedDays }) => elapsedDays >= 7);
  return {
    answers: days.reduce((sum, { answers }) => sum + answers, 0),
    reviewsADay: mean(days.map((day) => day.reviews)),
    busiestDay: Math.max(...days.map((day) => day.reviews)),
    largestBacklog: Math.max(...days.map(({ backlog }) => backlog)),
    lastBacklog: days.at(-1)?.backlog ?? 0,
    long: { answers: long.length, recalled: share(long) },
    all: {
      answers: reviews.length,
      recalled: share(reviews),
      implied: mean(reviews.map(({ impliedRecall }) => impliedRecall)),
    },
  };
}
