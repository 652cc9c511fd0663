import { useEffect, useId, useMemo, useRef, type RefObject } from 'react';
import { markAnswer, type TypedPart } from '#core/decks/typed-answer.ts';
import { useKnownNames } from '#state/live/use-known-names.ts';
import type { CardStage, StudyStore } from '#state/study-store.ts';
import { typedWords as say } from '#views/words/typed.en.ts';
import './typed.css';

/** The answer that the learner types: a field with the question, and with the answer what became of it, in the same place. */
export function Typed({
  stage,
  store,
  show,
  ref,
}: {
  readonly stage: CardStage;
  readonly store: StudyStore;
  readonly show: () => void;
  readonly ref: RefObject<HTMLInputElement | null>;
}) {
  return stage.kind === 'question' ? (
    <Field key={`${stage.card.id} ${stage.schedule.revision}`} stage={stage} show={show} input={ref} />
  ) : (
    <Result stage={stage} store={store} />
  );
}

function Field({
  stage,
  show,
  input,
}: {
  readonly stage: CardStage;
  readonly show: () => void;
  readonly input: RefObject<HTMLInputElement | null>;
}) {
  useKnownNames(stage.entity.deck);
  const id = useId();
  useEffect(() => input.current?.focus({ preventScroll: true }), [input]);
  return (
    <form
      className="typing"
      onSubmit={(event) => {
        event.preventDefault();
        show();
      }}
    >
      <label htmlFor={id}>{say.label}</label>
      <input
        id={id}
        ref={input}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="done"
        aria-describedby="question"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Only the field is left, and the keys of the card work again.
          event.stopPropagation();
          document.getElementById('question')?.focus({ preventScroll: true });
        }}
      />
      <p className="small">{say.help}</p>
    </form>
  );
}

function Result({ stage, store }: { readonly stage: CardStage; readonly store: StudyStore }) {
  const { card, entity, typed = '' } = stage;
  const known = useKnownNames(entity.deck);
  const answer = useMemo(() => known && markAnswer(typed, card, entity, known), [known, typed, card, entity]);
  const suggested = answer?.kind === 'marked' ? answer.suggested : undefined;
  const told = useRef(false);
  useEffect(() => {
    if (suggested !== undefined && !told.current) store.getState().suggest(suggested);
    told.current = suggested !== undefined;
  }, [suggested, store]);
  return (
    <div className="typing" data-testid="typed">
      <p className="typing-head">{say.typed}</p>
      <p className="typing-text">
        {typed.trim() === '' ? (
          <i>{say.nothing}</i>
        ) : answer?.kind === 'marked' && answer.letters ? (
          <>
            <bdi className="vh">{typed}</bdi>
            <bdi aria-hidden="true">{answer.letters.map(drawn)}</bdi>
          </>
        ) : (
          <bdi>{typed}</bdi>
        )}
      </p>
      <p className="small">
        {answer?.kind === 'unmarked' && say.unmarked}
        {answer?.kind === 'marked' && (
          <>
            <b className={`c${answer.suggested}`}>{say.told(answer)}</b> {say.suggested(answer)}
          </>
        )}
      </p>
    </div>
  );
}

/** Too much is struck out, what is missing underlined: signs that need no colour. */
function drawn({ text, kind }: TypedPart, index: number) {
  if (kind === 'same') return text;
  return kind === 'extra' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>;
}
