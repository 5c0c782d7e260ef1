import { formatAmount } from '../../naive/decimal.ts';
import type { Command } from '../history.ts';
import type { Claim } from '../oracle/claims.ts';
import { dayAfter } from '../oracle/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Stock } from './documents.ts';
import type { Draw } from './draw.ts';
import { personOn } from './persons.ts';

const write = (amount: number) => formatAmount(BigInt(amount), 'USD');

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

  /**
   * A file of one to four claims: new ones, some that bill again or give back what was billed before, and some that
   * replace or void a claim on record.
   */
  next(today: string): Command {
    const known = [...this.#oracle.claims.values()];
    const rows: Cells[] = [];
    const count = this.#draw.whole(1, 4);
    for (let at = 0; at < count; at += 1) {
      const isNew = known.length === 0 || this.#draw.chance(0.6);
      rows.push(...(isNew ? this.#fresh(today) : this.#about(this.#draw.one(known), today)));
    }
    const acceptNotEnrolled = this.#draw.chance(0.3);
    return {
      ...{ step: 'claims', rows: rows.map((cells) => cells.join(',')) },
      ...(acceptNotEnrolled ? { acceptNotEnrolled } : {}),
    };
  }

  /** What comes of a claim that is known. One that is voided is mostly left alone. */
  #about(claim: Claim, today: string): Cells[] {
    if (claim.voided && this.#draw.chance(0.8)) return this.#fresh(today);
    return this.#draw.weighted<() => Cells[]>([
      [5, () => this.#again(claim, today)],
      [4, () => this.#replacement(claim, today)],
      [2, () => this.#voiding(claim, today)],
    ])();
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
    const frequency = draw.one(['1', '']);
    return Array.from({ length: draw.whole(1, 3) }, (_, at) => {
      const { service = '', network, charge, allowed } = draw.one(stock);
      const on = draw.one([day, day, last]);
      const what = [service, network, charge, allowed, received, benefit, provider];
      return [code, String(at + 1), person, on, ...what, draw.one(['', 'visit']), frequency];
    });
  }

  /** The claim as it should have been: other services, days or amounts, a line less, the bill of another, or nothing new. */
  #replacement(claim: Claim, today: string): Cells[] {
    const draw = this.#draw;
    const { code, person, benefit } = claim;
    const others = [...this.#oracle.claims.values()].filter((other) => other.person === person);
    const { lines, provider } = draw.chance(0.3) ? draw.one(others) : claim;
    const isAmended = draw.chance(0.6);
    const kept = lines.length > 1 && isAmended && draw.chance(0.3) ? lines.slice(1) : lines;
    const { plan } = this.#oracle.roster.on(person, kept[0]!.day).span;
    const days = isAmended && draw.chance(0.3) ? draw.whole(-40, 40) : 0;
    const received = dayAfter(draw.one([claim.received, today]), draw.whole(0, 30));
    return kept.map((line) => {
      const { line: number, day, service, network, charge, allowed, procedure } = line;
      const other = isAmended && draw.chance(0.7) ? draw.one(this.#stocks.get(plan)!) : undefined;
      const what =
        other === undefined
          ? [service, network, write(charge), write(allowed)]
          : [other.service ?? '', other.network, other.charge, other.allowed];
      const about = [received, benefit, provider, procedure];
      return [code, number, person, dayAfter(day, days), ...what, ...about, '7'];
    });
  }

  /** The claim was submitted in error. */
  #voiding({ code, lines, person, benefit, provider }: Claim, today: string): Cells[] {
    const received = dayAfter(today, this.#draw.whole(-20, 20));
    return lines.slice(0, 1).map(({ line, day, service, network, charge, allowed }) => {
      const what = [day, service, network, write(charge), write(allowed), received, benefit, provider];
      return [code, line, person, ...what, '', '8'];
    });
  }

  /** The same bill under another number, or its refund. */
  #again({ lines, person, benefit, provider, received }: Claim, today: string): Cells[] {
    const code = this.#code();
    const sign = this.#draw.chance(0.3) ? -1 : 1;
    const again = dayAfter(this.#draw.one([received, today]), this.#draw.whole(0, 30));
    return lines.map(({ line, day, service, network, charge, allowed, procedure }) => {
      const amounts = [sign * charge, sign * allowed].map(write);
      return [
        code,
        line,
        person,
        day,
        service,
        network,
        ...amounts,
        again,
        benefit,
        provider,
        procedure,
        '1',
      ];
    });
  }

  #code(): string {
    this.#count += 1;
    return `c${this.#count}`;
  }
}
