import type { LookupFunction } from 'node:net';

/** Where requests of ours may go: addresses that others name are not to reach machines beside ours. */
export interface Reach {
  /** Why an address is not asked, where it is written as numbers and may not be. */
  refusal(url: string): string | undefined;
  /** Looks a name up; fails with the code `OUT_OF_REACH` where any of its addresses may not be reached. */
  readonly lookup: LookupFunction;
}
