import { useState } from 'react';
import { Link } from 'wouter';
import type { DeckId } from '#core/ids.ts';
import { exportDecisions } from '#state/card-decisions.ts';
import { useNotebooks, type NotebookSummary } from '#state/live/use-notebooks.ts';
import { useDecksWithFiles } from '#state/live/use-picture.ts';
import { useDecidedDecks } from '#state/live/use-overlay.ts';
import { useReported } from '#state/live/use-reports.ts';
import { useStrength } from '#state/live/use-today.ts';
import type { NoticesStore } from '#state/notices.ts';
import { exportPictures } from '#state/pictures.ts';
import { useServices } from '#state/services-context.ts';
import { SettingsLink } from '#views/parts/SettingsLink.tsx';
import { Strip } from '#views/parts/Strip.tsx';
import { cardWords } from '#views/words/card.en.ts';
import { reportWords } from '#views/words/report.en.ts';
import { richWords } from '#views/words/rich.en.ts';
import { strengthWords } from '#views/words/strength.en.ts';
import { NoDecks } from '#views/parts/NoDecks.tsx';
import { Page } from '#views/parts/Page.tsx';
import { notesWords } from '#views/words/notes.en.ts';
import { MoreDecks } from './MoreDecks.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import './notes.css';

/** Every notebook that cards come from. */
export function NotesListView({ notices }: { readonly notices: NoticesStore }) {
  const notebooks = useNotebooks();
  const strength = useStrength();
  const [removing, setRemoving] = useState<NotebookSummary>();
  const say = notesWords;
  return (
    <Page title={say.title} tab="notes">
      {notebooks?.length !== 0 && (
        <div className="nhead">
          <h1>{say.title}</h1>
          {notebooks !== undefined && (
            <p className="nways">
              <Link className="link" href="/reference">
                {say.reference}
              </Link>
              <Link className="btn" href="/import">
                {say.add}
              </Link>
            </p>
          )}
        </div>
      )}
      {notebooks?.length === 0 && (
        <div className="trouble">
          <NoDecks head={say.none} help={say.noneHelp} act={say.begin}>
            <Link className="btn" href="/import">
              {say.own}
            </Link>
          </NoDecks>
        </div>
      )}
      <ul className="nlist">
        {notebooks?.map((notebook) => (
          <li key={notebook.id}>
            <Link className="to" href={`/notes/${notebook.id}`}>
              <span>
                <b>
                  <bdi>{notebook.title}</bdi>
                </b>
                <small>
                  <bdi>{notebook.path}</bdi>, {say.contents(notebook.lineCount, notebook.cards)}
                </small>
              </span>
              <DeckStrip title={notebook.title} levels={strength?.decks.find(({ deck }) => deck === notebook.id)?.levels} />
            </Link>
            <button
              type="button"
              className="quiet"
              aria-label={say.removeLabel(notebook.title)}
              onClick={() => setRemoving(notebook)}
            >
              {say.remove}
            </button>
          </li>
        ))}
      </ul>
      {notebooks !== undefined && notebooks.length > 0 && <MoreDecks notebooks={notebooks} notices={notices} />}
      <PictureExports notices={notices} titleOf={(deck) => notebooks?.find(({ id }) => id === deck)?.title ?? deck} />
      <Exports notices={notices} titleOf={(deck) => notebooks?.find(({ id }) => id === deck)?.title} />
      <Reported />
      {removing !== undefined && <RemoveDialog notebook={removing} notices={notices} close={() => setRemoving(undefined)} />}
      <SettingsLink />
    </Page>
  );
}

/** What the learner decided, each deck as a file that can be put beside its notes. */
function Exports({
  notices,
  titleOf,
}: {
  readonly notices: NoticesStore;
  readonly titleOf: (deck: DeckId) => string | undefined;
}) {
  const services = useServices();
  // What was decided about a deck that was removed is kept, and offered again with the deck.
  const decks = useDecidedDecks()?.filter((deck) => titleOf(deck) !== undefined);
  if (decks === undefined || decks.length === 0) return null;
  return (
    <ExportBand
      head={cardWords.export}
      help={cardWords.exportHelp}
      failed={{ head: cardWords.unsaved, help: cardWords.exportFailed }}
      decks={decks}
      titleOf={titleOf}
      notices={notices}
      save={async (deck) => {
        const yaml = await exportDecisions(services, deck);
        if (yaml !== undefined) download(cardWords.exportFile(deck), yaml, 'application/yaml');
      }}
    />
  );
}

/** What was said to be wrong has a screen of its own. */
function Reported() {
  const reported = useReported();
  if (reported === undefined || reported.size === 0) return null;
  return (
    <section className="band exports">
      <h2>{reportWords.screen}</h2>
      <div>
        <p>{reportWords.lead(reported.size)}</p>
        <p className="acts">
          <Link className="btn" href="/reports">
            {reportWords.show}
          </Link>
        </p>
      </div>
    </section>
  );
}

/** The pictures and files that came with each notebook, as an archive. */
function PictureExports({ notices, titleOf }: { readonly notices: NoticesStore; readonly titleOf: (deck: DeckId) => string }) {
  const services = useServices();
  const decks = useDecksWithFiles();
  if (decks === undefined || decks.length === 0) return null;
  return (
    <ExportBand
      head={richWords.exportPictures}
      help={richWords.exportPicturesHelp}
      failed={{ head: richWords.exportFailedHead, help: richWords.exportFailed }}
      decks={decks}
      titleOf={titleOf}
      notices={notices}
      save={async (deck) => {
        const archive = await exportPictures(services, deck);
        if (archive !== undefined) download(richWords.exportFile(deck), archive, 'application/zip');
      }}
    />
  );
}

interface ExportBandProps {
  readonly head: string;
  readonly help: string;
  readonly failed: { readonly head: string; readonly help: string };
  readonly decks: readonly DeckId[];
  readonly titleOf: (deck: DeckId) => string | undefined;
  readonly notices: NoticesStore;
  readonly save: (deck: DeckId) => Promise<void>;
}

/** One button a deck, each of which saves a file. */
function ExportBand({ head, help, failed, decks, titleOf, notices, save }: ExportBandProps) {
  const tried = (deck: DeckId) =>
    save(deck).catch((error: unknown) => {
      console.error(error);
      notices.getState().tell({ kind: 'told', ...failed });
    });
  return (
    <section className="band exports">
      <h2>{head}</h2>
      <div>
        <p>{help}</p>
        <p className="acts">
          {decks.map((deck) => (
            <button key={deck} type="button" className="btn" onClick={() => void tried(deck)}>
              {titleOf(deck)}
            </button>
          ))}
        </p>
      </div>
    </section>
  );
}

function download(name: string, text: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function DeckStrip({ title, levels }: { readonly title: string; readonly levels: readonly number[] | undefined }) {
  return levels === undefined ? <span /> : <Strip levels={levels} label={strengthWords.stripOf(title, levels)} />;
}
