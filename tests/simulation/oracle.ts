// The naive model of a consortium: it lives the same history as the store, in memory and in the plainest way, and says
// what every command must answer and what the store must then hold. It shares no code with the program.
import type { Command, FileCommand, PoolDocument } from './history.ts';
import { Books } from './oracle/books.ts';
import { type Charge, chargeEvents, chargesOf, firstMonth } from './oracle/charging.ts';
import { billOf, type Claim, takeClaims } from './oracle/claims.ts';
import { type PlanPayment, recoverables } from './oracle/contracts.ts';
import { type DecidedLine, decideLine, type Use } from './oracle/deciding.ts';
import { type OpeningPayment, takeOpening } from './oracle/opening.ts';
import { type Payment, takeRegister } from './oracle/register.ts';
import { Roster } from './oracle/roster.ts';
import type { Tally } from './oracle/tally.ts';
import { cents, monthAfter, monthOf, paymentDay } from './oracle/text.ts';

/** A claim's decision in force. */
interface Decision {
  readonly claim: Claim;
  readonly decided: string;
  readonly paid: string;
  readonly lines: readonly DecidedLine[];
}

const NOTHING: Charge = { kind: 'contribution', member: '', amount: 0 };

/** What a file that was imported before answers. */
export const BEFORE = 'imported before';

export class Oracle {
  document!: PoolDocument;
  readonly roster = new Roster();
  readonly claims = new Map<string, Claim>();
  readonly payments: Payment[] = [];
  readonly #decisions = new Map<string, Decision>();
  readonly #openingUses: Use[] = [];
  readonly #openingPayments: OpeningPayment[] = [];
  readonly #charged = new Map<string, readonly Charge[]>();
  readonly #receipts = new Set<string>();
  readonly #posted = new Map<string, number>();
  readonly #books = new Books();
  readonly #imported = new Set<string>();

  /** What the command must answer; the model is then as the store must be. */
  do(command: Command): string {
    switch (command.step) {
      case 'document':
        this.document = command.document;
        return 'recorded';
      case 'enrolment':
      case 'claims':
      case 'register':
      case 'opening':
        return this.#import(command);
      case 'adjudicate':
        return this.#adjudicate();
      case 'charge':
        return this.#charge(command.through);
      case 'receive':
        return this.#receive(command);
      case 'position':
        return this.#position();
    }
  }

  /** True where claims wait to be decided. */
  get hasWaiting(): boolean {
    return this.#decisions.size < this.claims.size;
  }

  /** All that the store must hold, in the form in which it is asked (stored.ts). */
  lines(): string[] {
    const lines: string[] = [];
    for (const [person, spans] of this.roster.spans) {
      for (const { from, to, subscriber, member, plan, tier } of spans)
        lines.push(`coverage|${[person, from, to, subscriber, member, plan, tier].join('|')}`);
    }
    for (const { claim, decided, paid, lines: decidedLines } of this.#decisions.values()) {
      for (const one of decidedLines) {
        const { line, member, plan, copay, deductible, coinsurance, planPays, reason } = one;
        const { notCovered, writeOff, balanceBill } = one;
        const split = [copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason];
        const about = [claim.code, line.line, claim.person, member, plan, claim.benefit, decided, paid];
        lines.push(`decision|${[...about, ...split].join('|')}`);
      }
    }
    const used = new Map<string, [number, number, number]>();
    for (const use of this.#uses()) {
      const { subscriber, person, plan, planYear, network, service } = use;
      const key = [subscriber, person, plan, planYear, network, service].join('|');
      const [deductible, outOfPocket, limit] = used.get(key) ?? [0, 0, 0];
      used.set(key, [deductible + use.deductible, outOfPocket + use.outOfPocket, limit + use.limit]);
    }
    for (const [key, amounts] of used)
      if (amounts.some((amount) => amount !== 0)) lines.push(`accumulator|${key}|${amounts.join('|')}`);
    for (const movement of this.#books.lines()) lines.push(`ledger|${movement}`);
    for (const payment of this.payments)
      lines.push(`payment|${payment.claim}|${payment.reference}|${payment.reverses}|${payment.planPays}`);
    return lines.sort();
  }

  #import(command: FileCommand): string {
    const content = JSON.stringify([command.step, command.rows]);
    if (this.#imported.has(content)) return BEFORE;
    const { isRefused, outcome } = this.#take(command);
    if (!isRefused) this.#imported.add(content);
    return outcome;
  }

  #take(command: FileCommand): Tally {
    const { roster, document } = this;
    if (command.step === 'enrolment') return roster.take(command.rows, command.acceptValid, document);
    if (command.step === 'claims') return takeClaims(this.claims, roster, document, command);
    if (command.step === 'register') {
      const { tally, fresh } = takeRegister(this.payments, roster, document, command);
      this.payments.push(...fresh);
      for (const { paid, funded, member, planPays } of fresh) {
        this.#books.post('claims incurred', monthOf(paid), member, planPays);
        this.#books.post('claims paid', monthOf(funded), member, planPays);
      }
      return tally;
    }
    const { tally, opening } = takeOpening(roster, document, command);
    for (const { account, member, amount } of opening.balances)
      this.#books.move(command.asOf!, account, member, amount);
    this.#openingUses.push(...opening.uses);
    this.#openingPayments.push(...opening.payments);
    return tally;
  }

  /** Decides what waits, in the order received, each line on what all lines before it used. */
  #adjudicate(): string {
    const waiting = [...this.claims.values()].filter(({ code }) => !this.#decisions.has(code));
    waiting.sort((a, b) =>
      a.received === b.received ? a.order - b.order : a.received < b.received ? -1 : 1,
    );
    const bills = new Set([...this.#decisions.values()].map(({ claim }) => billOf(claim)));
    const uses = this.#uses();
    let count = 0;
    for (const claim of waiting) {
      const bill = billOf(claim);
      const isDuplicate = bill !== undefined && bills.has(bill);
      bills.add(bill);
      const lines: DecidedLine[] = [];
      for (const line of claim.lines) {
        const decided = decideLine(claim, line, isDuplicate, this.roster, this.document, uses);
        uses.push(...decided.uses);
        lines.push(decided);
      }
      const { received } = claim;
      const decision = { claim, decided: received, paid: paymentDay(received), lines };
      this.#decisions.set(claim.code, decision);
      for (const { member, planPays } of lines) {
        this.#books.post('claims incurred', monthOf(decision.decided), member, planPays);
        this.#books.post('claims paid', monthOf(decision.paid), member, planPays);
      }
      count += lines.length;
    }
    return `${count} lines decided`;
  }

  #uses(): Use[] {
    const decided = [...this.#decisions.values()].flatMap(({ lines }) => lines.flatMap(({ uses }) => uses));
    return [...this.#openingUses, ...decided];
  }

  #charge(through: string): string {
    const months: string[] = [];
    const first = firstMonth(this.roster);
    let before: readonly Charge[] = [];
    for (let month = first ?? '9999-12'; month <= through; month = monthAfter(month, 1)) {
      const known = this.#charged.get(month);
      const found = known ?? chargesOf(this.document, this.roster, month);
      // A month with nobody enrolled is charged nothing where it pays for the one before.
      const charges = found.length === 0 && before.length > 0 ? [NOTHING] : found;
      if (known === undefined && charges.length > 0) {
        this.#charged.set(month, charges);
        for (const { event, member, amount } of chargeEvents(charges, before))
          this.#books.post(event, month, member, amount);
        months.push(month);
      }
      before = charges;
    }
    return `charged ${months.join(', ')}`;
  }

  #receive({ member, reference, day, amount }: Extract<Command, { step: 'receive' }>): string {
    const key = `${member}|${reference}`;
    if (this.#receipts.has(key)) return '0 receipts recorded';
    this.#receipts.add(key);
    this.#books.post('receipt', monthOf(day), member, cents(amount));
    return '1 receipts recorded';
  }

  #position(): string {
    const decided = [...this.#decisions.values()].flatMap(({ claim: { person, benefit }, paid, lines }) =>
      lines.map(({ line: { day: incurred }, member, planPays: amount }): PlanPayment => {
        return { person, member, benefit, incurred, paid, amount };
      }),
    );
    const elsewhere = this.payments.map(({ planPays: amount, ...payment }): PlanPayment => {
      return { ...payment, amount };
    });
    const payments = [...decided, ...elsewhere, ...this.#openingPayments];
    for (const { contract, month, byMember } of recoverables(this.document, this.roster, payments)) {
      const keys = [...this.#posted.keys()].filter((key) => key.startsWith(`${contract}|`));
      const members = new Set([...byMember.keys(), ...keys.map((key) => key.slice(contract.length + 1))]);
      for (const member of members) {
        const key = `${contract}|${member}`;
        const change = (byMember.get(member) ?? 0) - (this.#posted.get(key) ?? 0);
        this.#books.post('recoverable', month, member, change);
        this.#posted.set(key, byMember.get(member) ?? 0);
      }
    }
    return 'posted';
  }
}
