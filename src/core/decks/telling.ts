import type { EntityId } from '../ids.ts';
import { normalise, singular, tokens } from '../text.ts';
import { leakingWords } from './names.ts';
import type { ResolvedEntity } from './resolve.ts';

/** Knows what is said of which entity, and so whether a text means one of them alone. */
export class Telling {
  /** For each word the entities of which it is said, by their place in the list. */
  private readonly saidOf = new Map<string, number[]>();
  private readonly places: ReadonlyMap<EntityId, number>;
  private readonly generic: readonly string[];
  /** For each entity the words that are said of it. */
  private readonly words: readonly ReadonlySet<string>[];
  /** For each entity 0, except while they are counted. */
  private readonly counts: Uint32Array;

  constructor(entities: readonly ResolvedEntity[], genericPhrases: readonly string[]) {
    this.generic = genericPhrases.map(normalise).sort((a, b) => b.length - a.length);
    this.counts = new Uint32Array(entities.length);
    this.places = new Map(entities.map((entity, place) => [entity.id, place]));
    this.words = entities.map((entity, place) => {
      const said = entity.facts
        .filter((fact) => fact.role !== 'shared')
        .flatMap((fact) => tokens(`${fact.label ?? ''} ${fact.text}`));
      const words = new Set([...said, ...entity.words].map(singular));
      for (const word of words) {
        const places = this.saidOf.get(word);
        if (places) places.push(place);
        else this.saidOf.set(word, [place]);
      }
      return words;
    });
  }

  /** Says something that is said of few, and no other entity has most of its words (Q03, Q10). */
  isOnlyAbout(entity: ResolvedEntity, text: string): boolean {
    let bare = ` ${normalise(text)} `;
    for (const phrase of this.generic) bare = bare.replaceAll(` ${phrase} `, ' ');
    const words = [...new Set(tokens(bare).map(singular))].filter((word) => !QUESTION_WORDS.has(word));
    const own = this.places.get(entity.id);
    const others = words
      .map((word) => {
        const places = this.saidOf.get(word) ?? [];
        return { places, count: places.length - (own !== undefined && this.words[own]?.has(word) ? 1 : 0) };
      })
      .sort((a, b) => a.count - b.count);
    const telling = others.some(({ count }) => count === 0) || others.filter(({ count }) => count <= 2).length >= 2;
    if (words.length === 0 || !telling) return false;
    const most = Math.ceil(words.length * 0.6);
    // Who has most of the words lacks few, so it has two of the rarest few: the common ones need not be gone through.
    const lacking = words.length - most;
    const rarest = others.slice(0, lacking + 2);
    const likely = this.havingOf(rarest, rarest.length - lacking);
    return !likely.some((place) => {
      const said = this.words[place];
      return place !== own && words.filter((word) => said?.has(word)).length >= most;
    });
  }

  /** The entities that stand in at least so many of the lists. */
  private havingOf(lists: readonly { readonly places: readonly number[] }[], least: number): number[] {
    const { counts } = this;
    const having: number[] = [];
    for (const { places } of lists) {
      for (const place of places) {
        const count = (counts[place] ?? 0) + 1;
        counts[place] = count;
        if (count === least) having.push(place);
      }
    }
    for (const { places } of lists) for (const place of places) counts[place] = 0;
    return having;
  }

  /** Without a word of the entity's name. */
  isSilent(entity: ResolvedEntity, text: string): boolean {
    return leakingWords(text, entity.words).length === 0;
  }
}

const QUESTION_WORDS = new Set(['note', 'describe', 'say', 'which', 'what']);
