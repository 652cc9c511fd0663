import { hash } from '#core/hash.ts';

/**
 * A row that is damaged, or that a newer version of the app wrote, set aside so that no screen trips over it. Nothing of it is
 * thrown away: where a later version can read it, it goes back to its place.
 */
export interface QuarantineRow {
  readonly id: string;
  readonly table: string;
  /** Its key there, as JSON. */
  readonly key: string;
  readonly why: 'wrong' | 'newer' | 'double' | 'homeless';
  /** An instant. */
  readonly at: number;
  /** The row as JSON: a text fits into any backup, however the row is damaged. */
  readonly text: string;
}

export function quarantineRow(table: string, row: object, why: QuarantineRow['why'], key: unknown, at: number): QuarantineRow {
  const text = textOf(row);
  const name = keyText(key);
  // Of two damaged rows that stood at one place after each other, both are kept.
  return { id: `${table} ${hash(`${name}\n${text}`)}`, table, key: name, why, at, text };
}

/** The row as it was; undefined for one whose text does not tell it all. */
export function rowOf({ text }: QuarantineRow): object | undefined {
  const row: unknown = JSON.parse(text);
  return typeof row === 'object' && row !== null ? row : undefined;
}

export function keyText(key: unknown): string {
  return typeof key === 'string' ? key : textOf(key);
}

/** The database can hold what JSON cannot. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value, (_, each: unknown) => {
      if (typeof each === 'bigint') return String(each);
      return each instanceof Uint8Array ? { bytes: Array.from(each).join(' ') } : each;
    });
  } catch (error) {
    return JSON.stringify(`not readable: ${String(error)}`);
  }
}
