import type { Options } from '#core/scheduling/options.ts';
import type { CardwrightDatabase } from '../database.ts';
import { optionsFrom, presetsNamed } from '../options.ts';
import { inSnapshot } from './snapshot.ts';

export function readOptions(db: CardwrightDatabase): Promise<Options | undefined> {
  return inSnapshot(db, [db.settings, db.presets], async () => {
    const settings = await db.settings.toArray();
    const presets = await db.presets.bulkGet(presetsNamed(settings));
    return optionsFrom(
      settings,
      presets.filter((preset) => preset !== undefined),
    );
  });
}
