import { useId, useState } from 'react';
import { FAULTS, type Fault, type Said } from '#core/decks/report.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import type { Given, Question } from '#core/quiz/question.ts';
import type { NoticesStore } from '#state/notices.ts';
import { Dialog } from '#views/card/Dialog.tsx';
import { useDecide } from '#views/card/use-decide.ts';
import { cardWords } from '#views/words/card.en.ts';
import { reportWords } from '#views/words/report.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

const say = reportWords;

export type Reportable =
  | { readonly kind: 'card'; readonly card: CardId }
  | {
      readonly kind: 'question';
      readonly deck: DeckId;
      readonly question: Question;
      readonly given: Given;
      readonly sitting: boolean;
    };

/** What is wrong, in one tap; words of one's own go with it. */
export function ReportDialog({
  about,
  notices,
  changed,
  close,
}: {
  readonly about: Reportable;
  readonly notices: NoticesStore;
  /** It is kept out, or asked again after an undo. */
  readonly changed: (cards: readonly CardId[]) => void;
  readonly close: () => void;
}) {
  const { decide, failed } = useDecide(notices, changed);
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const id = useId();
  const words = text.trim();
  async function report(fault: Fault) {
    if (saving) return;
    setSaving(true);
    const said = { fault, ...(words !== '' && { words }) };
    const code = await decide(decisionOf(about, said));
    setSaving(false);
    if (code === undefined) close();
  }
  return (
    <Dialog title={say.dialog} close={close}>
      <p className="small">{isSitting(about) ? say.dialogHelpSitting : say.dialogHelp}</p>
      <ul className="menu">
        {faultsOf(about).map((fault) => (
          <li key={fault}>
            <button type="button" className="act" disabled={saving} onClick={() => void report(fault)}>
              {isSitting(about) && fault === 'second-right' ? say.severalRight : say.faults[about.kind][fault]}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void report('other');
        }}
      >
        <label>
          {say.words}
          <textarea
            rows={2}
            maxLength={2_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
            aria-describedby={id}
          />
        </label>
        <p className="small" id={id}>
          {say.wordsHelp}
        </p>
        {failed !== undefined && (
          <p className="small" role="alert">
            {cardWords.unsaved}. {unsavedWords.why[failed]}
          </p>
        )}
        <p className="acts">
          <button type="submit" className="btn" disabled={saving || words === ''}>
            {say.send}
          </button>
          <button type="button" className="btn" onClick={close}>
            {cardWords.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** A card has one answer and no options, and in an exam nobody knows yet what counts as right; `other` is said in words. */
function faultsOf(about: Reportable): readonly Fault[] {
  const none: Fault = isSitting(about) ? 'wrong' : 'second-right';
  return FAULTS.filter((fault) => fault !== 'other' && (fault !== none || (about.kind === 'question' && !isSitting(about))));
}

function isSitting(about: Reportable): boolean {
  return about.kind === 'question' && about.sitting;
}

function decisionOf(about: Reportable, said: Said) {
  if (about.kind === 'card') return { kind: 'report', card: about.card, said } as const;
  const { deck, question } = about;
  const given = givenIn(question, about.given);
  return { kind: 'report-question', deck, question, said, ...(given !== undefined && { given }) } as const;
}

/** What was answered, in words: of a matching, each description with what was put to it. */
function givenIn(question: Question, given: Given): string | undefined {
  switch (given.kind) {
    case 'none':
      return undefined;
    case 'typed':
      return given.text;
    case 'choice':
      return question.kind === 'choice' ? question.options[given.chosen]?.text : undefined;
    case 'response':
      return question.kind === 'response' ? given.chosen.flatMap((at) => question.options[at]?.text ?? []).join('; ') : undefined;
    case 'match':
      if (question.kind !== 'match') return undefined;
      return given.chosen
        .flatMap((at, pair) => {
          const name = at === null ? undefined : question.options[at]?.text;
          return name === undefined ? [] : [`${question.pairs[pair]?.text ?? ''} (${name})`];
        })
        .join('; ');
  }
}
