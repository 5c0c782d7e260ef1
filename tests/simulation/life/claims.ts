import { formatAmount } from '../../naive/decimal.ts';
import type { Command } from '../history.ts';
import type { Claim } from '../oracle/claims.ts';
import { dayAfter } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Stock } from './documents.ts';
import type { Draw } from './draw.ts';
import { personOn } from './persons.ts';

/** A claim's row, cell by cell, in the order of the columns. */
type Cells = readonly string[];

/** Files of claims to be adjudicated here. */
export class Claims {
  readonly #draw: Draw;
  readonly #oracle: Oracle;
  readonly #stocks: ReadonlyMap<string, Stock>;
  #count = 0;

  constructor(draw: Draw, oracle: Oracle, stocks: ReadonlyMap<string, Stock>) {
    this.#draw = draw;
    this.#oracle = oracle;
    this.#stocks = stocks;
  }

  /** A file of one to four claims: new ones, and some that bill again or give back what was billed before. */
  next(today: string): Command {
    const known = [...this.#oracle.claims.values()];
    const rows: Cells[] = [];
    const count = this.#draw.whole(1, 4);
    for (let at = 0; at < count; at += 1) {
      const isNew = known.length === 0 || this.#draw.chance(0.8);
      if (isNew) rows.push(...this.#fresh(today));
      else rows.push(...this.#again(this.#draw.one(known), today));
    }
    const acceptNotEnrolled = this.#draw.chance(0.3);
    return {
      ...{ step: 'claims', rows: rows.map((cells) => cells.join(',')) },
      ...(acceptNotEnrolled ? { acceptNotEnrolled } : {}),
    };
  }

  #fresh(today: string): Cells[] {
    const draw = this.#draw;
    const { person, day, plan } = personOn(draw, this.#oracle, today, 'adjudicated here');
    const stock = this.#stocks.get(plan)!;
    const code = this.#code();
    const last = dayAfter(day, draw.whole(0, 5));
    const received = dayAfter(last, draw.whole(0, 60));
    const benefit = draw.one(['medical', '', 'pharmacy', 'dental']);
    const provider = draw.one(['clinic', 'hospital', '']);
    return Array.from({ length: draw.whole(1, 3) }, (_, at) => {
      const { service = '', network, charge, allowed } = draw.one(stock);
      const on = draw.one([day, day, last]);
      const what = [service, network, charge, allowed, received, benefit, provider];
      return [code, String(at + 1), person, on, ...what, draw.one(['', 'visit'])];
    });
  }

  /** The same bill under another number, or its refund. */
  #again({ lines, person, benefit, provider, received }: Claim, today: string): Cells[] {
    const code = this.#code();
    const sign = this.#draw.chance(0.3) ? -1 : 1;
    const again = dayAfter(this.#draw.one([received, today]), this.#draw.whole(0, 30));
    return lines.map(({ line, day, service, network, charge, allowed, procedure }) => {
      const amounts = [charge, allowed].map((amount) => formatAmount(BigInt(sign * amount), 'USD'));
      return [code, line, person, day, service, network, ...amounts, again, benefit, provider, procedure];
    });
  }

  #code(): string {
    this.#count += 1;
    return `c${this.#count}`;
  }
}
