import { readFileSync } from 'node:fs';
import type { NotebookSource } from '#core/decks/plan-files.ts';
import { planNotebook } from '#core/decks/plan-files.ts';
import type { DeckId } from '#core/ids.ts';
import { randomFrom } from '#core/random.ts';

const folder = 'decks/music-intervals';
const notes = readFileSync(`${folder}/notes.md`, 'utf8');
const curation = readFileSync(`${folder}/deck.yaml`, 'utf8');
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Whether a damaged file was read all the same, and what it must not have brought about; no fault: all is well. */
export interface Tried {
  readonly kind: 'planned' | 'refused';
  readonly fault?: string;
}

/** What damaged notes must not bring about: a throw, or a refusal that does not say why and where. */
export function faultOf(seed: number): Tried {
  const random = randomFrom(seed);
  const which = random() < 0.75 ? 'deck.yaml' : 'notes.md';
  const damaged = damage(encoder.encode(which === 'deck.yaml' ? curation : notes), random);
  const source: NotebookSource = {
    deck: 'music-intervals' as DeckId,
    from: {
      kind: 'files',
      notes: { path: 'notes.md', bytes: which === 'notes.md' ? damaged : encoder.encode(notes) },
      curation: { path: 'deck.yaml', bytes: which === 'deck.yaml' ? damaged : encoder.encode(curation) },
    },
  };
  try {
    const planned = planNotebook(source, (bytes) => decoder.decode(bytes));
    if (planned.kind === 'planned') return { kind: 'planned' };
    const errors = planned.diagnostics.filter(({ severity }) => severity === 'error');
    const clear = errors.length > 0 && errors.every(({ path, message, help }) => path !== '' && message !== '' && help !== '');
    return { kind: 'refused', ...(clear ? {} : { fault: 'it is refused and no error says why' }) };
  } catch (error) {
    return { kind: 'refused', fault: `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` };
  }
}

/** Some of: bytes changed, cut out, doubled, moved, cut off, and words of YAML put in the wrong place. */
export function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  let all = [...bytes];
  const at = () => Math.floor(random() * all.length);
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const [place, length] = [at(), 1 + Math.floor(random() * 40)];
    const part = all.slice(place, place + length);
    const word = encoder.encode(words[Math.floor(random() * words.length)]);
    switch (Math.floor(random() * 6)) {
      case 0:
        all[place] = Math.floor(random() * 256);
        break;
      case 1:
        all.splice(place, length);
        break;
      case 2:
        all.splice(place, 0, ...part);
        break;
      case 3:
        all.splice(place, length);
        all.splice(at(), 0, ...part);
        break;
      case 4:
        if (random() < 0.2) all = all.slice(0, place);
        break;
      default:
        all.splice(place, 0, ...word);
    }
  }
  return Uint8Array.from(all);
}

const words = [
  '\n',
  ': ',
  '- ',
  '&a ',
  '*a ',
  '!!binary ',
  '__proto__: ',
  '<<: ',
  '"',
  "'",
  '[',
  '}',
  '\t',
  '|\n',
  '1e400',
  'null',
  '\u202e',
  '\ufeff',
  '%TAG ! x',
  '---\n',
];
