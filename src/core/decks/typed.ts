/** What a typed answer is held against. */
export interface Wanted {
  readonly answer: string;
  /** Every other spelling of it, acronyms and former names included. */
  readonly aliases: readonly string[];
  readonly formerly?: readonly string[];
  /** Names and aliases of everything else in the deck: close to the answer as they may be, they are other things. */
  readonly others: readonly string[];
}

export type TypedMark =
  /** `name`: the spelling that was meant, where it is not the answer itself; `former` if it is called so no longer. */
  | { readonly kind: 'right'; readonly name?: string; readonly former?: true }
  /** A slip of the finger away from the answer, or from the name that was meant. */
  | { readonly kind: 'almost'; readonly name?: string }
  /** `other`: the other thing of the deck whose name it is. */
  | { readonly kind: 'wrong'; readonly other?: string }
  | { readonly kind: 'empty' };

/** Case, accents, punctuation, blanks, articles and the maker's name before it do not count. */
export function markTyped(typed: string, { answer, aliases, formerly = [], others }: Wanted): TypedMark {
  const said = folded(typed);
  if (said === '') return { kind: 'empty' };
  const former = formerly.filter((name) => folded(name) !== folded(answer));
  const names = [answer, ...former, ...aliases].flatMap((name) => spellings(name).map((spelling) => ({ name, spelling })));
  const right = names.find(({ spelling }) => folded(spelling) === said);
  if (right !== undefined) return { kind: 'right', ...meant(right.name, answer, former) };
  const other = others.find((name) => spellings(name).some((spelling) => folded(spelling) === said));
  if (other !== undefined) return { kind: 'wrong', other };
  const near = names.find(({ spelling }) => isSlip(said, folded(spelling)));
  if (near === undefined) return { kind: 'wrong' };
  return near.name === answer ? { kind: 'almost' } : { kind: 'almost', name: near.name };
}

function meant(name: string, answer: string, former: readonly string[]): { readonly name?: string; readonly former?: true } {
  if (name === answer) return {};
  return former.includes(name) ? { name, former: true } : { name };
}

/** As it stands, and without and inside its brackets: `Managed Streaming for Apache Kafka (MSK)`. */
export function spellings(name: string): readonly string[] {
  const inside = /\(([^()]+)\)\s*$/.exec(name);
  if (inside === null) return [name];
  return [name, name.slice(0, inside.index), inside[1] ?? ''].filter((each) => folded(each) !== '');
}

function folded(text: string): string {
  const plain = text
    .normalize('NFKC')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}+#%]+/gu, ' ')
    .trim();
  // One at the start only, and never the whole answer.
  return plain
    .replace(/^(?:the|an?) (?=\S)/, '')
    .replace(/^(?:amazon|aws) (?=\S)/, '')
    .replaceAll(' ', '');
}

/** One change in a short word would make another word of it. */
function isSlip(said: string, name: string): boolean {
  const most = name.length < 5 ? 0 : name.length < 9 ? 1 : 2;
  // Another number is another thing: HTTP/2 and HTTP/3.
  if (said.replace(/[^\p{N}+#%]/gu, '') !== name.replace(/[^\p{N}+#%]/gu, '')) return false;
  return Math.abs(said.length - name.length) <= most && distance(said, name) <= most;
}

/** Letters put in, left out or changed, and neighbours that changed places, each as one. */
function distance(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const steps = [(last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1)];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(...steps, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
