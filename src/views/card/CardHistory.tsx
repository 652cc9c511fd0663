import type { HistoryLine } from '#core/scheduling/history.ts';
import type { CardState } from '#core/scheduling/schedule.ts';
import { leechTag, markedTag } from '#core/deed.ts';
import { ownTags } from '#core/tags.ts';
import type { StudyDay } from '#core/time.ts';
import type { CardHistoryPage } from '#state/live/use-card-history.ts';
import { Mark } from '#views/parts/Mark.tsx';
import { ratingLevels, ratings } from '#views/study/ratings.ts';
import { days, share, span } from '#views/words/format.ts';
import { historyWords } from '#views/words/history.en.ts';
import { words } from '#views/words/words.ts';
import { Curve } from './Curve.tsx';
import { FlagIcon } from './FlagIcon.tsx';
import './history.css';

const say = historyWords;

/** The curve, and what it is drawn from. */
export function HistoryCurve({ page }: { readonly page: CardHistoryPage }) {
  const { curve, preset } = page;
  if (curve === undefined) return null;
  const counts = ratings.map((rating) => ({
    rating,
    times: curve.answers.filter((answer) => answer.rating === rating).length,
  }));
  return (
    <section>
      <h2>{say.since(curve.from as StudyDay)}</h2>
      <Curve curve={curve} retention={preset.desiredRetention} />
      <p className="rk">
        {counts.map(
          ({ rating, times }) =>
            times > 0 && (
              <span key={rating} className={`has c${rating}`}>
                <Mark level={ratingLevels[rating]} />
                {say.rated(rating, times)}
              </span>
            ),
        )}
        <span className="has">
          <svg className="curve-k" width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
            <path d="M0 8h22" />
          </svg>
          {say.wanted(preset.desiredRetention)}
        </span>
      </p>
    </section>
  );
}

/** Every answer, the last one first. */
export function HistoryTable({ page: { lines } }: { readonly page: CardHistoryPage }) {
  const answers = lines.filter(({ rating, right }) => rating !== undefined || right !== undefined).length;
  const say = historyWords;
  return (
    <section className="past">
      <h2>{say.answers(answers)}</h2>
      {lines.length === 0 ? (
        <p className="small">{say.noAnswers}</p>
      ) : (
        // On a narrow screen it scrolls sideways, which must be possible with keys too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="scroll" role="region" aria-label={say.answers(answers)} tabIndex={0}>
          <table className="log">
            <thead>
              <tr>
                <th scope="col">{say.columns.date}</th>
                <th scope="col">{say.columns.answer}</th>
                <th scope="col">{say.columns.kind}</th>
                <th scope="col">{say.columns.recall}</th>
                <th scope="col">{say.columns.next}</th>
                <th scope="col">{say.columns.stability}</th>
                <th scope="col">{say.columns.difficulty}</th>
                <th scope="col">{say.columns.taken}</th>
              </tr>
            </thead>
            <tbody>
              {lines.toReversed().map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: HistoryLine }) {
  const { kind, day, instant, rating, right, takenMs, recall, afterMs, after } = line;
  const memory = after === undefined || after.kind === 'new' ? undefined : after.memory;
  return (
    <tr className={rating && `c${rating}`}>
      <td>{say.when(day, instant)}</td>
      <td>
        {rating !== undefined && (
          <span className="has">
            <Mark level={ratingLevels[rating]} />
            <b>{words.study.ratings[rating]}</b>
          </span>
        )}
        {right !== undefined && (right ? say.right : say.wrong)}
      </td>
      <td>{say.kinds[kind]}</td>
      <td>
        {recall !== undefined ? share(recall) : afterMs !== undefined ? say.later(afterMs) : kind === 'learn' ? say.isNew : ''}
      </td>
      <td>{after && nextAfter(after, line)}</td>
      <td>{memory && say.stabilityExact(memory.stability)}</td>
      <td>{memory && say.difficulty(memory.difficulty)}</td>
      <td>{takenMs !== undefined && say.seconds(takenMs)}</td>
    </tr>
  );
}

function nextAfter(state: CardState, { day, instant }: HistoryLine): string {
  switch (state.kind) {
    case 'new':
      return say.isNew;
    case 'learning':
    case 'relearning':
      return 'at' in state.due ? span(state.due.at - instant) : days(state.due.day - day);
    case 'review':
      return days(state.dueDay - day);
  }
}

/** How it stands, and why it comes when it does. */
export function HistoryNow({ page }: { readonly page: CardHistoryPage }) {
  const { schedule, moment, level, recall, overlay, preset, reason, moved, lines } = page;
  const tags = ownTags(overlay?.tags);
  const { state, lapses, buriedOn, position } = schedule;
  const last = lines.findLast(({ rating, kind }) => rating !== undefined && kind !== 'cram');
  const statuses = [
    overlay?.dropped && say.status.dropped,
    overlay?.suspended && say.status.suspended,
    overlay?.reported && say.status.reported,
    buriedOn === moment.day && say.status.buried,
    overlay?.tags?.includes(leechTag) && say.status.leech,
    overlay?.tags?.includes(markedTag) && say.status.marked,
    tags.length > 0 && say.status.tags(tags),
  ].filter((status) => typeof status === 'string');
  return (
    <>
      <section>
        <h2>{say.now}</h2>
        <p className="has">
          <Mark level={level} />
          <b>{words.strength(level, recall)}</b>
        </p>
        <p>{state.kind === 'new' ? say.waits(position) : nextOf(state, moment)}</p>
        {statuses.map((status) => (
          <p key={status}>{status}</p>
        ))}
        {overlay?.flag !== undefined && (
          <p className="has">
            <FlagIcon flag={overlay.flag} />
            {say.status.flag(overlay.flag)}
          </p>
        )}
      </section>
      <section>
        <h2>{state.kind === 'review' ? say.why(state.dueDay) : state.kind === 'new' ? say.whyNew : say.whySteps}</h2>
        {state.kind === 'new' && <p>{say.notMet}</p>}
        {last?.rating !== undefined && state.kind !== 'new' && <p>{say.lastAnswer(last.rating, last.day)}</p>}
        {(state.kind === 'learning' || state.kind === 'relearning') && <p>{say.inSteps}</p>}
        {reason !== undefined && <Why reason={reason} />}
        {state.kind !== 'new' && <p>{say.forgotten(lapses, preset.leechLapses)}</p>}
      </section>
      {state.kind !== 'new' && (
        <section>
          <h2>{say.sources}</h2>
          <p>{say.memoryNow(state.memory.stability, state.memory.difficulty)}</p>
          {moved !== undefined && <p>{say.movedBy(moved)}</p>}
          <p>{say.sourcesHelp}</p>
        </section>
      )}
    </>
  );
}

function Why({ reason }: { readonly reason: NonNullable<CardHistoryPage['reason']> }) {
  const { before, value, after } = say.memory(reason.stability);
  return (
    <>
      <p>
        {before}
        <b>{value}</b>
        {after}
      </p>
      {reason.kind !== 'computed' ? (
        <p>{say[reason.kind]}</p>
      ) : (
        <p>
          {say.wish(reason)} {say.moved(reason)}
        </p>
      )}
    </>
  );
}

function nextOf(state: Exclude<CardState, { kind: 'new' }>, { day }: { readonly day: StudyDay }): string {
  if (state.kind === 'review') return state.dueDay < day ? say.overdue(day - state.dueDay) : say.nextOn(state.dueDay, day);
  return 'at' in state.due ? say.nextAt(state.due.at) : say.nextOn(state.due.day, day);
}
