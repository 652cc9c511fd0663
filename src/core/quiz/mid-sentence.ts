// Loaded with the screen of what is mixed up: the words of texts (text.ts) must not come with it.

const openings: ReadonlySet<string> = new Set(['a', 'an', 'the', 'its', 'one', 'any', 'each', 'two']);

/**
 * A phrase as it goes on in a sentence: without its capital, unless its first word is a name. It is none where the texts beside
 * it write it small: they write `Hadoop` and `AI` as they are.
 */
export function midSentence(phrase: string, beside: readonly string[]): string {
  const [word = ''] = /^\p{Lu}\p{Ll}*(?![\p{L}\p{N}])/u.exec(phrase) ?? [];
  if (word === '') return phrase;
  const small = word.toLowerCase();
  const isWritten = beside.some((text) => text.split(/[^\p{L}\p{N}]+/u).includes(small));
  return openings.has(small) || isWritten ? `${small}${phrase.slice(word.length)}` : phrase;
}
