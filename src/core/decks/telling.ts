import type { EntityId } from '../ids.ts';
import { normalise, singular, tokens } from '../text.ts';
import { leakingWords } from './names.ts';
import type { ResolvedEntity } from './resolve.ts';

/** Knows what is said of which entity, and so whether a text means one of them alone. */
export class Telling {
  private readonly said: ReadonlyMap<EntityId, ReadonlySet<string>>;
  private readonly generic: readonly string[];

  constructor(entities: readonly ResolvedEntity[], genericPhrases: readonly string[]) {
    this.generic = genericPhrases.map(normalise).sort((a, b) => b.length - a.length);
    this.said = new Map(
      entities.map((entity) => {
        const own = entity.facts.filter((fact) => fact.role !== 'shared').flatMap((fact) => tokens(`${fact.label ?? ''} ${fact.text}`));
        return [entity.id, new Set([...own, ...entity.words].map(singular))];
      }),
    );
  }

  /** Says something that is said of few, and no other entity has most of its words (Q03, Q10). */
  isOnlyAbout(entity: ResolvedEntity, text: string): boolean {
    let bare = ` ${normalise(text)} `;
    for (const phrase of this.generic) bare = bare.replaceAll(` ${phrase} `, ' ');
    const words = [...new Set(tokens(bare).map(singular))].filter((word) => !QUESTION_WORDS.has(word));
    if (words.length === 0) return false;
    const others = [...this.said].filter(([id]) => id !== entity.id).map(([, said]) => said);
    const rarity = words.map((word) => others.filter((said) => said.has(word)).length);
    const telling = rarity.some((n) => n === 0) || rarity.filter((n) => n <= 2).length >= 2;
    return telling && !others.some((said) => words.filter((word) => said.has(word)).length >= words.length * 0.6);
  }

  /** Without a word of the entity's name. */
  isSilent(entity: ResolvedEntity, text: string): boolean {
    return leakingWords(text, entity.words).length === 0;
  }
}

const QUESTION_WORDS = new Set(['note', 'describe', 'say', 'which', 'what']);
