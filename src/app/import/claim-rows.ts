import { formatDay } from '../../core/calendar/day.ts';
import { isRefusal, type Refusal } from '../../core/refusal.ts';
import type { KnownClaim, StoredClaim } from '../ports/import-store.ts';
import { amountProblems, coverageOn, type NotEnrolled, termProblems } from './claim-checks.ts';
import { billingHash, claimHash } from './content.ts';
import type { Intake } from './intake.ts';
import type { Roster } from './roster.ts';
import type { ClaimRow } from './rows.ts';
import { Seen } from './seen.ts';
import { RunningTotal } from './totals.ts';

/** How many claims were taken, and the sums of their lines in minor units. */
export interface ClaimsFigures {
  readonly claims: number;
  readonly charge: number;
  readonly allowed: number;
}

/** A claim that is new, before it has its number. */
export type FreshClaim = Omit<StoredClaim, 'claimId'>;

/** The claims of an import as they come in: which are new, which are repeats, which fall. */
export class ClaimRows {
  readonly #intake: Intake;
  readonly #roster: Roster;
  readonly #notEnrolled: NotEnrolled;
  readonly #seen = new Seen();
  readonly #total = new RunningTotal();
  #claims = 0;
  #charge = 0;
  #allowed = 0;

  constructor(intake: Intake, roster: Roster, notEnrolled: NotEnrolled) {
    this.#intake = intake;
    this.#roster = roster;
    this.#notEnrolled = notEnrolled;
  }

  get figures(): ClaimsFigures {
    return { claims: this.#claims, charge: this.#charge, allowed: this.#allowed };
  }

  /** The claims that are new, in order; the others are counted as repeats or left out. */
  take(rows: readonly ClaimRow[], known: ReadonlyMap<string, KnownClaim>): FreshClaim[] {
    const fresh: FreshClaim[] = [];
    for (const row of rows) {
      const contentHash = claimHash(row);
      const checked = this.#check(row, contentHash, known.get(row.claim));
      if (checked === 'repeat') this.#intake.repeat(row.lines.length);
      else if (Array.isArray(checked)) this.#intake.reject(row.lines, checked);
      else {
        this.#intake.accept(row.lines.length);
        this.#claims += 1;
        fresh.push({ ...checked, contentHash, billingHash: billingOf(checked.personId, row), row });
      }
    }
    return fresh;
  }

  #check(
    row: ClaimRow,
    contentHash: string,
    known: KnownClaim | undefined,
  ): 'repeat' | Refusal[] | Pick<FreshClaim, 'personId' | 'subscriberId'> {
    if (known !== undefined) {
      if (known.contentHash === contentHash) return 'repeat';
      const expected = `the claim as import ${known.importId} brought it, or another claim number,`;
      return [this.#intake.refuse(row, 'claim', 'duplicate_claim', expected, row.claim)];
    }
    const person = this.#roster.person(row.person);
    const problems = amountProblems(this.#intake, row);
    const firstDay = Math.min(...row.lines.map((line) => line.serviceDate));
    let subscriberId = 0;
    for (const line of row.lines) {
      const day = { name: 'service_date', day: line.serviceDate, text: formatDay(line.serviceDate) };
      const at = { fileLine: line.fileLine, person: row.person };
      const coverage = coverageOn(
        this.#intake,
        this.#roster,
        person,
        at,
        day,
        'adjudicated here',
        this.#notEnrolled,
      );
      if (isRefusal(coverage)) {
        problems.push(coverage);
        if (coverage.code === 'unknown_reference') break;
        continue;
      }
      if (line.serviceDate === firstDay) subscriberId = coverage.nearest.subscriberId;
      if (coverage.span !== undefined) {
        problems.push(...termProblems(this.#intake, line, this.#roster.plan(coverage.span.planId)));
      }
    }
    if (problems.length > 0) return problems;
    const met = this.#seen.meet(row.claim, '', contentHash, row.fileLine);
    if (met !== undefined) {
      if (met.isSame) return 'repeat';
      const expected = `the claim as it stands in line ${met.fileLine}, or another claim number,`;
      return [this.#intake.refuse(row, 'claim', 'duplicate_claim', expected, row.claim)];
    }
    return this.#add(row) ?? { personId: person!.personId, subscriberId };
  }

  #add(row: ClaimRow): Refusal[] | undefined {
    if (!this.#total.add(...row.lines.map((line) => line.charge))) {
      const expected = 'charges of at most 2^53 - 1 minor units in all';
      return [this.#intake.refuse(row.lines[0]!, 'charge', 'too_large', expected, 'more')];
    }
    for (const line of row.lines) {
      this.#charge += line.charge;
      this.#allowed += line.allowed;
    }
    return undefined;
  }
}

function billingOf(personId: number, { provider, lines }: ClaimRow): string {
  const billed = lines.map(({ serviceDate: serviceDay, ...line }) => ({ ...line, serviceDay }));
  return billingHash({ personId, provider, lines: billed });
}
