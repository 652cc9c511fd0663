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

  constructor(entities: readonly ResolvedEntity[], genericPhrases: readonly string[]) {
    this.generic = genericPhrases.map(normalise).sort((a, b) => b.length - a.length);
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
    // Who has most of the words lacks few of them, so it has one of the rarest: the common ones need not be gone through.
    const most = Math.ceil(words.length * 0.6);
    const rarest = others.slice(0, words.length - most + 1);
    const candidates = new Set(rarest.flatMap(({ places }) => places));
    for (const place of candidates) {
      if (place === own) continue;
      const said = this.words[place];
      if (words.filter((word) => said?.has(word)).length >= words.length * 0.6) return false;
    }
    return true;
  }

  /** Without a word of the entity's name. */
  isSilent(entity: ResolvedEntity, text: string): boolean {
    return leakingWords(text, entity.words).length === 0;
  }
}

const QUESTION_WORDS = new Set(['note', 'describe', 'say', 'which', 'what']);
