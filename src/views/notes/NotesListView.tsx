import { Link } from 'wouter';
import { useNotebooks } from '#state/live/use-notebooks.ts';
import { useStrength } from '#state/live/use-today.ts';
import { Strip } from '#views/parts/Strip.tsx';
import { words } from '#views/words/words.ts';
import { Page } from '#views/parts/Page.tsx';
import { notesWords } from '#views/words/notes.en.ts';
import './notes.css';

/** Every notebook that cards come from. */
export function NotesListView() {
  const notebooks = useNotebooks();
  const strength = useStrength();
  const say = notesWords;
  return (
    <Page title={say.title} tab="notes">
      <div className="nhead">
        <h1>{notebooks?.length === 0 ? say.none : say.title}</h1>
        {notebooks !== undefined && notebooks.length > 0 && (
          <Link className="btn" href="/import">
            {say.add}
          </Link>
        )}
      </div>
      {notebooks?.length === 0 && (
        <>
          <p className="lead">{say.noneHelp}</p>
          <p className="acts">
            <Link className="btn main" href="/">
              {say.begin}
            </Link>
            <Link className="btn" href="/import">
              {say.own}
            </Link>
          </p>
        </>
      )}
      <ul className="nlist">
        {notebooks?.map((notebook) => (
          <li key={notebook.id}>
            <Link href={`/notes/${notebook.id}`}>
              <span>
                <b>{notebook.title}</b>
                <small>
                  {notebook.path}, {say.contents(notebook.lineCount, notebook.cards)}
                </small>
              </span>
              <DeckStrip title={notebook.title} levels={strength?.decks.find(({ deck }) => deck === notebook.id)?.levels} />
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

function DeckStrip({ title, levels }: { readonly title: string; readonly levels: readonly number[] | undefined }) {
  return levels === undefined ? <span /> : <Strip levels={levels} label={words.today.stripOf(title, levels)} />;
}
