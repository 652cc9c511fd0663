import type { DeckEntity } from '../decks/deck.ts';
import { nameWords } from '../decks/names.ts';
import { sameWord, singular, tokens } from '../text.ts';
import { bareName } from './bare-name.ts';

/** Begin the names of half a deck, so they tell nothing. */
const makers = ['Amazon', 'AWS'];
const makerWords: ReadonlySet<string> = new Set(makers.map((maker) => maker.toLowerCase()));

/** Words of a text or name that could give an entity away. */
export function wordsOf(text: string): readonly string[] {
  return tokens(text, makerWords);
}

/** Many words, in which a form of another is found without comparing each. */
export interface WordBook {
  /** In the singular. */
  readonly words: ReadonlySet<string>;
  has(word: string): boolean;
}

export function wordBook(words: Iterable<string>): WordBook {
  const exact = new Set<string>();
  const byBeginning = new Map<string, string[]>();
  for (const word of new Set(words)) {
    exact.add(singular(word));
    // Forms of one word share at least five letters.
    const beginning = word.slice(0, 5);
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), word]);
  }
  const has = (word: string): boolean =>
    exact.has(singular(word)) || (byBeginning.get(word.slice(0, 5)) ?? []).some((other) => sameWord(word, other));
  return { words: exact, has };
}

/** The words by which a text would give the entity away. */
export function giveaways({ name, aliases, subWords }: DeckEntity): WordBook {
  return wordBook(nameWords([name, ...aliases], subWords, makers));
}

/** Whether a text with these words holds one of the names, so that the answer could be read off it. */
export function givesAway(text: WordBook, names: WordBook): boolean {
  return [...text.words].some((word) => names.has(word));
}

/** How an entity is spoken of: by a spelling as it is written, or by every word of its name in some form. */
export interface NameMarks {
  readonly spellings: readonly string[];
  readonly words: readonly string[];
}

export function nameMarks(entity: DeckEntity): NameMarks {
  const spellings = [entity.name, ...entity.aliases].map(bareName).filter((spelling) => spelling !== '');
  return { spellings: [...new Set(spellings)], words: wordsOf(bareName(entity.name)) };
}

/** Whether the text, whose words are given too, speaks of the entity by name. */
export function speaksOf(text: string, words: WordBook, { spellings, words: own }: NameMarks): boolean {
  if (own.length > 0 && own.every((word) => words.has(word))) return true;
  return spellings.some((spelling) => holdsPhrase(text, spelling));
}

/** As written, capitals included: the alias Streams is no word of "data streams". */
function holdsPhrase(text: string, phrase: string): boolean {
  const at = text.indexOf(phrase);
  if (at < 0) return false;
  const letter = /[\p{L}\p{N}]/u;
  return !letter.test(text[at - 1] ?? ' ') && !letter.test(text[at + phrase.length] ?? ' ');
}
