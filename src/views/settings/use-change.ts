import type { NoticesStore } from '#state/notices.ts';
import { useServices } from '#state/services-context.ts';
import { changeOption, type OptionChange } from '#state/settings.ts';
import { settingsWords as say } from '#views/words/settings.en.ts';
import { unsavedWords } from '#views/words/unsaved.en.ts';

/** Changes a setting and tells it, with a way back; true once it is stored. */
export function useChange(notices: NoticesStore): (name: string, change: OptionChange) => Promise<boolean> {
  const services = useServices();
  return async (name, change) => {
    const { tell } = notices.getState();
    const changed = await changeOption(services, change);
    if (changed.kind === 'unsaved') {
      tell({ kind: 'told', head: say.unsaved, help: unsavedWords.why[changed.code] });
      return false;
    }
    if (changed.kind === 'moved') {
      tell({ kind: 'told', head: say.movedMeanwhile, help: say.movedMeanwhileHelp });
      return false;
    }
    const { undo } = changed;
    if (undo !== undefined) {
      const takeBack = async () => {
        if (!(await undo())) tell({ kind: 'told', head: say.notTaken, help: say.notTakenHelp });
      };
      tell({ kind: 'undoable', head: say.changed(name), undo: takeBack });
    }
    return true;
  };
}
