/** What is wrong with a learner's text, where, and what to write instead. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, so that it can be searched for and tested: `notes/empty`, `deck/unknown-entity`. */
  readonly code: string;
  readonly path: string;
  /** 1-based; absent when the whole file is meant. */
  readonly line?: number;
  /** 1-based, in UTF-16 units. */
  readonly column?: number;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to write or do instead, in one sentence. */
  readonly help?: string;
}
