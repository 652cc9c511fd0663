import { StorageError } from './storage.ts';
import type { StorageErrorCode } from './storage.ts';

/** What IndexedDB or Dexie threw, as one of ours; undefined for an error that is not theirs, such as a mistake of our own. */
export function storageErrorOf(error: unknown, during: 'open' | 'use'): StorageError | undefined {
  if (error instanceof StorageError) return error;
  const names = namesOf(error);
  for (const name of names) {
    const code = codes[during][name];
    if (code !== undefined) return new StorageError(code, error);
  }
  const theirs = error instanceof DOMException || (error instanceof Error && 'inner' in error);
  return theirs ? new StorageError('unknown', error) : undefined;
}

const everywhere: Record<string, StorageErrorCode> = {
  // A full disk shows at commit: an AbortError, with this inside.
  QuotaExceededError: 'quota',
  VersionError: 'newer',
};

const codes: Record<'open' | 'use', Record<string, StorageErrorCode>> = {
  open: {
    ...everywhere,
    MissingAPIError: 'unavailable',
    InvalidStateError: 'unavailable',
    SecurityError: 'unavailable',
    UnknownError: 'unavailable',
    NotFoundError: 'unavailable',
    OpenFailedError: 'unavailable',
    DatabaseClosedError: 'closed',
  },
  use: {
    ...everywhere,
    DatabaseClosedError: 'closed',
    InvalidStateError: 'closed',
    // The browser gave a transaction up and does not say why. What our own code throws in one arrives as itself.
    AbortError: 'unknown',
  },
};

/** The names of an error and of those inside it, the innermost first: it says best what happened. */
function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  // Where several rows were put at once, Dexie tells what became of each.
  const first: unknown = 'failures' in error && Array.isArray(error.failures) ? error.failures[0] : undefined;
  const inner = first ?? ('inner' in error ? error.inner : 'cause' in error ? error.cause : undefined);
  const name = 'name' in error ? [String(error.name)] : [];
  return [...(inner === error ? [] : namesOf(inner)), ...name];
}
