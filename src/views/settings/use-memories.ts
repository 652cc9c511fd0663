import { useEffect, useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { Options } from '#core/scheduling/options.ts';
import { readWeights, writeWeights } from '#core/scheduling/weights.ts';
import { useServices } from '#state/services-context.ts';
import type { OptionChange } from '#state/settings.ts';

type Memories = Extract<OptionChange, { kind: 'weights' }>['memories'];

type Found =
  | { readonly kind: 'found'; readonly weights: readonly number[]; readonly memories: Memories }
  | { readonly kind: 'computing'; readonly percent: number }
  | { readonly kind: 'weights' | 'replay' };

/** Typing on gives up what was being computed. */
const pauseMs = 300;

/** What the weights that are written so would make of the memories of all decks, or of one. */
export function useMemories(text: string, deck: DeckId | undefined, options: Options, run: number): Found {
  const { memoriesUnder } = useServices();
  const [found, setFound] = useState<{ readonly of: string; readonly run: number; readonly found: Found }>();
  const weights = readWeights(text);
  const of = weights === undefined ? '' : writeWeights(weights);
  const decks = [...options.deckPresets.keys()].toSorted().join('\n');
  useEffect(() => {
    if (of === '') return;
    const abort = new AbortController();
    const asked = readWeights(of)!;
    const whose = deck === undefined ? { without: decks.split('\n') as DeckId[] } : { deck };
    const put = (made: Found) => {
      if (!abort.signal.aborted) setFound({ of, run, found: made });
    };
    const tell = (done: number, all: number) => put({ kind: 'computing', percent: Math.floor((done / all) * 10) * 10 });
    const timer = setTimeout(() => {
      memoriesUnder({ weights: asked, whose }, tell, abort.signal).then(
        (memories) => put({ kind: 'found', weights: asked, memories }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          console.error(error);
          put({ kind: 'replay' });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [memoriesUnder, of, deck, decks, run]);
  if (weights === undefined) return { kind: 'weights' };
  return found?.of === of && found.run === run ? found.found : { kind: 'computing', percent: 0 };
}
