import { Fragment, lazy, Suspense, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Card } from '#core/decks/deck.ts';
import type { DeckId, EntityId } from '#core/ids.ts';
import { lineText, readLines, type ReadingLine, type Run } from '#core/notes/reading.ts';
import {
  useAccount,
  useNotebook,
  type LineStrength,
  type ShownNotebook,
  type UnplacedStrength,
} from '#state/live/use-notebook.ts';
import type { NoticesStore } from '#state/notices.ts';
import { FindIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { EmptyPage } from '#views/parts/EmptyPage.tsx';
import { isAddress } from '#views/parts/is-address.ts';
import { Page } from '#views/parts/Page.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { notesWords } from '#views/words/notes.en.ts';
import { words } from '#views/words/words.ts';
import { LastImport } from './LastImport.tsx';
import { LineCards, type ShownCards } from './LineCards.tsx';
import { Margin } from './Margin.tsx';
import { OwnCard } from './OwnCard.tsx';
import { PutAsideBand } from './PutAsideBand.tsx';
import { sectionsOf } from './sections.ts';
import { useFound } from './use-found.ts';
import './notes.css';

const EditCard = lazy(async () => ({ default: (await import('#views/card/EditCard.tsx')).EditCard }));
const AddCard = lazy(async () => ({ default: (await import('#views/card/AddCard.tsx')).AddCard }));

// Fetched by the first line that has one.
const Code = lazy(async () => ({ default: (await import('#views/rich/Code.tsx')).Code }));
const PictureOf = lazy(async () => ({ default: (await import('#views/rich/PictureOf.tsx')).PictureOf }));

type OpenDialog =
  | { readonly kind: 'edit'; readonly card: Card }
  | { readonly kind: 'add'; readonly line?: number; readonly entity?: EntityId | undefined };

/** A notebook with its lines, how well each is known, and the lines that a card rests on marked. */
export function NotesView({
  deck,
  marked,
  notices,
}: {
  readonly deck: string;
  readonly marked: string;
  readonly notices: NoticesStore;
}) {
  const notebook = useNotebook(deck as DeckId);
  const lines = useMemo(() => (notebook === 'none' ? [] : readLines(notebook?.text ?? '')), [notebook]);
  const [sought, setSought] = useState('');
  const wanted = useDeferredValue(sought.trim().toLowerCase());
  const found = useMemo(
    () => (wanted === '' ? lines : lines.filter((line) => lineText(line).toLowerCase().includes(wanted))),
    [lines, wanted],
  );
  const marks = useMemo(() => new Set(marked.split(',').map(Number)), [marked]);
  const account = useAccount(deck as DeckId, notebook);
  const [shownCards, setShownCards] = useState<ShownCards>();
  const [opened, setOpened] = useState<OpenDialog>();
  const find = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useFound(list, wanted, found);
  const say = notesWords;

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      find.current?.focus();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  const firstMarked = useRef<HTMLLIElement>(null);
  const loaded = lines.length > 0;
  useEffect(() => {
    firstMarked.current?.scrollIntoView({ block: 'center' });
    firstMarked.current?.focus({ preventScroll: true });
  }, [loaded, marks]);

  if (notebook === 'none') return <Missing />;
  const own = (notebook?.unplaced ?? []).filter((each) => wanted === '' || saysOf(each).includes(wanted));
  const ownAfter = (line: ReadingLine) => own.filter(({ after }) => isAt(line, after));
  const drawOwn = (strength: UnplacedStrength) => (
    <OwnCard
      key={strength.cards[0]?.card.id}
      strength={strength}
      today={notebook?.today}
      edit={(card) => setOpened({ kind: 'edit', card })}
    />
  );
  const first = lines.find((line) => isMarked(line, marks));
  return (
    <Page title={notebook?.title ?? say.title} tab="notes">
      <div className="nhead">
        <div>
          <p className="crumb small">
            <Link className="link" href="/notes">
              {say.all}
            </Link>
            <span aria-hidden="true">/</span>
            <span>{notebook?.path}</span>
          </p>
          <h1>{notebook?.title ?? '\u00a0'}</h1>
          <div className="nways">
            <button type="button" className="link" onClick={() => setOpened({ kind: 'add' })}>
              {say.write}
            </button>
            {notebook !== undefined && <LastImport deck={deck as DeckId} title={notebook.title} notices={notices} />}
          </div>
        </div>
        <div>
          <div className="find">
            <FindIcon />
            <input
              ref={find}
              type="search"
              placeholder={say.find}
              aria-label={say.find}
              value={sought}
              onChange={(event) => setSought(event.target.value)}
              aria-keyshortcuts="/"
            />
            <kbd>/</kbd>
          </div>
          <p className="small found" role="status">
            {wanted !== '' && say.found(found.length + own.length)}
          </p>
        </div>
      </div>
      <div className="reader">
        <Sections lines={lines} strengths={notebook?.strengths} show={() => setSought('')} />
        <ol className="rd" ref={list}>
          {found.map((line) => (
            <Fragment key={line.line}>
              <LineRow
                deck={deck as DeckId}
                line={line}
                on={isMarked(line, marks)}
                margin={
                  notebook !== undefined && <Margin line={line} notebook={notebook} account={account} show={setShownCards} />
                }
                rowRef={line === first ? firstMarked : undefined}
              />
              {ownAfter(line).map(drawOwn)}
            </Fragment>
          ))}
          {own.filter(({ after }) => !found.some((line) => isAt(line, after))).map(drawOwn)}
        </ol>
      </div>
      {notebook !== undefined && <PutAsideBand deck={deck as DeckId} notices={notices} />}
      {shownCards !== undefined && (
        <LineCards
          {...shownCards}
          edit={(card) => setOpened({ kind: 'edit', card })}
          add={(entity) => setOpened({ kind: 'add', line: shownCards.line, entity })}
          close={() => setShownCards(undefined)}
        />
      )}
      <Suspense>
        {opened?.kind === 'edit' && (
          <EditCard card={opened.card} notices={notices} changed={() => undefined} close={() => setOpened(undefined)} />
        )}
        {opened?.kind === 'add' && (
          <AddCard
            deck={deck as DeckId}
            part={notebook === undefined ? undefined : partAt(notebook, opened.line)}
            line={opened.line}
            entity={opened.entity}
            notices={notices}
            close={() => setOpened(undefined)}
          />
        )}
      </Suspense>
    </Page>
  );
}

/** The lines that can be named beside one: those of its file. Of a folder without a line there are none. */
function partAt({ lineCount, files }: ShownNotebook, line: number | undefined) {
  if (files === undefined) return { above: 0, lineCount };
  const at = line === undefined ? -1 : files.findLastIndex(({ above }) => above < line);
  const file = files[at];
  return file && { above: file.above, lineCount: (files[at + 1]?.above ?? lineCount + 1) - file.above - 1 };
}

function Missing() {
  const { missing, missingHelp, all } = notesWords;
  return <EmptyPage tab="notes" head={missing} help={missingHelp} to="/notes" act={all} />;
}

function Sections({
  lines,
  strengths,
  show,
}: {
  readonly lines: readonly ReadingLine[];
  readonly strengths: ReadonlyMap<number, LineStrength> | undefined;
  readonly show: () => void;
}) {
  const sections = useMemo(() => sectionsOf(lines, strengths ?? new Map()), [lines, strengths]);
  const top = Math.min(...sections.map(({ heading }) => heading.depth));
  const go = (line: number) => {
    show();
    // After the list has all its lines again.
    setTimeout(() => {
      const row = document.getElementById(`line-${line}`);
      row?.scrollIntoView({ block: 'start' });
      row?.focus({ preventScroll: true });
    });
  };
  return (
    <nav className="secs" aria-label={notesWords.sections}>
      <details open={matchMedia('(min-width: 1001px)').matches}>
        <summary>{notesWords.sections}</summary>
        <ul>
          {sections.map(({ heading, level }) => (
            <li key={heading.line} className={`d${Math.min(2, heading.depth - top)}`}>
              <button type="button" className="quiet" onClick={() => go(heading.line)}>
                {level === undefined ? <span className="mark" /> : <Mark level={level} />}
                <span>
                  {lineText(heading)}
                  {level !== undefined && <span className="vh">, {words.levels[level]}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

function LineRow({
  deck,
  line,
  on,
  margin,
  rowRef,
}: {
  readonly deck: DeckId;
  readonly line: ReadingLine;
  readonly on: boolean;
  readonly margin: ReactNode;
  readonly rowRef: React.Ref<HTMLLIElement> | undefined;
}) {
  const className = [line.kind === 'heading' ? `hd h${line.depth}` : line.kind, on ? 'on' : ''].filter(Boolean).join(' ');
  return (
    <li className={className} id={`line-${line.line}`} tabIndex={-1} ref={rowRef}>
      <span className="ln">
        {line.own > 0 && <span className="vh">{notesWords.line} </span>}
        {line.own === 0 ? null : line.own}
      </span>
      <div className={line.kind === 'item' ? `tx i${Math.min(3, line.depth)}` : 'tx'}>
        {on && <span className="vh">{notesWords.marked} </span>}
        <LineContent deck={deck} line={line} />
      </div>
      {margin}
    </li>
  );
}

function LineContent({ deck, line }: { readonly deck: DeckId; readonly line: ReadingLine }) {
  const [only] = line.cells;
  switch (line.kind) {
    case 'heading':
      return line.depth <= 2 ? <h2>{drawn(only ?? [], deck)}</h2> : <h3>{drawn(only ?? [], deck)}</h3>;
    case 'row':
    case 'head-row':
      return line.cells.map((runs, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the cells of a line never move
        <span key={index} className="cell">
          {drawn(runs, deck)}
        </span>
      ));
    case 'code':
      return (
        <Suspense fallback={<pre>{only?.[0]?.text}</pre>}>
          <Code text={only?.[0]?.text ?? ''} language={line.language} />
        </Suspense>
      );
    case 'item':
    case 'text':
      return (
        <>
          {line.mark !== undefined && `${line.mark} `}
          {drawn(only ?? [], deck)}
        </>
      );
  }
}

/** The learner's text as React elements, never as HTML; its own direction, whatever the page's. */
function drawn(runs: readonly Run[], deck: DeckId) {
  return (
    <bdi>
      {runs.map((run, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- nor do its runs
        <RunText key={index} run={run} deck={deck} />
      ))}
    </bdi>
  );
}

function RunText({ run, deck }: { readonly run: Run; readonly deck: DeckId }) {
  if (run.picture !== undefined) {
    return (
      <Suspense fallback={<>{run.text}</>}>
        <PictureOf deck={deck} picture={run.picture} />
      </Suspense>
    );
  }
  if (run.formula !== undefined) return <CardText text={run.text} />;
  let text: React.ReactNode = run.text;
  if (run.code) text = <code>{text}</code>;
  if (run.emphasis) text = <em>{text}</em>;
  if (run.strong) text = <b>{text}</b>;
  if (run.struck) text = <s>{text}</s>;
  if (run.highlight) text = <mark>{text}</mark>;
  if (run.href !== undefined && isAddress(run.href)) {
    text = (
      <a className="link" href={run.href} rel="noreferrer noopener" target="_blank">
        {text}
      </a>
    );
  }
  return <>{text}</>;
}

function isAt({ line, to }: ReadingLine, after: number | undefined): boolean {
  return after !== undefined && line <= after && after <= to;
}

function saysOf({ cards }: LineStrength): string {
  return cards.map(({ card }) => `${card.front} ${card.back}`.toLowerCase()).join(' ');
}

function isMarked({ line, to }: ReadingLine, marks: ReadonlySet<number>): boolean {
  for (let each = line; each <= to; each++) if (marks.has(each)) return true;
  return false;
}
