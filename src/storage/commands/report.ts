import { reportId, withoutReport, type Report, type Said } from '#core/decks/report.ts';
import type { CardOverlay } from '#core/decks/plan.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import { askedOf } from '#core/quiz/question.ts';
import type { Question } from '#core/quiz/question.ts';
import type { Instant, Moment } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import type { Decision } from '../storage.ts';
import { changeOverlay } from './change-overlay.ts';
import { putOverlay, saysNothing } from './put-overlay.ts';
import { recordDeed } from './record-deed.ts';
import { inTransaction } from './writing.ts';
import type { Writing } from './writing.ts';

/** The learner says what is wrong with a card; it is not studied from then on. */
export function reportCard(writing: Writing, id: CardId, said: Said, { instant }: Moment): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const steps = await changeOverlay(db, id, (overlay, entity) => {
      const note = entity?.notes.find(({ cards }) => cards.some((card) => card.id === id));
      const card = note?.cards.find((one) => one.id === id);
      const about = {
        kind: 'card',
        front: overlay.front ?? card?.front ?? '',
        back: overlay.back ?? card?.back ?? '',
        lines: card?.lines ?? overlay.own?.lines ?? [],
        facts: note?.facts ?? [],
      } as const;
      return { ...overlay, reported: reportOf(said, about, instant, overlay.reported) };
    });
    return { card: id, cards: [id], undo: await recordDeed(writing, { kind: 'report', card: id }, steps) };
  });
}

/** The same of a question, with what was answered to it; no quiz asks it from then on, and none concludes anything from it. */
export function reportQuestion(
  writing: Writing,
  deck: DeckId,
  { question, given }: { readonly question: Question; readonly given?: string },
  said: Said,
  { instant }: Moment,
): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const id = reportId(question);
    const entity = askedOf(question)[0]?.entity;
    if (entity === undefined) throw new Error(`question ${id} asks nothing`);
    const before = await db.overlays.get(id);
    const about = { kind: 'question', question, ...(given !== undefined && { given }) } as const;
    const after: CardOverlay = {
      ...(before ?? { id, deck, entity }),
      reported: reportOf(said, about, instant, before?.reported),
    };
    await db.overlays.put(after);
    const step = { kind: 'overlay', id, after, ...(before && { before }) } as const;
    return { card: id, cards: [], undo: await recordDeed(writing, { kind: 'report-question', entity }, [step]) };
  });
}

/** What was reported is asked again; with a time, only what was said then is taken back, and what else was said holds. */
export function takeReportBack(writing: Writing, id: CardId, at?: Instant): Promise<Decision> {
  const { db } = writing;
  return inTransaction(writing, tablesOf(db), async () => {
    const before = await db.overlays.get(id);
    if (before?.reported === undefined) return { card: id, cards: [] };
    const { reported, ...others } = before;
    const left = at === undefined ? undefined : withoutReport(reported, at);
    const rest: CardOverlay = { ...others, ...(left && { reported: left }) };
    const after = saysNothing(rest) ? undefined : rest;
    await putOverlay(db, id, after);
    const isCard = reported.about.kind === 'card';
    const deed = isCard
      ? ({ kind: 'unreport', card: id } as const)
      : ({ kind: 'unreport-question', entity: before.entity } as const);
    const step = { kind: 'overlay', id, before, ...(after && { after }) } as const;
    return { card: id, cards: isCard ? [id] : [], undo: await recordDeed(writing, deed, [step]) };
  });
}

/** Said once more, the later stands; what another device has said is not this one's to change. */
function reportOf({ fault, words }: Said, about: Report['about'], at: Report['at'], before: Report | undefined): Report {
  return { fault, ...(words !== undefined && { words }), at, about, ...(before?.also && { also: before.also }) };
}

function tablesOf(db: CardwrightDatabase) {
  return [db.entities, db.overlays, db.schedules, db.days, db.undo];
}
