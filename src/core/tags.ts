import { leechTag, markedTag } from './deed.ts';

/** The tags that the learner gave a card by name: not those that other acts put on it. */
export function ownTags(tags: readonly string[] = []): readonly string[] {
  return tags.filter((tag) => tag !== markedTag && tag !== leechTag);
}

/** As they are written: with blanks or commas between them, with or without #; each once, sorted. */
export function readTags(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).map((word) => word.replace(/^#+/, ''));
  return [...new Set(words.filter((word) => word !== ''))].toSorted();
}
