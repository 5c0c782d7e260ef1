import type { Day } from '../../core/calendar/day.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { Stores } from '../ports/stores.ts';

/**
 * What must not be found out late: what it is about, the figure that shows it, and what to do next. `values` are what the
 * texts are made of, for whoever says it in other words: amounts and ratios as decimals, days, months, codes.
 */
export interface Alert {
  readonly code: AlertCode;
  readonly severity: 'urgent' | 'attention';
  readonly about: string;
  readonly figure: string;
  readonly values: Readonly<Record<string, string>>;
  readonly next: string;
}

export const ALERT_CODES = [
  'period_without_meeting',
  'voted_rate_not_billed',
  'billed_rate_not_voted',
  'position_at_half',
  'ratio_over_100_percent',
  'ratio_outside_band',
  'reserve_short',
  'requirement_short',
] as const;

export type AlertCode = (typeof ALERT_CODES)[number];

/** What alerts are drawn from: the books and the board of a consortium, as of a day. */
export interface AlertSource {
  readonly stores: Pick<Stores, 'books' | 'boards' | 'closes'>;
  readonly consortium: Consortium;
  readonly on: Day;
}
