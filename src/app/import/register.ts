import { formatDay } from '../../core/calendar/day.ts';
import { formatAmount } from '../../core/money/amount.ts';
import type { Currency } from '../../core/money/currency.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { PaidClaimRow, PartlyRead, RegisterTotals } from '../../exchange/csv/rows.ts';
import type { ControlDifference } from '../ports/import-store.ts';
import type { ControlAmounts } from './controls.ts';
import { RunningTotal } from './totals.ts';

/** How many rows there are, and what they sum to in minor units. */
export interface RegisterSums {
  readonly rows: number;
  readonly charge: number;
  readonly allowed: number;
  readonly planPays: number;
}

/** Sums of rows; for the caller to know that they stay within the safe range. */
export class Sums {
  #rows = 0;
  #charge = 0;
  #allowed = 0;
  #planPays = 0;

  add({ charge, allowed, planPays }: Pick<PaidClaimRow, 'charge' | 'allowed' | 'planPays'>): void {
    this.#rows += 1;
    this.#charge += charge;
    this.#allowed += allowed;
    this.#planPays += planPays;
  }

  get sums(): RegisterSums {
    return { rows: this.#rows, charge: this.#charge, allowed: this.#allowed, planPays: this.#planPays };
  }
}

const SUMMED = ['charge', 'allowed', 'planPays'] as const;
const NAMES = { charge: 'charges', allowed: 'allowed amounts', planPays: 'plan payments' } as const;

/**
 * The sums of all rows of a register, also of those that are left out, to hold against what others say they are: the
 * register's own trailer, the funding request, the bank draw. Exact, unless `isTooLarge`.
 */
export class Register {
  readonly #currency: Currency;
  readonly #sums = { charge: 0, allowed: 0, planPays: 0 };
  readonly #unread = { charge: 0, allowed: 0, planPays: 0 };
  readonly #byDay = new Map<number, number>();
  readonly #size = new RunningTotal();
  #rows = 0;
  /** True once amounts of the rows, whatever their signs, sum to more than 2^53 - 1 minor units: no sum holds then. */
  isTooLarge = false;

  constructor(currency: Currency) {
    this.#currency = currency;
  }

  /** Adds a row, or what could be read of it. */
  add(row: PartlyRead): void {
    this.#rows += 1;
    for (const name of SUMMED) {
      const amount = row[name];
      if (amount === undefined) this.#unread[name] += 1;
      else {
        this.#sums[name] += amount;
        this.isTooLarge ||= !this.#size.add(amount);
      }
    }
    if (row.funded !== undefined && row.planPays !== undefined) {
      this.#byDay.set(row.funded, (this.#byDay.get(row.funded) ?? 0) + row.planPays);
    }
  }

  /** What the rows sum to. */
  get sums(): RegisterSums {
    return { rows: this.#rows, ...this.#sums };
  }

  /** Where the rows differ from the control totals: one refusal, `control_total_differs`, for each. */
  trailerProblems(totals: RegisterTotals, path: string): Refusal[] {
    const problems: Refusal[] = [];
    if (totals.rows !== this.#rows) {
      const difference = this.#rows - totals.rows;
      const actual = `${this.#rows} rows, ${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'}`;
      problems.push(
        differs('control_total_differs', path, `${totals.rows} rows, as the trailer says`, actual),
      );
    }
    for (const name of SUMMED) {
      const total = totals[name];
      if (total === undefined || (total === this.#sums[name] && this.#unread[name] === 0)) continue;
      const unread = this.#unread[name];
      const actual =
        this.#against(this.#sums[name], total) + (unread === 0 ? '' : `, and ${unread} that cannot be read`);
      const expected = `${NAMES[name]} of ${formatAmount(total, this.#currency)} in all, as the trailer says`;
      problems.push(differs('control_total_differs', path, expected, actual));
    }
    return problems;
  }

  /**
   * Where the plan's payments differ from a funding request or a bank draw, day by day where it is given by day. What
   * is given as a whole is held against the whole, under the register's last funded day.
   */
  differences(control: string, given: ControlAmounts): Omit<ControlDifference, 'reason'>[] {
    const pairs: [number, number, number][] = [];
    if (given.whole !== undefined) {
      pairs.push([Math.max(...this.#byDay.keys(), 0), this.#sums.planPays, given.whole]);
    } else {
      const days = [...new Set([...this.#byDay.keys(), ...given.byDay.keys()])].sort((a, b) => a - b);
      for (const day of days) {
        pairs.push([day, this.#byDay.get(day) ?? 0, given.byDay.get(day) ?? 0]);
      }
    }
    return pairs
      .filter(([, register, amount]) => register !== amount)
      .map(([fundedDay, register, amount]) => ({ control, fundedDay, register, amount }));
  }

  /** A difference as a refusal: `funding_request_differs` or `bank_draw_differs`. */
  differenceProblem(difference: Omit<ControlDifference, 'reason'>, byDay: boolean, path: string): Refusal {
    const { control, fundedDay, register, amount } = difference;
    const on = byDay ? ` on ${formatDay(fundedDay)}` : '';
    const expected = `plan payments of ${formatAmount(amount, this.#currency)}${on}, as the ${control} says`;
    const code = `${control.replaceAll(' ', '_')}_differs`;
    return differs(code, path, expected, this.#against(register, amount));
  }

  /** Both are within the safe range, but their difference need not be. */
  #against(sum: number, control: number): string {
    const difference = BigInt(sum) - BigInt(control);
    const size = formatAmount(difference < 0n ? -difference : difference, this.#currency);
    return `${formatAmount(sum, this.#currency)}, ${size} ${difference < 0n ? 'less' : 'more'}`;
  }
}

/** A refusal whose two sides are said in words. */
function differs(code: string, path: string, expected: string, actual: string): Refusal {
  return { refused: true, code, path, expected, actual };
}
