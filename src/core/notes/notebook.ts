import type { Diagnostic } from '../diagnostic.ts';
import type { PlacedFigure } from './figures.ts';
import type { FilePlace } from './files.ts';
import type { PlacedFormula } from './take-out.ts';

/** Lines of a notebook, 1-based and inclusive. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

export type FactRole =
  | 'type'
  | 'description'
  | 'purpose'
  | 'feature'
  | 'benefit'
  | 'use-case'
  | 'component'
  | 'definition'
  /** A bare value: `4`, `30 minutes`. */
  | 'number'
  /** Asked by the author in the notation of another tool; see ParsedMark. */
  | 'marked'
  /** Said of several entities in one cell or bullet; never carded for a single one (K14). */
  | 'shared';

/** One statement as it stands in the notes, before anything is known of entities elsewhere. */
export interface ParsedFact {
  readonly role: FactRole;
  /** `Enhanced Fan-Out` in `**Enhanced Fan-Out**: Dedicated throughput per consumer.` */
  readonly label?: string;
  /** Plain text: no Markdown, blanks and quotes normalised, as the author wrote it otherwise. */
  readonly text: string;
  /** Marked ==so== by the author. */
  readonly emphasised: boolean;
  /** The words that are marked, where that is only a part of the text. */
  readonly highlights?: readonly string[];
  readonly lines: LineRange;
}

/** Lines that say nothing of a thing, and what they are instead. */
export interface Aside {
  readonly lines: LineRange;
  readonly what:
    | 'heading'
    | 'rule'
    | 'table-head'
    /** `Key Features:`, which only opens what stands below it. */
    | 'container'
    /** A list of the headings themselves. */
    | 'contents'
    /** Words that lead over to what follows. */
    | 'introduction'
    | 'front-matter'
    | 'comment'
    | 'picture'
    | 'code'
    | 'html'
    | 'link-target'
    /** Names other places: `See also: ...`, the address of a source. */
    | 'reference'
    /** Says something, but not of what. */
    | 'nothing-named'
    /** A name of which nothing is said here. */
    | 'name-only';
}

/** A card that the author marked as one, in the notation of another tool. It wins over what rules would make of its lines. */
export type ParsedMark =
  | {
      readonly kind: 'question';
      readonly front: string;
      readonly back: string;
      /** `:::` and `??`: asked from both sides. */
      readonly bothWays: boolean;
      readonly lines: LineRange;
      /** The headings above it, outermost first. */
      readonly path: readonly string[];
    }
  | {
      readonly kind: 'cloze';
      /**
       * In order; a part with a hole is hidden on the card of its group (`c1`), and shown on the others. One that is a
       * stretch of a formula has no dollars of its own.
       */
      readonly parts: readonly {
        readonly text: string;
        readonly hole?: string;
        readonly hint?: string;
        readonly formula?: true;
      }[];
      readonly lines: LineRange;
      readonly path: readonly string[];
    };

/** One place in the notes that describes something, under the name used there. */
export interface ParsedEntity {
  /** As written, without Markdown: `Amazon Managed Streaming for Apache Kafka (MSK)`. */
  readonly heading: string;
  /** The headings above it, outermost first. */
  readonly path: readonly string[];
  readonly facts: readonly ParsedFact[];
  readonly lines: LineRange;
  /** Other names of it: what the front matter of its file calls it. */
  readonly aliases?: readonly string[];
}

/** A Markdown file of notes, parsed: places in reading order, with what could not be understood. */
export interface Notebook {
  /** Of the file, or the name of the folder. */
  readonly path: string;
  /** Of a folder: its files among the lines. */
  readonly files?: readonly FilePlace[];
  /** The text itself, line by line, as it stands in the file. */
  readonly source: readonly string[];
  readonly lineCount: number;
  /** The text of a level-one heading at the top, if there is one. */
  readonly title?: string;
  readonly entities: readonly ParsedEntity[];
  readonly marks: readonly ParsedMark[];
  /** In the order of the lines; what is neither here nor told by a fact or mark is blank. */
  readonly asides: readonly Aside[];
  /** Pictures and code, each with the lines that it belongs to. */
  readonly figures: readonly PlacedFigure[];
  /** They stand in the texts of facts and marks between dollars; see formula.ts. */
  readonly formulas: readonly PlacedFormula[];
  readonly diagnostics: readonly Diagnostic[];
}
