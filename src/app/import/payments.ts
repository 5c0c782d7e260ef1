import { formatDay } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { ImportSession, KnownClaim } from '../ports/import-store.ts';
import { coverageOn, type NotEnrolled } from './claim-checks.ts';
import { paidClaimHash } from './content.ts';
import type { Intake } from './intake.ts';
import { amountProblems, reversalProblem, unknownReversal } from './paid-claim-checks.ts';
import type { PaidClaimsFigures } from './paid-claims.ts';
import { type RegisterSums, Sums } from './register.ts';
import type { FreshPayment } from './register-posting.ts';
import type { Roster } from './roster.ts';
import type { PaidClaimRow } from './rows.ts';
import { Seen } from './seen.ts';
import { RunningTotal } from './totals.ts';
import { Waiting } from './waiting.ts';

type Checked = 'repeat' | 'waits' | readonly Refusal[] | FreshPayment;

/** The rows of a register as they come in: which are new, which are repeats, which wait or fall. */
export class Payments {
  readonly #intake: Intake;
  readonly #roster: Roster;
  readonly #notEnrolled: NotEnrolled;
  readonly #seen = new Seen();
  readonly #total = new RunningTotal();
  readonly #waiting = new Waiting();
  readonly #sums = { taken: new Sums(), repeated: new Sums() };
  #mayBeKnown = true;

  constructor(intake: Intake, roster: Roster, notEnrolled: NotEnrolled) {
    this.#intake = intake;
    this.#roster = roster;
    this.#notEnrolled = notEnrolled;
  }

  /** Asks whether any row of a register is on record. */
  async prepare(session: ImportSession): Promise<void> {
    this.#mayBeKnown = await session.hasKnown('paid-claims');
  }

  /** The rows that are new, in order; the others are counted, held back or left out. */
  async take(session: ImportSession, rows: readonly PaidClaimRow[]): Promise<FreshPayment[]> {
    const known = await this.#known(session, rows);
    const fresh: FreshPayment[] = [];
    for (const row of rows) {
      const payment = this.#count(row, this.#check(row, known));
      if (payment !== undefined) fresh.push(payment);
    }
    return fresh;
  }

  /** The rows that waited for a claim which came later; where it did not come they are left out. */
  settle(): FreshPayment[] {
    const fresh: FreshPayment[] = [];
    const isKnown = (claim: string) => this.#seen.has(claim);
    const left = this.#waiting.settle(isKnown, (payment) => {
      const entered = this.#count(payment.row, this.#enter(payment));
      return entered !== undefined && fresh.push(entered) > 0;
    });
    for (const { row } of left) this.#intake.reject([row], [unknownReversal(this.#intake, row)]);
    return fresh;
  }

  figures(register: RegisterSums): PaidClaimsFigures {
    const [taken, repeated] = [this.#sums.taken.sums, this.#sums.repeated.sums];
    const rest = (name: keyof RegisterSums) => register[name] - taken[name] - repeated[name];
    const rejected = {
      ...{ rows: rest('rows'), charge: rest('charge') },
      ...{ allowed: rest('allowed'), planPays: rest('planPays') },
    };
    return { register, taken, repeated, rejected };
  }

  async #known(session: ImportSession, rows: readonly PaidClaimRow[]): Promise<Map<string, KnownClaim[]>> {
    const known = new Map<string, KnownClaim[]>();
    if (!this.#mayBeKnown) return known;
    const codes = new Set(
      rows.flatMap(({ claim, reverses }) => (reverses === '' ? [claim] : [claim, reverses])),
    );
    for (const claim of await session.known([...codes])) {
      const rows = known.get(claim.code);
      if (rows === undefined) known.set(claim.code, [claim]);
      else rows.push(claim);
    }
    return known;
  }

  #check(row: PaidClaimRow, known: ReadonlyMap<string, readonly KnownClaim[]>): Checked {
    const contentHash = paidClaimHash(row);
    const onRecord = known
      .get(row.claim)
      ?.find(({ reference, reverses }) => reference === row.reference && reverses === row.reverses);
    if (onRecord !== undefined) {
      if (onRecord.contentHash === contentHash) return 'repeat';
      return [this.#duplicate(row, `as import ${onRecord.importId} brought it`)];
    }
    const coverage = coverageOn(
      this.#intake,
      this.#roster,
      this.#roster.person(row.person),
      row,
      { name: 'incurred', day: row.incurred, text: formatDay(row.incurred) },
      'paid elsewhere',
      this.#notEnrolled,
    );
    const problems = [...amountProblems(this.#intake, row)];
    if (isRefusal(coverage)) problems.push(coverage);
    const missing = reversalProblem(this.#intake, row);
    if (missing !== undefined) problems.push(missing);
    if (isRefusal(coverage) || problems.length > 0) return problems;
    const isAwaited = row.reverses !== '' && !known.has(row.reverses) && !this.#seen.has(row.reverses);
    const { personId, memberId, planId } = coverage.nearest;
    const payment: FreshPayment = { personId, memberId, planId, contentHash, row };
    if (!isAwaited) return this.#enter(payment);
    return this.#waiting.hold(payment) ? 'waits' : [unknownReversal(this.#intake, row)];
  }

  #enter(payment: FreshPayment): Checked {
    const { row, contentHash } = payment;
    const met = this.#seen.meet(
      row.claim,
      `${row.reference}\u001f${row.reverses}`,
      contentHash,
      row.fileLine,
    );
    if (met !== undefined) {
      return met.isSame ? 'repeat' : [this.#duplicate(row, `as it stands in line ${met.fileLine}`)];
    }
    if (this.#total.add(row.charge, row.allowed, row.memberPays, row.planPays)) return payment;
    const expected = 'amounts of at most 2^53 - 1 minor units in all';
    return [this.#intake.refuse(row, 'planPays', 'too_large', expected, 'more')];
  }

  /** Counts what became of a row; comes back with it where it is to be written. */
  #count(row: PaidClaimRow, checked: Checked): FreshPayment | undefined {
    if (checked === 'waits') return undefined;
    if (checked === 'repeat') {
      this.#intake.repeat();
      this.#sums.repeated.add(row);
    } else if ('row' in checked) {
      this.#intake.accept();
      this.#sums.taken.add(row);
      return checked;
    } else this.#intake.reject([row], checked);
    return undefined;
  }

  #duplicate(row: PaidClaimRow, where: string): Refusal {
    const expected = `claim and reference ${where}, or other ones,`;
    return this.#intake.refuse(
      row,
      'claim',
      'duplicate_claim',
      expected,
      `${row.claim} ${row.reference}`.trim(),
    );
  }
}
