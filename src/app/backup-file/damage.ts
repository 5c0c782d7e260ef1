import { type Refusal, refuse } from '../../core/refusal.ts';

/**
 * What is wrong with a backup, on its way out of the loops that read it and through the COPY that they feed, which
 * takes no values. `restore` turns it into the refusal that it carries: it never leaves the application.
 */
export class Damage extends Error {
  readonly refusal: Refusal;

  /** `expected` and `actual` as in a refusal. */
  constructor(expected: string, actual: string) {
    super(`expected ${expected}, got ${actual}`);
    this.name = 'Damage';
    this.refusal = damaged(expected, actual);
  }
}

/** The refusal of a file that is no backup, or not as it was written. */
export function damaged(expected: string, actual: string): Refusal {
  return refuse('damaged_backup', '', expected, actual);
}
