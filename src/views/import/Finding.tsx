import { importWords } from '#views/words/import.en.ts';
import type { FindingLines } from './findings.ts';

const say = importWords.preview;
const longest = 400;

/** What is wrong in a learner's text: the lines with the place marked, and what to write instead. */
export function Finding({ finding }: { readonly finding: FindingLines }) {
  const { severity, path, line, column, message, help, lines } = finding;
  return (
    <div className="diag">
      <div>
        <p className="at">
          {say.at(path, line)}
          {severity !== 'info' && <b className={severity}>{say.severity[severity]}</b>}
        </p>
        <ol className="lines">
          {lines.map((each) => (
            <li key={each.line} className={each.line === line ? 'on' : undefined}>
              <span className="ln">{each.line}</span>
              <span>
                <bdi>{each.line === line ? <Marked text={each.text} column={column} /> : each.text.slice(0, longest)}</bdi>
              </span>
            </li>
          ))}
        </ol>
      </div>
      <div className="msg">
        <p className="say">{message}</p>
        {help !== undefined && <p className="do">{help}</p>}
      </div>
    </div>
  );
}

/** The line with the word at the column underlined and a caret below it; without a column the whole line is meant. */
function Marked({ text, column }: { readonly text: string; readonly column: number | undefined }) {
  const opening = /^\s*(?:(?:[-*+>]|#{1,6}|\d+[.)])\s+)*/.exec(text)?.[0] ?? '';
  const from = column === undefined ? opening.length : Math.min(column - 1, text.length);
  const word =
    column === undefined ? text.slice(from).trimEnd() : (/^(?:[\p{L}\p{M}\p{N}_-]+|\S|$)/u.exec(text.slice(from))?.[0] ?? '');
  const to = from + word.length;
  return (
    <>
      {from > longest && '…'}
      {text.slice(Math.max(0, from - longest), from)}
      <span className="bad">
        {text.slice(from, Math.min(to, from + longest)) || '\u00a0'}
        <svg className="caret" viewBox="0 0 14 14" aria-hidden="true">
          <path d="M2 12 7 3l5 9" />
        </svg>
      </span>
      {text.slice(to, to + longest)}
    </>
  );
}
