import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Card } from '#core/decks/deck.ts';
import type { ImportPlan } from '#core/decks/plan.ts';
import type { PlannedNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { changesOf, plansOf, type ChangeOf, type Preview } from '#state/import-store.ts';
import { useStandings, type Standing } from '#state/live/use-standings.ts';
import { CaretIcon } from '#views/parts/icons.tsx';
import { Mark } from '#views/parts/Mark.tsx';
import { CardText } from '#views/rich/CardText.tsx';
import { importWords } from '#views/words/import.en.ts';
import { placeOf } from '#views/words/place.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';
import { Finding } from './Finding.tsx';
import { findingsOf } from './findings.ts';
import { Folders } from './Folders.tsx';
import { Targets } from './Targets.tsx';
import { WordDiff } from './WordDiff.tsx';

const say = importWords.preview;

/** More in one list would make the page slow and be read by nobody. */
const mostListed = 300;
const samples = 3;
const findingsShown = 8;

/** What importing would do, before it is done. */
export function PreviewView({
  preview,
  apply,
  choose,
  arrange,
  leave,
}: {
  readonly preview: Preview;
  readonly apply: () => void;
  readonly choose: (at: number, into: DeckId | undefined) => void;
  readonly arrange: (folder: string, joined: boolean) => void;
  readonly leave: () => void;
}) {
  const plans = plansOf(preview.notebooks);
  const { added, revived, changed, archived } = useMemo(() => sortChanges(plansOf(preview.notebooks)), [preview.notebooks]);
  const findings = useMemo(() => findingsOf(preview), [preview]);
  const standings = useStandings([
    ...changed.slice(0, mostListed).map(({ after }) => after.id),
    ...[...revived, ...archived].slice(0, mostListed).map(({ card }) => card.id),
  ]);
  const usable = preview.notebooks.some((notebook) => notebook.kind === 'planned' && !notebook.same);
  const changes = plans.reduce((sum, plan) => sum + plan.changes.length, 0);
  return (
    <>
      <Folders preview={preview} arrange={arrange} />
      <Targets preview={preview} choose={choose} />
      {preview.notebooks.length > 0 && (
        <section className="band">
          <h2>{say.files}</h2>
          <ul className="files">
            {preview.notebooks.slice(0, mostListed).map((notebook) => (
              <FileRow key={keyOf(notebook)} notebook={notebook} />
            ))}
            {preview.notebooks.length > mostListed && (
              <li className="small">{say.more(preview.notebooks.length - mostListed)}</li>
            )}
          </ul>
        </section>
      )}
      {added.length > 0 && <Added changes={added} />}
      {revived.length > 0 && (
        <Band head={say.bands.back} cards={revived.length}>
          <Rows changes={revived} standings={standings} told={say.backWith} />
        </Band>
      )}
      {changed.length > 0 && <Changed changes={changed} standings={standings} />}
      {archived.length > 0 && (
        <Band head={say.bands.archived} cards={archived.length}>
          <Rows changes={archived} standings={standings} told={say.kept} gone />
          <p className="more small">{say.returns}</p>
        </Band>
      )}
      <Around plans={plans} />
      {findings.length > 0 && (
        <section className="band">
          <h2>
            {say.bands.look}
            <small>{say.findings(findings.length)}</small>
          </h2>
          <Expandable
            all={say.allFindings(findings.length)}
            few={findings.slice(0, findingsShown)}
            items={findings.slice(0, mostListed)}
          >
            {(shown) =>
              shown.map((finding) => (
                <Finding key={`${finding.file} ${finding.code} ${finding.line} ${finding.message}`} finding={finding} />
              ))
            }
          </Expandable>
        </section>
      )}
      {preview.unsaved !== undefined && (
        <div className="tell refusal" role="alert">
          <CaretIcon />
          <p>{say.unsaved}</p>
          <p className="small">
            {unsavedWords.why[preview.unsaved]} {say.unsavedSafe}
          </p>
        </div>
      )}
      {preview.outdated && (
        <div className="tell refusal" role="alert">
          <CaretIcon />
          <p>{say.unsaved}</p>
          <p className="small">{say.outdated}</p>
        </div>
      )}
      <div className="foot">
        {usable ? (
          <p>
            <b>{say.undo}</b> {say.undoHelp}
          </p>
        ) : (
          <p />
        )}
        <div className="btns">
          <button type="button" className={usable ? 'btn' : 'btn main'} onClick={leave}>
            {usable ? say.cancel : say.other}
          </button>
          {usable ? (
            <button type="button" className="btn main" onClick={apply} aria-disabled={preview.saving}>
              {preview.saving ? say.applying : preview.unsaved === undefined ? say.apply(changes) : say.again}
            </button>
          ) : (
            <Link className="btn" href="/notes">
              {say.toNotes}
            </Link>
          )}
        </div>
      </div>
    </>
  );
}

/** The title is the count; the lead splits it. */
export function PreviewHead({ preview: { notebooks } }: { readonly preview: Preview }) {
  const plans = plansOf(notebooks);
  const left = notebooks.length - plans.length;
  const { added, revived, changed, archived } = sortChanges(plans);
  const total = added.length + revived.length + changed.length + archived.length;
  const newer = notebooks.filter((notebook) => notebook.kind === 'planned' && !notebook.same).length;
  const around = plans.reduce((sum, plan) => sum + plan.around.length, 0);
  const files = plans.reduce((sum, { after }) => sum + (after.notes.files?.length ?? 1), 0);
  const partly = left > 0 ? ` ${say.partly(left)}` : '';
  if (total > 0) {
    return (
      <>
        <h1>{say.head(total, files)}</h1>
        <p className="lead">
          {say.split(added.length, revived.length, changed.length, archived.length)} {say.notYet}
          {partly}
        </p>
      </>
    );
  }
  if (newer > 0) {
    return (
      <>
        <h1>{around > 0 ? say.newAround(around, newer) : say.newText(newer)}</h1>
        <p className="lead">
          {around > 0 ? say.aroundLead : say.textLead}
          {partly}
        </p>
      </>
    );
  }
  if (plans.length > 0) {
    return (
      <>
        <h1>{say.nothing}</h1>
        <p className="lead">
          {say.sameLead(plans.reduce((sum, plan) => sum + plan.unchanged, 0))}
          {partly}
        </p>
      </>
    );
  }
  return (
    <>
      <h1>{say.refused(Math.max(1, notebooks.length))}</h1>
      <p className="lead">{say.refusedLead}</p>
    </>
  );
}

function sortChanges(plans: readonly ImportPlan[]) {
  return {
    added: changesOf(plans, 'added').toSorted((a, b) => a.card.position - b.card.position),
    revived: changesOf(plans, 'revived'),
    changed: changesOf(plans, 'changed'),
    archived: changesOf(plans, 'archived'),
  };
}

function FileRow({ notebook }: { readonly notebook: PlannedNotebook }) {
  if (notebook.kind === 'refused') {
    return (
      <li>
        <span className="nm">
          {notebook.path}
          <small>{say.leftOut}</small>
        </span>
      </li>
    );
  }
  const { plan, same } = notebook;
  const of = (...kinds: string[]) => plan.changes.filter(({ kind }) => kinds.includes(kind)).length;
  return (
    <li>
      <span className="nm">
        {plan.title}
        <small>
          {plan.after.notes.files ? say.folderOf(plan.after.notes.path, plan.after.notes.files.length) : plan.after.notes.path}
        </small>
        {of('archived') > 0 && plan.unchanged + of('changed', 'revived') === 0 && (
          <small className="other">
            <CaretIcon />
            {say.otherNotes}
          </small>
        )}
      </span>
      {same ? (
        <span className="n none">{say.same}</span>
      ) : (
        <>
          <Figure {...say.added(of('added', 'revived'))} />
          <Figure {...say.changedCount(of('changed'))} />
          <Figure {...say.archivedCount(of('archived'))} />
        </>
      )}
    </li>
  );
}

function Figure({ value, word }: { readonly value: string; readonly word: string }) {
  return (
    <span className={value === '0' ? 'n none' : 'n'}>
      <b>{value}</b> {word}
    </span>
  );
}

function Band({ head, cards, children }: { readonly head: string; readonly cards: number; readonly children: ReactNode }) {
  return (
    <section className="band">
      <h2>
        {head}
        <small>{say.cards(cards)}</small>
      </h2>
      <div>{children}</div>
    </section>
  );
}

/** What is new for quizzes and exams, and stands on no card. */
function Around({ plans }: { readonly plans: readonly ImportPlan[] }) {
  const changes = plans.flatMap((plan) => plan.around.map((change) => ({ ...change, deck: plan.deck })));
  if (changes.length === 0) return null;
  return (
    <section className="band">
      <h2>
        {say.bands.around}
        <small>{say.arounds(changes.length)}</small>
      </h2>
      <Expandable few={changes.slice(0, samples)} items={changes.slice(0, mostListed)} all={say.allArounds(changes.length)}>
        {(shown) => (
          <ul className="rows">
            {shown.map(({ deck, kind, what, name, members }) => (
              <li key={`${deck} ${kind} ${what} ${name}`}>
                <span />
                <div>
                  {say.around[kind][what](name)}
                  {members.length > 0 && <small>{say.aroundNow(members)}</small>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Expandable>
    </section>
  );
}

/** A few, and on demand all of them, or as many as a page can bear. */
function Expandable<Item>({
  few,
  items,
  all,
  children,
}: {
  readonly few: readonly Item[];
  readonly items: readonly Item[];
  readonly all: string;
  readonly children: (shown: readonly Item[]) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      {children(open ? items : few)}
      {few.length < items.length && (
        <p className="more">
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? say.fewer : all}
          </button>
        </p>
      )}
    </div>
  );
}

function Added({ changes }: { readonly changes: readonly ChangeOf<'added'>[] }) {
  return (
    <Band head={say.bands.added} cards={changes.length}>
      <Expandable few={sampled(changes)} items={changes.slice(0, mostListed)} all={say.allAdded(changes.length)}>
        {(shown) => (
          <>
            <div className="smps">
              {shown.map(({ card, plan }) => (
                <Sample key={`${plan.deck} ${card.id}`} card={card} notes={plan.after.notes} />
              ))}
            </div>
            {shown.length === mostListed && changes.length > mostListed && (
              <p className="more small">{say.more(changes.length - mostListed)}</p>
            )}
          </>
        )}
      </Expandable>
    </Band>
  );
}

/** The first of three different things, so that the notes show in them. */
function sampled(changes: readonly ChangeOf<'added'>[]): readonly ChangeOf<'added'>[] {
  const seen = new Set<string>();
  const chosen = changes.filter(({ entityName }) => !seen.has(entityName) && seen.add(entityName)).slice(0, samples);
  return chosen.length === samples ? chosen : changes.slice(0, samples);
}

function Sample({ card, notes }: { readonly card: Card; readonly notes: NotesPlace }) {
  return (
    <article className="smp">
      <p className="q2">
        <CardText text={shownFront(card)} />
      </p>
      <p className="a2">
        <CardText text={card.back} />
      </p>
      <p className="src">{placeOf(notes, card.lines)}</p>
    </article>
  );
}

function Changed({
  changes,
  standings,
}: {
  readonly changes: readonly ChangeOf<'changed'>[];
  readonly standings: ReadonlyMap<string, Standing> | undefined;
}) {
  return (
    <Band head={say.bands.changed} cards={changes.length}>
      <Expandable few={changes.slice(0, 1)} items={changes.slice(0, mostListed)} all={say.others(changes.length - 1)}>
        {(shown) =>
          shown.map(({ before, after, corrections = [], plan }) => (
            <WordDiff key={`${plan.deck} ${after.id}`} before={before} after={after}>
              <Stays standing={standings?.get(after.id)} />
              {corrections.map(({ id, now }) => (
                <span key={id}>{now}</span>
              ))}
              <span>{placeOf(plan.after.notes, after.lines)}</span>
            </WordDiff>
          ))
        }
      </Expandable>
    </Band>
  );
}

function Stays({ standing }: { readonly standing: Standing | undefined }) {
  if (standing === undefined) return null;
  return (
    <span className="has">
      <Mark level={standing.level} />
      {standing.recall === undefined ? say.staysNew : say.stays(standing.recall, standing.answers)}
    </span>
  );
}

function Rows({
  changes,
  standings,
  told,
  gone = false,
}: {
  readonly changes: readonly (ChangeOf<'archived'> | ChangeOf<'revived'>)[];
  readonly standings: ReadonlyMap<string, Standing> | undefined;
  readonly told: (answers: number) => string;
  readonly gone?: boolean;
}) {
  return (
    <Expandable few={changes.slice(0, samples)} items={changes.slice(0, mostListed)} all={say.allCards(changes.length)}>
      {(shown) => (
        <ul className="rows">
          {shown.map(({ card, entityName, plan }) => {
            const standing = standings?.get(card.id);
            const { notes } = plan.after;
            return (
              <li key={`${plan.deck} ${card.id}`}>
                <Mark level={standing?.level ?? 0} />
                <div>
                  {shownFront(card).includes(entityName) ? shownFront(card) : `${entityName}: ${shownFront(card)}`}
                  <small>{gone ? say.gone(notes.files ? [] : card.lines, notes.path) : placeOf(notes, card.lines)}</small>
                </div>
                <p className="w">{standing === undefined ? '' : told(standing.answers)}</p>
              </li>
            );
          })}
        </ul>
      )}
    </Expandable>
  );
}

/** A cloze's hole, as it is written in a list. */
function shownFront({ front }: Card): string {
  return front.replaceAll('[...]', '…');
}

function keyOf(notebook: PlannedNotebook): string {
  return notebook.kind === 'planned' ? notebook.plan.deck : notebook.deck;
}
