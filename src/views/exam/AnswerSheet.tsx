import { blankFor, withMatch, withOption } from '#core/quiz/given.ts';
import type { Given, MatchQuestion, Question, Sheet } from '#core/quiz/question.ts';
import { CardText } from '#views/rich/CardText.tsx';
import { examWords } from '#views/words/exam.en.ts';

const say = examWords.sit;

interface Acts {
  readonly give: (given: Given) => void;
  readonly strike: (option: number) => void;
}

/** The options of a question in an exam, to be chosen, changed and struck out; nothing is right or wrong yet. */
export function AnswerSheet({ question, sheet, ...acts }: { readonly question: Question; readonly sheet: Sheet } & Acts) {
  switch (question.kind) {
    case 'choice':
    case 'response':
      return <Rows question={question} sheet={sheet} {...acts} />;
    case 'match':
      return <Pairs question={question} sheet={sheet} give={acts.give} />;
    case 'typed':
      throw new Error('no exam asks to type');
  }
}

function Rows({
  question,
  sheet,
  give,
  strike,
}: { readonly question: Extract<Question, { kind: 'choice' | 'response' }>; readonly sheet: Sheet } & Acts) {
  const { given = blankFor(question), struck } = sheet;
  const chosen = given.kind === 'choice' ? [given.chosen] : given.kind === 'response' ? given.chosen : [];
  const several = question.kind === 'response';
  const full = several && chosen.length >= question.keys.length;
  return (
    <>
      {several && (
        <p className="small" id="wanted" role="status">
          {chosen.length === 0 ? say.chooseTwo(question.keys.length) : say.chosenOf(chosen.length, question.keys.length)}
        </p>
      )}
      <div className="opts" role={several ? 'group' : 'radiogroup'} aria-labelledby="question">
        {question.options.map((option, at) => {
          const letter = examWords.letters[at] ?? '';
          const isChosen = chosen.includes(at);
          const isStruck = struck.includes(at);
          return (
            <div
              key={option.entity + option.text}
              className={`opt ex${isChosen ? ' sel' : ''}${isStruck ? ' struck' : ''}${several ? ' multi' : ''}`}
            >
              <label>
                <input
                  className="vh"
                  type={several ? 'checkbox' : 'radio'}
                  name="option"
                  checked={isChosen}
                  aria-disabled={full && !isChosen}
                  onChange={() => give(withOption(question, given, at))}
                />
                <span className="let" aria-hidden="true">
                  {letter}
                </span>
                <b>
                  <CardText text={option.text} />
                </b>
              </label>
              {isChosen ? (
                <span className="verdict pick1">{say.chosen}</span>
              ) : (
                <button
                  type="button"
                  className="quiet st"
                  aria-label={isStruck ? say.restoreLabel(letter) : say.strike(letter)}
                  onClick={() => strike(at)}
                >
                  {isStruck ? say.restore : <StrikeIcon />}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </>
  );
}

/** No dragging: a list of names for each purpose, which a phone and a screen reader know how to open. */
function Pairs({
  question,
  sheet,
  give,
}: {
  readonly question: MatchQuestion;
  readonly sheet: Sheet;
  readonly give: Acts['give'];
}) {
  const given = sheet.given ?? blankFor(question);
  const chosen = given.kind === 'match' ? given.chosen : [];
  return (
    <ul className="match">
      {question.pairs.map((pair, at) => {
        const own = chosen[at] ?? null;
        return (
          <li key={pair.text}>
            <span id={`pair-${at}`}>
              <CardText text={pair.text} />
            </span>
            <span className={own === null ? 'sel' : 'sel set'}>
              <select
                aria-label={say.matchTo(pair.text)}
                value={own ?? ''}
                onChange={(event) => give(withMatch(given, at, event.target.value === '' ? null : Number(event.target.value)))}
              >
                <option value="">{say.nothing}</option>
                {question.options.map((option, index) => (
                  <option key={option.entity} value={index}>
                    {chosen.includes(index) && own !== index ? say.used(option.text) : option.text}
                  </option>
                ))}
              </select>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function StrikeIcon() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M2.500 10h15M13.500 6.500C13 4.800 11.800 4 10 4 7.700 4 6.300 5.200 6.300 6.900M6.200 13.600C6.600 15.200 8 16 10 16c2.300 0 3.900-1.200 3.900-3" />
    </svg>
  );
}
