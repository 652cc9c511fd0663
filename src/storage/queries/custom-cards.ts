import { Dexie } from 'dexie';

import type { CardId } from '#core/ids.ts';
import type { CustomPick, CustomStudy } from '#core/scheduling/custom.ts';
import { presetFor } from '#core/scheduling/options.ts';
import type { Options } from '#core/scheduling/options.ts';
import { recallNow } from '#core/scheduling/recall.ts';
import { standingAnswers } from '#core/scheduling/replay.ts';
import { again } from '#core/scheduling/schedule.ts';
import { isWithin } from '#core/scheduling/scope.ts';
import type { Moment, StudyDay } from '#core/time.ts';
import type { CardwrightDatabase } from '../database.ts';
import { isResting } from '../rows.ts';
import type { ScheduleRow } from '../rows.ts';
import { inSnapshot } from './snapshot.ts';

/**
 * The cards of a custom study, in the order in which they are asked. Suspended and dropped ones are in none, nor are retired
 * ones while they are left out; the exam that was chosen leaves out nothing that is chosen here.
 */
export function customCards(
  db: CardwrightDatabase,
  { scope, pick }: CustomStudy,
  moment: Moment,
  options: Options,
): Promise<readonly CardId[]> {
  return inSnapshot(db, [db.schedules, db.overlays, db.log], async () => {
    const rows = await candidates(db, pick, moment);
    const asked = rows.filter(
      (row) => !isResting(row) && isWithin(row, scope) && !(options.leaveOutRetired && row.about?.retired === true),
    );
    return inOrder(asked, pick, moment, options).map(({ card }) => card);
  });
}

function candidates(db: CardwrightDatabase, pick: CustomPick, { day }: Moment): Promise<ScheduleRow[]> {
  switch (pick.kind) {
    case 'all':
    case 'weakest':
      return db.schedules.toArray();
    case 'ahead':
      return db.schedules
        .where('[dueDay+shuffle]')
        .belowOrEqual([day + pick.days, Dexie.maxKey])
        .toArray();
    case 'forgotten':
      return forgotten(db, (day - pick.days + 1) as StudyDay);
    case 'flag':
      return db.overlays
        .where('flag')
        .equals(pick.flag)
        .primaryKeys()
        .then((cards) => known(db, cards));
    case 'tag':
      return db.overlays
        .where('tags')
        .equals(pick.tag)
        .primaryKeys()
        .then((cards) => known(db, cards));
  }
}

async function forgotten(db: CardwrightDatabase, first: StudyDay): Promise<ScheduleRow[]> {
  const entries = await db.log.where('day').aboveOrEqual(first).toArray();
  const cards = standingAnswers(entries).flatMap(({ card, rating }) => (rating === again ? [card] : []));
  return known(db, [...new Set(cards)]);
}

function known(db: CardwrightDatabase, cards: readonly CardId[]): Promise<ScheduleRow[]> {
  return db.schedules.bulkGet([...cards]).then((rows) => rows.filter((row) => row !== undefined));
}

function inOrder(rows: readonly ScheduleRow[], pick: CustomPick, moment: Moment, options: Options): readonly ScheduleRow[] {
  if (pick.kind === 'ahead') return rows;
  if (pick.kind !== 'weakest') return rows.toSorted((a, b) => a.position - b.position);
  return rows
    .flatMap((row) => {
      const recall = recallNow(row, moment, presetFor(options, row.deck));
      return recall === undefined ? [] : [{ row, recall }];
    })
    .toSorted((a, b) => a.recall - b.recall)
    .slice(0, pick.count)
    .map(({ row }) => row);
}
