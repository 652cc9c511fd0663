import { useLiveQuery } from 'dexie-react-hooks';
import { reportId } from '#core/decks/report.ts';
import { tellReport, withoutAnswer, type ToldReport } from '#core/decks/told-report.ts';
import type { CardId, DeckId } from '#core/ids.ts';
import type { NotesPlace } from '#core/notes/files.ts';
import { openExam } from '#storage/queries/quizzes.ts';
import { useStorage } from '../services-context.ts';

/** What was said to be wrong in one deck, the last report first. */
export interface DeckReports {
  readonly deck: DeckId;
  readonly title: string;
  readonly notes: NotesPlace;
  readonly reports: readonly ToldReport[];
}

/** Of every deck that is there; what was said of one that was removed comes back with it. */
export function useReports(): readonly DeckReports[] | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    const [overlays, notebooks] = await Promise.all([db.overlays.toArray(), db.notebooks.toArray()]);
    const reported = overlays.filter((overlay) => overlay.reported !== undefined);
    const entities = await db.entities.bulkGet(reported.map(({ entity }) => entity));
    const exam = await openExam(db);
    const sat = new Set(exam?.questions.map(reportId));
    const told = reported
      .flatMap((overlay, index) => tellReport(overlay, entities[index]))
      .map((report) => (sat.has(report.id) ? withoutAnswer(report) : report));
    return notebooks.flatMap(({ id, title, path, files }): DeckReports[] => {
      const reports = told.filter(({ deck }) => deck === id).toSorted((a, b) => b.at - a.at);
      return reports.length > 0 ? [{ deck: id, title, notes: { path, files }, reports }] : [];
    });
  }, [db]);
}

/** The ids of all reports: of cards their own, of questions those of `reportId`. */
export function useReported(isWanted = true): ReadonlySet<CardId> | undefined {
  const { db } = useStorage();
  return useLiveQuery(async () => {
    if (!isWanted) return undefined;
    const reported = await db.overlays.filter((overlay) => overlay.reported !== undefined).primaryKeys();
    return new Set(reported);
  }, [db, isWanted]);
}
