import { type KeyboardEvent } from 'react';
import { asksForName, type ChoiceQuestion, type QuestionOption, type ResponseQuestion } from '#core/quiz/question.ts';
import { RetiredMark } from '#views/parts/Mark.tsx';
import { EntityLink } from '#views/parts/EntityLink.tsx';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { Source } from '#views/parts/Source.tsx';
import type { NotesPlace } from '#core/notes/files.ts';
import type { DeckId } from '#core/ids.ts';
import { CardText } from '#views/rich/CardText.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { correctionWords } from '#views/words/correction.en.ts';
import { CrossMark, TickMark } from './marks.tsx';

const say = quizWords.question;

/** What an option turned out to be: `missed` is right, and was not chosen. Before the answer nothing is told. */
export type Verdict = 'open' | 'chosen' | 'right' | 'missed' | 'wrong' | 'other';

interface Row {
  readonly question: ChoiceQuestion | ResponseQuestion;
  readonly option: QuestionOption;
  readonly at: number;
  readonly verdict: Verdict;
  readonly deck: DeckId;
  readonly notes: NotesPlace;
  readonly choose: (at: number) => void;
}

/**
 * One of them. The told row is laid out from the start, unseen, so that no row moves when it is shown; what can be
 * chosen lies over it until then.
 */
export function OptionRow({ question, option, at, verdict, deck, notes, choose }: Row) {
  const told = verdict !== 'open' && verdict !== 'chosen';
  const letter = quizWords.letters[at] ?? '';
  const one = question.kind === 'choice';
  const named = asksForName(question.direction);
  return (
    <div
      className={`opt ${verdict === 'missed' ? 'right' : verdict}${one ? '' : ' several'}`}
      role={told ? 'listitem' : 'presentation'}
    >
      {!told && (
        <button
          type="button"
          role={one ? 'radio' : 'checkbox'}
          className="choice"
          aria-checked={verdict === 'chosen'}
          aria-keyshortcuts={`${letter} ${at + 1}`}
          tabIndex={!one || verdict === 'chosen' || at === 0 ? 0 : -1}
          onClick={() => choose(at)}
          onKeyDown={one ? moveFocus : undefined}
        >
          <span className="let">{letter}</span>
          <b>
            <CardText text={option.text} />
          </b>
          {verdict === 'chosen' && <span className="picked">{say.chosen}</span>}
        </button>
      )}
      <span className="let">{letter}</span>
      <div className="said">
        <b>{told && named ? <EntityLink id={option.entity} name={option.text} /> : <CardText text={option.text} />}</b>
        <p className="what">
          {named ? option.what : told ? <EntityLink id={option.entity} name={option.name} /> : option.name}
          {option.formerly !== undefined && (
            <i>
              {named ? ' ' : ', '}
              {correctionWords.formerly(option.formerly)}
            </i>
          )}
          {told && !named ? ' · ' : ' '}
          <NotesLink deck={deck} notes={notes} lines={option.lines} />
        </p>
        <Gone option={option} />
      </div>
      <p className="verdict">
        {(verdict === 'right' || verdict === 'missed') && (
          <>
            <TickMark />
            {verdict === 'right' ? say.correct : say.missed}
          </>
        )}
        {verdict === 'wrong' && (
          <>
            <CrossMark />
            {say.yours}
          </>
        )}
      </p>
    </div>
  );
}

/** That what an option names is no longer offered, or will not be. */
export function Gone({ option: { status }, sourced = false }: { readonly option: QuestionOption; readonly sourced?: boolean }) {
  return status?.map((one) => (
    <p className="gone" key={one.id}>
      <RetiredMark />
      <span>
        {one.now}
        {sourced && (
          <span className="src">
            {' '}
            <Source correction={one} />
          </span>
        )}
      </span>
    </p>
  ));
}

/** Arrows only move among the options: here choosing is answering, so no arrow may choose. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const group = event.currentTarget.closest('[role=radiogroup]');
  if (step === undefined || group === null) return;
  event.preventDefault();
  const all = [...group.querySelectorAll<HTMLElement>('[role=radio]')];
  all[(all.indexOf(event.currentTarget) + step + all.length) % all.length]?.focus();
}
