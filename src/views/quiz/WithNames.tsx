import { splitAtNames } from '#core/quiz/named.ts';
import type { Question, QuestionOption } from '#core/quiz/question.ts';
import { EntityLink } from '#views/parts/EntityLink.tsx';
import { CardText } from '#views/rich/CardText.tsx';

/**
 * A text of a question whose names lead to their pages. Only where nothing is asked any more: a name that leads somewhere would
 * tell something.
 */
export function WithNames({ text, question }: { readonly text: string; readonly question: Question }) {
  // Formulas are found in the whole text.
  if (text.includes('$')) return <CardText text={text} />;
  return splitAtNames(text, namedIn(question)).map((piece, index) =>
    typeof piece === 'string' ? (
      // oxlint-disable-next-line react/no-array-index-key -- pieces never move
      <CardText key={index} text={piece} />
    ) : (
      <EntityLink key={piece.entity} id={piece.entity} name={piece.text} />
    ),
  );
}

function namedIn(question: Question): readonly QuestionOption[] {
  return question.kind === 'typed' ? [question.key, ...question.others] : question.options;
}
