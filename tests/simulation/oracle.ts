// The naive model of a consortium: it lives the same history as the store, in memory and in the plainest way, and says
// what every command must answer and what the store must then hold. It shares no code with the program.
import { monthOf as countOf } from '../naive/claims-reserve.ts';
import type { Command, FileCommand, PoolDocument } from './history.ts';
import { Books } from './oracle/books.ts';
import { type Change, enrolmentChanges, planChanges } from './oracle/changes.ts';
import { Charging, exposureOf, firstMonth } from './oracle/charging.ts';
import { billOf, type Claim, takeClaims } from './oracle/claims.ts';
import { Closes, isBetweenCents, type MonthOnRecord } from './oracle/closing.ts';
import {
  type PaidLine,
  type Recoverable,
  Recoveries,
  recoverables,
  sumByMember,
} from './oracle/contracts.ts';
import { correctFamily } from './oracle/correcting.ts';
import { type DecidedLine, decideLine, type Use } from './oracle/deciding.ts';
import { Decisions } from './oracle/decisions.ts';
import { type BroughtCell, claimsOnRecord } from './oracle/on-record.ts';
import { type OpeningPayment, takeOpening } from './oracle/opening.ts';
import { ratioAnswer } from './oracle/ratio.ts';
import { type Payment, takeRegister } from './oracle/register.ts';
import { Roster } from './oracle/roster.ts';
import { refused, type Tally } from './oracle/tally.ts';
import { cents, monthOf, paymentDay } from './oracle/text.ts';

/** What adjudication answers where there is nothing to decide. */
export const NOTHING_WAITS = 'nothing waits';
/** What a file that was imported before answers. */
export const BEFORE = 'imported before';

export class Oracle {
  /** All versions of the document. */
  readonly documents: PoolDocument[] = [];
  readonly roster = new Roster();
  readonly claims = new Map<string, Claim>();
  readonly payments: Payment[] = [];
  readonly #books = new Books();
  readonly #decisions = new Decisions(this.#books);
  /** Families with a claim, of whatever version. */
  readonly #families = new Set<string>();
  /** Changes that no run has taken up, and how many claims runs have. */
  #changes: Change[] = [];
  #taken = 0;
  readonly #openingUses: Use[] = [];
  readonly #openingPayments: OpeningPayment[] = [];
  readonly #openingLags: BroughtCell[] = [];
  /** Of carriers, as "contract|reference". */
  readonly #carrierPayments = new Set<string>();
  readonly #charging = new Charging(this.#books);
  readonly #recoveries = new Recoveries(this.#books);
  readonly #closes = new Closes(this.#books);
  readonly #receipts = new Set<string>();
  readonly #imported = new Set<string>();

  /** What the command must answer; the model is then as the store must be. */
  do(command: Command): string {
    switch (command.step) {
      case 'document':
        return this.#record(command);
      case 'enrolment':
      case 'claims':
      case 'register':
      case 'opening':
        return this.#import(command);
      case 'adjudicate':
        return this.#adjudicate(command.linesPerPartition);
      case 'charge':
        return this.#charging.charge(this.document, this.roster, command.through);
      case 'bill':
        return this.#charging.bill(command.month);
      case 'receive':
        return this.#receive(command);
      case 'position':
        return this.#position();
      // It says of facts that they are there, and changes none.
      case 'record':
        return 'recorded';
      case 'close':
        return this.#close(command.month);
      case 'ratio':
        return ratioAnswer(command, this.document, this.#charging, this.#lines(), this.#recoverables());
    }
  }

  /** The version of the document that is in force. */
  get document(): PoolDocument {
    return this.documents.at(-1)!;
  }

  /** The months that were charged. */
  get chargedMonths(): string[] {
    return [...this.#charging.months.keys()];
  }

  /** True where claims or changes wait to be decided. */
  get hasWaiting(): boolean {
    return this.#changes.length > 0 || this.#taken < this.claims.size;
  }

  /** The first month that is open; undefined where none was closed. */
  get openMonth(): string | undefined {
    return this.#books.openMonth;
  }

  /** True where a month can be closed: it is open, nothing waits, and all that is to be charged is. */
  canClose(month: string): boolean {
    return this.#closeRefusal(month) === undefined;
  }

  /** True where the estimate at the end of a month lies so near half a cent that it may be rounded either way. */
  isBetweenCents(month: string): boolean {
    return isBetweenCents(this.#onRecordAt(month));
  }

  /** The fiscal years of which a month was charged. */
  get chargedYears(): number[] {
    return this.#charging.years(this.document);
  }

  /** All that the store must hold, in the form in which it is asked (stored.ts). */
  lines(): string[] {
    const lines: string[] = [];
    for (const [person, spans] of this.roster.spans) {
      for (const { from, to, subscriber, member, plan, tier } of spans)
        lines.push(`coverage|${[person, from, to, subscriber, member, plan, tier].join('|')}`);
    }
    for (const { claim, revision, decided, lines: decidedLines } of this.#decisions.inForce()) {
      const paid = paymentDay(decided);
      for (const one of decidedLines) {
        const { line, member, plan, copay, deductible, coinsurance, planPays, reason } = one;
        const { notCovered, writeOff, balanceBill } = one;
        const split = [copay, deductible, coinsurance, planPays, notCovered, writeOff, balanceBill, reason];
        const which = [claim.code, claim.version, revision, line.line];
        const about = [...which, claim.person, member, plan, claim.benefit, decided, paid];
        lines.push(`decision|${[...about, ...split].join('|')}`);
      }
    }
    const used = new Map<string, [number, number, number]>();
    for (const use of this.#allUses()) {
      const { subscriber, person, plan, planYear, network, service } = use;
      const key = [subscriber, person, plan, planYear, network, service].join('|');
      const [deductible, outOfPocket, limit] = used.get(key) ?? [0, 0, 0];
      used.set(key, [deductible + use.deductible, outOfPocket + use.outOfPocket, limit + use.limit]);
    }
    for (const [key, amounts] of used)
      if (amounts.some((amount) => amount !== 0)) lines.push(`accumulator|${key}|${amounts.join('|')}`);
    for (const bill of this.#charging.bills()) lines.push(`bill|${bill}`);
    for (const movement of this.#books.lines()) lines.push(`ledger|${movement}`);
    for (const payment of this.payments)
      lines.push(`payment|${payment.claim}|${payment.reference}|${payment.reverses}|${payment.planPays}`);
    lines.push(...this.#closes.lines);
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
    const { roster, document, claims } = this;
    switch (command.step) {
      case 'enrolment': {
        const before = roster.copy();
        const tally = roster.take(command.rows, command.acceptValid, document);
        this.#note(enrolmentChanges(claims, before, roster, command.received));
        return tally;
      }
      case 'claims': {
        const { tally, changed } = takeClaims(claims, roster, document, command);
        for (const { before, after } of changed) {
          const { received } = after;
          for (const family of new Set([before.subscriber, after.subscriber]))
            this.#note([{ kind: 'claim', family, received }]);
        }
        for (const { subscriber } of claims.values()) this.#families.add(subscriber);
        return tally;
      }
      case 'register': {
        const { tally, fresh } = takeRegister(this.payments, roster, document, command);
        this.payments.push(...fresh);
        for (const { paid, funded, member, planPays } of fresh) {
          this.#books.post('claims incurred', monthOf(paid), member, planPays);
          this.#books.post('claims paid', monthOf(funded), member, planPays);
        }
        return tally;
      }
      case 'opening': {
        const { tally, opening } = takeOpening(roster, document, command, this.#carrierPayments);
        for (const { account, member, amount } of opening.balances)
          this.#books.move(command.asOf!, account, member, amount);
        for (const one of opening.posted) this.#recoveries.bring(one);
        for (const one of opening.received) this.#recoveries.receive(command.asOf!, one);
        this.#openingUses.push(...opening.uses);
        this.#openingPayments.push(...opening.payments);
        this.#openingLags.push(...opening.lags);
        const { received } = command;
        for (const { subscriber: family, plan, planYear } of opening.uses)
          if (this.#families.has(family))
            this.#note([{ kind: 'accumulator', family, plan, planYear, received }]);
        return tally;
      }
    }
  }

  #note(changes: Iterable<Change>): void {
    for (const change of changes) {
      this.#families.add(change.family);
      this.#changes.push(change);
    }
  }

  #record({ document, received }: Extract<Command, { step: 'document' }>): string {
    if (this.documents.length > 0)
      this.#note(planChanges(this.document, document, this.#decisions.ever, received));
    this.documents.push(document);
    return 'recorded';
  }

  /** First what changes touch, family by family, then new claims. */
  #adjudicate(linesPerPartition: number | undefined): string {
    if (!this.hasWaiting) return NOTHING_WAITS;
    const changes = Map.groupBy(this.#changes, ({ family }) => family);
    this.#changes = [];
    const corrected = new Set<string>();
    let planPays = 0;
    for (const [family, own] of changes) {
      const { claims, roster, document } = this;
      const done = correctFamily(family, own, claims, this.#decisions, this.#openingUses, roster, document);
      for (const code of done.claims) corrected.add(code);
      planPays += done.planPays;
    }
    // Over several partitions the program counts a claim that moves once for each of its two families.
    const which = linesPerPartition === undefined ? `${corrected.size} claims` : 'claims';
    return `${this.#decideNew()} lines decided, ${which} corrected by ${planPays}`;
  }

  /** Decides the claims that are new, in the order received, each line on what all lines before it used. */
  #decideNew(): number {
    const waiting = [...this.claims.values()].filter(
      (claim) => claim.version === 1 && this.#decisions.of(claim) === undefined,
    );
    waiting.sort((a, b) =>
      a.received === b.received ? a.order - b.order : a.received < b.received ? -1 : 1,
    );
    this.#taken = this.claims.size;
    const bills = new Set(this.#decisions.inForce().map(({ claim }) => billOf(claim)));
    const uses = this.#allUses();
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
      this.#decisions.decide(claim, lines, claim.received, 1);
      count += lines.length;
    }
    return count;
  }

  #allUses(): Use[] {
    const decided = this.#decisions.inForce().flatMap(({ lines }) => lines.flatMap(({ uses }) => uses));
    return [...this.#openingUses, ...decided];
  }

  #receive({ member, reference, day, amount }: Extract<Command, { step: 'receive' }>): string {
    const key = `${member}|${reference}`;
    if (this.#receipts.has(key)) return '0 receipts recorded';
    this.#receipts.add(key);
    this.#books.post('receipt', monthOf(day), member, cents(amount));
    return '1 receipts recorded';
  }

  #position(): string {
    this.#recoveries.post(this.#recoverables());
    return 'posted';
  }

  /** A close posts what has become recoverable first. */
  #close(month: string): string {
    const refusal = this.#closeRefusal(month);
    if (refusal !== undefined) return refused([refusal]);
    this.#position();
    const members = this.document.members.map(({ code }) => code);
    const sumBy = (name: 'paid' | 'funded') =>
      this.payments.reduce((sum, one) => sum + (monthOf(one[name]) <= month ? one.planPays : 0), 0);
    const toBeDrawn = sumBy('paid') - sumBy('funded');
    const recoverable = sumByMember(this.#recoverables(month));
    for (const [member, amount] of this.#recoveries.received(month))
      recoverable.set(member, (recoverable.get(member) ?? 0) - amount);
    return this.#closes.close(this.#onRecordAt(month), members, toBeDrawn, recoverable);
  }

  #closeRefusal(month: string): string | undefined {
    if (this.openMonth !== undefined && month < this.openMonth) return 'period_closed';
    const isReady = !this.hasWaiting && firstMonth(this.roster) !== undefined;
    return isReady && !this.#charging.isBehind(this.roster, month) ? undefined : 'period_not_ready';
  }

  /** What is recoverable by all payments, or by those up to a month. */
  #recoverables(through = '9999-12'): Recoverable[] {
    const payments = [...this.#lines(), ...this.#openingPayments];
    const paid = payments.filter((payment) => monthOf(payment.paid) <= through);
    return recoverables(this.document, this.roster, paid);
  }

  /** All lines of claims that plans paid, by whomever. */
  #lines(): PaidLine[] {
    const elsewhere = this.payments.map(({ planPays: amount, ...payment }): PaidLine => {
      return { ...payment, decided: payment.paid, amount, lines: 1 };
    });
    return [...this.#decisions.payments, ...elsewhere];
  }

  #onRecordAt(month: string): MonthOnRecord {
    const { document, roster } = this;
    const [openings, lags] = [this.#openingPayments, this.#openingLags];
    return {
      month,
      claims: claimsOnRecord(document, this.#lines(), openings, lags, countOf(month)),
      exposure: new Map([...exposureOf(roster, month)].map(([covered, units]) => [countOf(covered), units])),
    };
  }
}
