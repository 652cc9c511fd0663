import type { Flag } from '../deed.ts';
import type { StudyScope } from './scope.ts';

/** Which cards are studied besides what is due, within a part of the cards. */
export interface CustomStudy {
  readonly scope: StudyScope;
  readonly pick: CustomPick;
}

export type CustomPick =
  /** Every card, met or not: for cramming. */
  | { readonly kind: 'all' }
  /** Due within so many days after today; what is due today is first. */
  | { readonly kind: 'ahead'; readonly days: number }
  /** Answered Again within so many days, today included. */
  | { readonly kind: 'forgotten'; readonly days: number }
  | { readonly kind: 'flag'; readonly flag: Flag }
  | { readonly kind: 'tag'; readonly tag: string }
  /** So many that are likeliest forgotten now. */
  | { readonly kind: 'weakest'; readonly count: number };
