import type { Refusal } from '../../core/refusal.ts';
import type { ClaimOnRecord, StoredClaim } from '../ports/import-store.ts';
import { type ClaimFamily, checkClaim } from './check-claim.ts';
import type { NotEnrolled } from './claim-checks.ts';
import { billingHash, claimHash } from './content.ts';
import type { Intake } from './intake.ts';
import type { Roster } from './roster.ts';
import type { ClaimRow } from './rows.ts';
import { Seen } from './seen.ts';
import { RunningTotal } from './totals.ts';

/**
 * How many claims were taken, how many of them replace or void one on record, and the sums of the lines of all but the
 * voids, in minor units.
 */
export interface ClaimsFigures {
  readonly claims: number;
  readonly replaced: number;
  readonly voided: number;
  readonly charge: number;
  readonly allowed: number;
}

/** A claim that is new, before it has its number, or the next version of one on record (`before`). */
export type FreshClaim = Omit<StoredClaim, 'claimId'> & { readonly before: ClaimOnRecord | undefined };

/** The claims of an import as they come in: which are new, which are repeats, which fall. */
export class ClaimRows {
  readonly #intake: Intake;
  readonly #roster: Roster;
  readonly #notEnrolled: NotEnrolled;
  readonly #seen = new Seen();
  readonly #total = new RunningTotal();
  #claims = 0;
  #replaced = 0;
  #voided = 0;
  #charge = 0;
  #allowed = 0;

  constructor(intake: Intake, roster: Roster, notEnrolled: NotEnrolled) {
    this.#intake = intake;
    this.#roster = roster;
    this.#notEnrolled = notEnrolled;
  }

  get figures(): ClaimsFigures {
    return {
      ...{ claims: this.#claims, replaced: this.#replaced, voided: this.#voided },
      ...{ charge: this.#charge, allowed: this.#allowed },
    };
  }

  /** The claims that are new, in order; the others are counted as repeats or left out. */
  take(rows: readonly ClaimRow[], known: ReadonlyMap<string, ClaimOnRecord>): FreshClaim[] {
    const fresh: FreshClaim[] = [];
    for (const row of rows) {
      const contentHash = claimHash(row);
      const before = known.get(row.claim);
      const checked = this.#check(row, contentHash, before);
      if (checked === 'repeat') this.#intake.repeat(row.lines.length);
      else if (Array.isArray(checked)) this.#intake.reject(row.lines, checked);
      else {
        this.#intake.accept(row.lines.length);
        this.#claims += 1;
        this.#replaced += Number(row.frequency === '7');
        this.#voided += Number(row.frequency === '8');
        const version = (before?.version ?? 0) + 1;
        const billingHash = billingOf(checked.personId, row);
        fresh.push({ ...checked, version, contentHash, billingHash, row, before });
      }
    }
    return fresh;
  }

  #check(
    row: ClaimRow,
    contentHash: string,
    known: ClaimOnRecord | undefined,
  ): 'repeat' | Refusal[] | ClaimFamily {
    const checked = checkClaim(this.#intake, this.#roster, this.#notEnrolled, row, contentHash, known);
    if (checked === 'repeat' || Array.isArray(checked)) return checked;
    const sum = () => (row.frequency === '8' ? undefined : this.#add(row));
    return this.#seenBefore(row, contentHash) ?? sum() ?? checked;
  }

  /** A claim that the file brought before. */
  #seenBefore(row: ClaimRow, contentHash: string): 'repeat' | Refusal[] | undefined {
    const met = this.#seen.meet(row.claim, '', contentHash, row.fileLine);
    if (met !== undefined) {
      if (met.isSame) return 'repeat';
      const expected =
        row.frequency === '1'
          ? `the claim as it stands in line ${met.fileLine}, or another claim number,`
          : `a later file than that of the claim in line ${met.fileLine},`;
      return [this.#intake.refuse(row, 'claim', 'duplicate_claim', expected, row.claim)];
    }
    return undefined;
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

/** What a version of a claim bills; '' where nothing can be said. */
export function billingOf(personId: number, { provider, lines }: ClaimRow): string {
  const billed = lines.map(({ serviceDate: serviceDay, ...line }) => ({ ...line, serviceDay }));
  return billingHash({ personId, provider, lines: billed });
}
