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

  constructor(entities: readonly ResolvedEntity[], genericPhrases: readonly string[]) {
    this.generic = genericPhrases.map(normalise).sort((a, b) => b.length - a.length);
    this.places = new Map(entities.map((entity, place) => [entity.id, place]));
    entities.forEach((entity, place) => {
      const said = entity.facts
        .filter((fact) => fact.role !== 'shared')
        .flatMap((fact) => tokens(`${fact.label ?? ''} ${fact.text}`));
      for (const word of new Set([...said, ...entity.words].map(singular))) {
        const places = this.saidOf.get(word);
        if (places) places.push(place);
        else this.saidOf.set(word, [place]);
      }
    });
  }

  /** Says something that is said of few, and no other entity has most of its words (Q03, Q10). */
  isOnlyAbout(entity: ResolvedEntity, text: string): boolean {
    let bare = ` ${normalise(text)} `;
    for (const phrase of this.generic) bare = bare.replaceAll(` ${phrase} `, ' ');
    const words = [...new Set(tokens(bare).map(singular))].filter((word) => !QUESTION_WORDS.has(word));
    const own = this.places.get(entity.id);
    const others = words.map((word) => (this.saidOf.get(word) ?? []).filter((place) => place !== own));
    const telling = others.some((places) => places.length === 0) || others.filter((places) => places.length <= 2).length >= 2;
    if (words.length === 0 || !telling) return false;
    const shared = new Map<number, number>();
    for (const places of others) for (const place of places) shared.set(place, (shared.get(place) ?? 0) + 1);
    return [...shared.values()].every((count) => count < words.length * 0.6);
  }

  /** Without a word of the entity's name. */
  isSilent(entity: ResolvedEntity, text: string): boolean {
    return leakingWords(text, entity.words).length === 0;
  }
}

const QUESTION_WORDS = new Set(['note', 'describe', 'say', 'which', 'what']);
