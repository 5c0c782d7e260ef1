import { formatAmount } from '../../naive/decimal.ts';
import type { Command } from '../history.ts';
import { cents, dayAfter } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Draw } from './draw.ts';
import { personOn } from './persons.ts';

const write = (amount: number) => formatAmount(BigInt(amount), 'USD');

/** Registers of what an administrator paid, with refunds, recoveries and their control totals. */
export class Registers {
  readonly #draw: Draw;
  readonly #oracle: Oracle;
  #count = 0;

  constructor(draw: Draw, oracle: Oracle) {
    this.#draw = draw;
    this.#oracle = oracle;
  }

  next(today: string): Command {
    const draw = this.#draw;
    const rows: string[] = [];
    const count = draw.whole(1, 4);
    for (let at = 0; at < count; at += 1) {
      const isNew = this.#oracle.payments.length === 0 || draw.chance(0.7);
      rows.push(isNew ? this.#payment(today, rows) : this.#reversal(today));
    }
    return {
      ...{ step: 'register', rows: [...rows, controlRow(rows)] },
      ...(draw.chance(0.3) ? { acceptNotEnrolled: true } : {}),
      ...this.#draw.weighted<object>([
        [5, {}],
        [3, { bankDraw: write(sumsOf(rows)[2]!) }],
        [1, { bankDraw: '12.34' }],
        [1, { bankDraw: '12.34', reason: 'one cheque is still under way' }],
      ]),
    };
  }

  /** A payment; sometimes the refund of it comes in the same register, before it. */
  #payment(today: string, rows: string[]): string {
    const draw = this.#draw;
    const { person, day } = personOn(draw, this.#oracle, today, 'paid elsewhere');
    this.#count += 1;
    const claim = `x${this.#count}`;
    const paid = dayAfter(day, draw.whole(0, 60));
    const funded = dayAfter(paid, draw.whole(-5, 20));
    const charge = draw.whole(0, 300_000);
    const allowed = draw.whole(0, charge);
    const planPays = draw.whole(0, allowed);
    const memberPays = draw.whole(0, allowed - planPays);
    const amounts = [charge, allowed, memberPays, planPays];
    const about = [person, draw.one(['medical', 'pharmacy']), day, paid, funded];
    if (draw.chance(0.1) && planPays > 0)
      rows.push([claim, 'back', claim, ...about, ...amounts.map((amount) => write(-amount))].join(','));
    return [claim, 'cheque', '', ...about, ...amounts.map(write)].join(',');
  }

  /** A void, or a recovery of a part from someone else. */
  #reversal(today: string): string {
    const draw = this.#draw;
    const { claim, person, benefit, incurred, charge, allowed, memberPays, planPays } = draw.one(
      this.#oracle.payments,
    );
    this.#count += 1;
    const paid = dayAfter(today, draw.whole(0, 20));
    const size = Math.abs(planPays);
    const amounts = draw.chance(0.5)
      ? [charge, allowed, memberPays, planPays].map((amount) => -Math.abs(amount))
      : [0, 0, 0, -draw.whole(0, size)];
    const about = [person, benefit, incurred, paid, dayAfter(paid, 5)];
    return [claim, `r${this.#count}`, claim, ...about, ...amounts.map(write)].join(',');
  }
}

/** The last row of a register: how many rows there are, and what they sum to. */
export function controlRow(rows: readonly string[]): string {
  return ['CONTROL', String(rows.length), ...sumsOf(rows).map(write)].join(',');
}

/** Charges, allowed amounts and plan payments. */
function sumsOf(rows: readonly string[]): number[] {
  return [8, 9, 11].map((column) => rows.reduce((sum, row) => sum + cents(row.split(',')[column]!), 0));
}
