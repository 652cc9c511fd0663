import type { NotesAccount } from '#core/decks/plan-files.ts';
import type { LineReason } from '#core/decks/account.ts';
import { inFile } from '#core/notes/files.ts';
import type { ReadingLine } from '#core/notes/reading.ts';
import type { LineStrength, ShownNotebook } from '#state/live/use-notebook.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { dayFrom } from '#views/words/format.ts';
import { notesWords } from '#views/words/notes.en.ts';
import { placeOf } from '#views/words/place.en.ts';
import { words } from '#views/words/words.ts';
import type { ShownCards } from './LineCards.tsx';

/** What became of a line: how well its card is known, why it has none, or what is not understood about it. */
export function Margin({
  line,
  notebook,
  account,
  show,
}: {
  readonly line: ReadingLine;
  readonly notebook: ShownNotebook;
  readonly account: NotesAccount | undefined;
  readonly show: (cards: ShownCards) => void;
}) {
  const strength = strengthOf(line, notebook.strengths);
  const found = account?.diagnostics.filter((diagnostic) => isOn(line, diagnostic.line, diagnostic.line)) ?? [];
  const left = account?.left.find((each) => isOn(line, each.line, each.line));
  if (strength === undefined && left === undefined && found.length === 0) return null;
  return (
    <div className="mg">
      {strength !== undefined && <Cards line={line} strength={strength} notebook={notebook} show={show} />}
      {strength === undefined && left !== undefined && <p>{notesWords.noCard(tellReason(left.reason, notebook))}</p>}
      {found.map(({ code, severity, message, help }) => (
        <div className="seen" key={`${code} ${message}`}>
          <CaretIcon />
          <div>
            <p className="label">{notesWords.seen[severity]}</p>
            <p className="now">{message}</p>
            {help !== undefined && <p>{help}</p>}
          </div>
        </div>
      ))}
    </div>
  );
}

function Cards({
  line,
  strength,
  notebook,
  show,
}: {
  readonly line: ReadingLine;
  readonly strength: LineStrength;
  readonly notebook: ShownNotebook;
  readonly show: (cards: ShownCards) => void;
}) {
  const { cards } = strength;
  const first = Math.min(...cards.flatMap((each) => each.card.lines));
  const met = cards.filter(({ recall }) => recall !== undefined).length;
  const button = (
    <button
      type="button"
      className="link"
      aria-label={`${cards.length === 1 ? notesWords.itsCard : notesWords.itsCards(cards.length)}, ${notesWords.line} ${line.own}`}
      onClick={() => show({ line: line.line, cards, notes: notebook })}
    >
      {cards.length === 1 ? notesWords.itsCard : notesWords.itsCards(cards.length)}
    </button>
  );
  // A fact told in several lines has its mark on the first.
  if (first < line.line && cards.every(({ card }) => card.lines.includes(first))) {
    return (
      <p>
        {notesWords.oneFact(ownLine(notebook, first))} {button}
      </p>
    );
  }
  return (
    <>
      <Mark level={strength.level} />
      <p>
        <b>{words.strength(strength.level, strength.recall)}</b>
        {strength.dueDay === undefined
          ? `, ${met === 0 ? notesWords.notMet : notesWords.someMet(met, cards.length)}`
          : `, ${notesWords.due(dayFrom(strength.dueDay, notebook.today))}`}
        . {button}
      </p>
    </>
  );
}

const plainReasons: Partial<Record<string, string>> = { ...notesWords.reasons, ...notesWords.asides };

function tellReason(reason: LineReason, notebook: ShownNotebook): string {
  switch (reason.kind) {
    case 'duplicate':
      return reason.line === undefined || notebook.files === undefined
        ? notesWords.duplicate(reason.line)
        : notesWords.duplicateAt(placeOf(notebook, [reason.line]));
    case 'dropped-by-curation':
      return notesWords.dropped(reason.text);
    case 'breaks-rule':
      return notesWords.breaksRule(reason.rule);
    default:
      return plainReasons[reason.kind] ?? reason.kind;
  }
}

function strengthOf({ line, to, kind }: ReadingLine, strengths: ReadonlyMap<number, LineStrength>) {
  if (kind === 'heading') return undefined;
  for (let each = line; each <= to; each += 1) {
    const strength = strengths.get(each);
    if (strength !== undefined) return strength;
  }
  return undefined;
}

/** A line as it is counted in its file. */
function ownLine(notes: ShownNotebook, line: number): number {
  return inFile(notes, [line]).lines[0] ?? line;
}

/** Whether lines `from` to `to` begin on this one. */
function isOn({ line, to: end }: ReadingLine, from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && to !== undefined && from <= end && to >= line;
}
