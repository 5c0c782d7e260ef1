import { formatDay } from '../../core/calendar/day.ts';
import { formatMonth } from '../../core/calendar/month.ts';
import { compiledIn } from '../../core/coverage/dated-design.ts';
import { eligibilityOn } from '../../core/coverage/eligibility.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { EnrolledSpan, OpeningAccumulator, OpeningLag, OpeningPayment } from '../ports/import-store.ts';
import type { Intake } from './intake.ts';
import type { OpeningLedger } from './opening-ledger.ts';
import type { OpeningRecoverables } from './opening-recoverables.ts';
import type { Person, Roster } from './roster.ts';
import type { Located, OpeningRow } from './rows.ts';
import { Seen } from './seen.ts';

/** What of some rows is to be written; balances of the ledger and what is recoverable are gathered until all are known. */
export interface OpeningTaken {
  readonly accumulators: OpeningAccumulator[];
  readonly lag: OpeningLag[];
  readonly payments: OpeningPayment[];
}

type Of<Kind> = OpeningRow & { readonly kind: Kind };

/** The rows of an opening file as they come in, each checked against what is known. */
export class OpeningRows {
  readonly #consortium: Consortium;
  readonly #intake: Intake;
  readonly #roster: Roster;
  readonly #ledger: OpeningLedger;
  readonly #recoverables: OpeningRecoverables;
  readonly #seen = new Seen();
  readonly counts = { ledger: 0, accumulators: 0, lag: 0, stopLoss: 0, recoverable: 0, reimbursements: 0 };

  constructor(
    consortium: Consortium,
    intake: Intake,
    roster: Roster,
    ledger: OpeningLedger,
    recoverables: OpeningRecoverables,
  ) {
    this.#consortium = consortium;
    this.#intake = intake;
    this.#roster = roster;
    this.#ledger = ledger;
    this.#recoverables = recoverables;
  }

  take(rows: readonly OpeningRow[]): OpeningTaken {
    const taken: OpeningTaken = { accumulators: [], lag: [], payments: [] };
    for (const row of rows) {
      const problems = this.#take(row, taken);
      if (problems.length > 0) this.#intake.reject([row], problems);
      else this.#intake.accept();
    }
    return taken;
  }

  #take(row: OpeningRow, taken: OpeningTaken): Refusal[] {
    switch (row.kind) {
      case 'ledger':
        return this.#counted('ledger', this.#ledger.add(row));
      case 'accumulator':
        return this.#accumulator(row, taken);
      case 'lag':
        return this.#lag(row, taken);
      case 'stop-loss':
        return this.#payment(row, taken);
      case 'recoverable':
        return this.#counted('recoverable', this.#recoverables.add(row));
      case 'reimbursement':
        return this.#counted('reimbursements', this.#recoverables.receive(row));
    }
  }

  /** Counts a row that nothing is wrong with. */
  #counted(kind: keyof OpeningRows['counts'], problems: Refusal[]): Refusal[] {
    if (problems.length === 0) this.counts[kind] += 1;
    return problems;
  }

  #accumulator(row: Of<'accumulator'>, taken: OpeningTaken): Refusal[] {
    const { planYear, network, deductible, outOfPocket } = row;
    const person = this.#person(row);
    const planId = this.#consortium.plans.get(row.plan);
    const problems = 'personId' in person ? [] : [person];
    if (planId === undefined)
      problems.push(this.#unknown(row, 'plan', this.#consortium.plans.keys(), row.plan));
    else {
      const { networkIndex } = compiledIn(this.#roster.plan(planId).designs, planYear, 'individual');
      if (!networkIndex.has(network)) {
        problems.push(this.#unknown(row, 'network', networkIndex.keys(), network));
      }
    }
    for (const [field, amount] of [
      ['deductible', deductible],
      ['out_of_pocket', outOfPocket],
    ] as const) {
      if (amount < 0)
        problems.push(this.#intake.refuse(row, field, 'out_of_range', 'an amount of 0 or more', '-'));
    }
    if (problems.length > 0 || planId === undefined || !('personId' in person)) return problems;
    const twice = this.#twice(row, 'person', `accumulator ${row.person} ${row.plan} ${planYear} ${network}`);
    if (twice !== undefined) return [twice];
    const span = (person.spans.findLast((one) => one.planId === planId) ??
      person.spans.at(-1)) as EnrolledSpan;
    taken.accumulators.push({
      subscriberId: span.subscriberId,
      personId: person.personId,
      planId,
      planYear,
      network,
      deductible,
      outOfPocket,
    });
    this.counts.accumulators += 1;
    return [];
  }

  #lag(row: Of<'lag'>, taken: OpeningTaken): Refusal[] {
    const { member, benefit, incurred, paid, amount } = row;
    const memberId = this.#consortium.members.get(member);
    if (memberId === undefined)
      return [this.#unknown(row, 'member', this.#consortium.members.keys(), member)];
    if (paid < incurred) return [this.#paidTooEarly(row, formatMonth(incurred), formatMonth(paid))];
    const twice = this.#twice(row, 'incurred', `lag ${member} ${benefit} ${incurred} ${paid}`);
    if (twice !== undefined) return [twice];
    taken.lag.push({ memberId, benefit, incurredMonth: incurred, paidMonth: paid, amount });
    this.counts.lag += 1;
    return [];
  }

  #payment(row: Of<'stop-loss'>, taken: OpeningTaken): Refusal[] {
    const { benefit, incurred, paid, amount } = row;
    const person = this.#person(row);
    if (!('personId' in person)) return [person];
    if (paid < incurred) return [this.#paidTooEarly(row, formatDay(incurred), formatDay(paid))];
    const found = eligibilityOn(person.spans, incurred);
    const { memberId } = (found.covered ? found.span : found.nearest) as EnrolledSpan;
    this.counts.stopLoss += 1;
    const rowNumber = this.counts.stopLoss;
    taken.payments.push({ rowNumber, personId: person.personId, memberId, benefit, incurred, paid, amount });
    return [];
  }

  #person(row: Located & { readonly person: string }): Person | Refusal {
    const person = this.#roster.person(row.person);
    return person !== undefined && person.spans.length > 0
      ? person
      : this.#intake.refuse(row, 'person', 'unknown_reference', 'a person who was ever enrolled', row.person);
  }

  #unknown(row: Located, field: string, known: Iterable<string>, actual: string): Refusal {
    return this.#intake.refuse(row, field, 'unknown_reference', `one of ${[...known].join(', ')}`, actual);
  }

  #paidTooEarly(row: Located, incurred: string, paid: string): Refusal {
    return this.#intake.refuse(row, 'paid', 'inconsistent', `${incurred}, when incurred, or later`, paid);
  }

  /** What may be said once only, and was said in a line before. */
  #twice(row: Located, field: string, key: string): Refusal | undefined {
    const met = this.#seen.meet(key, '', '0'.repeat(16), row.fileLine);
    if (met === undefined) return undefined;
    return this.#intake.refuse(
      row,
      field,
      'inconsistent',
      `what line ${met.fileLine} does not say already`,
      key,
    );
  }
}
