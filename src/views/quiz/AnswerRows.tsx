import type { ReactNode } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { withMatch, withOption } from '#core/quiz/given.ts';
import { isRight, type Marked } from '#core/quiz/mark.ts';
import type { ChoiceQuestion, Given, MatchQuestion, Question, ResponseQuestion, TypedQuestion } from '#core/quiz/question.ts';
import { NotesLink } from '#views/parts/NotesLink.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { quizWords } from '#views/words/quiz.en.ts';
import { CrossMark, TickMark } from './marks.tsx';
import { OptionRow, type Verdict } from './OptionRow.tsx';
import './answer-rows.css';

const say = quizWords.question;

interface Rows<Of extends Question> {
  readonly question: Of;
  /** What is chosen so far, or was answered. */
  readonly given: Given;
  /** Once it is told. */
  readonly marked: Marked | undefined;
  readonly deck: DeckId;
  readonly notes: NotesPlace;
  readonly change: (given: Given) => void;
  /** It is being written. */
  readonly busy?: boolean;
}

/** What a question is answered with, by its kind; the heading `question` names it. */
export function AnswerRows(rows: Rows<Question>) {
  const { question } = rows;
  switch (question.kind) {
    case 'choice':
    case 'response':
      return <OptionRows {...rows} question={question} />;
    case 'match':
      return <MatchRows {...rows} question={question} />;
    case 'typed':
      return <TypedRow {...rows} question={question} />;
  }
}

function OptionRows({ question, given, marked, deck, notes, change, busy = false }: Rows<ChoiceQuestion | ResponseQuestion>) {
  const told = marked !== undefined;
  const one = question.kind === 'choice';
  return (
    <div
      className="opts"
      role={told ? 'list' : one ? 'radiogroup' : 'group'}
      aria-labelledby={told ? undefined : 'question'}
      aria-label={told ? say.options : undefined}
      aria-busy={busy}
    >
      {question.options.map((option, at) => (
        <OptionRow
          // oxlint-disable-next-line react/no-array-index-key -- their order is the question's
          key={at}
          question={question}
          option={option}
          at={at}
          verdict={verdictOf(question, at, given, told)}
          deck={deck}
          notes={notes}
          choose={(chosen) => change(withOption(question, given, chosen))}
        />
      ))}
    </div>
  );
}

function verdictOf(question: ChoiceQuestion | ResponseQuestion, at: number, given: Given, told: boolean): Verdict {
  const chosen = given.kind === 'choice' ? [given.chosen] : given.kind === 'response' ? given.chosen : [];
  if (!told) return chosen.includes(at) ? 'chosen' : 'open';
  const keys = question.kind === 'choice' ? [question.key] : question.keys;
  if (keys.includes(at)) return question.kind === 'response' && !chosen.includes(at) ? 'missed' : 'right';
  return chosen.includes(at) ? 'wrong' : 'other';
}

/** Purposes, each with a native select: a phone has its own for it, and letters find a name. */
function MatchRows({ question, given, marked, deck, notes, change, busy = false }: Rows<MatchQuestion>) {
  const chosen = given.kind === 'match' ? given.chosen : [];
  return (
    <ul className="match" aria-labelledby="question" aria-busy={busy}>
      {question.pairs.map((pair, at) => {
        const part = marked?.parts[at];
        const mine = chosen[at] ?? null;
        const key = question.options[pair.key];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- their order is the question's
          <li key={at} className={mine === null ? undefined : 'set'}>
            <span id={`pair-${at}`}>
              <CardText text={pair.text} />
            </span>
            {part === undefined ? (
              <span className="sel">
                <select
                  aria-labelledby={`pair-${at}`}
                  value={mine ?? ''}
                  onChange={({ target }) => change(withMatch(given, at, target.value === '' ? null : Number(target.value)))}
                >
                  <option value="">{say.match.choose}</option>
                  {question.options.map((option, index) => (
                    <option key={option.entity} value={index}>
                      {index !== mine && chosen.includes(index) ? say.match.used(option.text) : option.text}
                    </option>
                  ))}
                </select>
              </span>
            ) : (
              <div className={isRight(part) ? 'told right' : 'told wrong'}>
                {mine !== null && (
                  <p>
                    {isRight(part) ? <TickMark /> : <CrossMark />}
                    <b>{question.options[mine]?.text}</b> <span className="vh">{isRight(part) ? say.correct : say.yours}</span>
                  </p>
                )}
                {!isRight(part) && (
                  <p>
                    <TickMark />
                    <b>{key?.text}</b>
                  </p>
                )}
                <p className="small">
                  <NotesLink deck={deck} notes={notes} lines={pair.lines} />
                </p>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TypedRow({ given, marked, deck, notes, change, busy = false }: Rows<TypedQuestion>) {
  const text = given.kind === 'typed' ? given.text : '';
  const part = marked?.parts[0];
  if (part === undefined) {
    return (
      <p className="typed">
        <input
          type="text"
          aria-labelledby="question"
          aria-busy={busy}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          placeholder={say.typed.placeholder}
          value={text}
          onChange={({ target }) => change({ kind: 'typed', text: target.value })}
        />
      </p>
    );
  }
  const { key, chosen, outcome, typed } = part;
  return (
    <div className={isRight(part) ? 'typed told right' : 'typed told wrong'}>
      <Said head={say.typed.yours} mark={isRight(part) ? <TickMark /> : <CrossMark />}>
        <b>{text}</b>
        {chosen !== undefined && <span className="what">{chosen.what}</span>}
      </Said>
      {(outcome !== 'right' || key.text !== text.trim()) && (
        <Said head={outcome === 'almost' ? say.typed.almost : say.correct} mark={<TickMark />}>
          <b>{key.text}</b>
          {typed !== undefined && 'name' in typed && typed.name !== undefined && (
            <span className="what">{say.typed.meant(typed.name)}</span>
          )}
          <span className="what">
            {key.what} <NotesLink deck={deck} notes={notes} lines={key.lines} />
          </span>
        </Said>
      )}
    </div>
  );
}

function Said({ head, mark, children }: { readonly head: string; readonly mark: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="said">
      {mark}
      <div>
        <p className="small">{head}</p>
        {children}
      </div>
    </div>
  );
}
