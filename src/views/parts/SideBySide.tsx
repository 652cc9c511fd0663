import type { ComparedRow } from '#core/decks/compare.ts';
import { CardText } from '#views/rich/CardText.tsx';
import { leechWords } from '#views/words/leech.en.ts';
import './side-by-side.css';

const say = leechWords;

/** Two things that are mixed up, line by line. */
export function SideBySide({
  names: [own, other],
  rows,
}: {
  readonly names: readonly [string, string];
  readonly rows: readonly ComparedRow[];
}) {
  return (
    <table className="vs">
      <thead>
        <tr>
          <td>
            <span className="vh">{say.of}</span>
          </td>
          <th scope="col">{own}</th>
          <th scope="col">{other}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.kind} ${row.label}`}>
            <th scope="row">{row.kind === 'label' ? row.label : say[row.kind]}</th>
            <Side texts={row.sides[0]} />
            <Side texts={row.sides[1]} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ texts }: { readonly texts: ComparedRow['sides'][0] }) {
  return (
    <td>
      {texts.length === 0 && <span className="vh">{say.nothing}</span>}
      {texts.map((text) => (
        <p key={text}>
          <CardText text={text} />
        </p>
      ))}
    </td>
  );
}
