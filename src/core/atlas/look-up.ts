/** Letters without their marks and without case: `Café` is found by `cafe`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Whether a folded text holds each word that is looked for. */
export function holdsAll(text: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(word));
}
