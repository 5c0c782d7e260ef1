import type { CoverageSpan } from '../../core/coverage/eligibility.ts';
import type { Entry } from '../../core/ledger/entry.ts';
import type { Change } from './import-store.ts';
import type { AccumulatorRow, PersonRollupRow, RollupRow } from './run.ts';

/** How a line's charge was split, in minor units. */
export interface LineParts {
  readonly copay: number;
  readonly deductible: number;
  readonly coinsurance: number;
  readonly planPays: number;
  readonly notCovered: number;
  readonly writeOff: number;
  readonly balanceBill: number;
  /** A claim adjustment reason code, '' for none. */
  readonly reason: string;
}

/** The decision of a line that no later one has reversed, with the version of the document by which it was made. */
export interface DecisionInForce extends LineParts {
  readonly revision: number;
  readonly documentVersion: number;
  readonly decidedDay: number;
  readonly memberId: number;
  readonly planId: number;
}

/**
 * A line of a version of a claim. `isCurrent` is false where a later version has taken its place or voided it: then its
 * decision only waits to be reversed. Without a decision it waits for its first.
 */
export interface LineOnRecord {
  readonly claimId: number;
  readonly version: number;
  readonly isCurrent: boolean;
  readonly subscriberId: number;
  readonly personId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  /** Equal for claims that bill the same; '' where nothing can be said. */
  readonly billingHash: string;
  readonly lineNumber: number;
  readonly serviceDay: number;
  readonly service: string;
  readonly network: string;
  readonly charge: number;
  readonly allowed: number;
  readonly decision: DecisionInForce | undefined;
}

/** All that the corrections of some families depend on. */
export interface ChangesInput {
  readonly changes: readonly Change[];
  /** By subscriber, claim, version and line number. Claims that wait for a run of their own are not among them. */
  readonly lines: readonly LineOnRecord[];
  readonly spans: ReadonlyMap<number, readonly CoverageSpan[]>;
  /** What the families have used so far, their decisions in force included. */
  readonly accumulators: readonly AccumulatorRow[];
}

/** A line as a correction writes it; of a reversal all amounts are negated. */
export interface CorrectedLine extends LineParts {
  readonly lineNumber: number;
  readonly serviceDay: number;
  readonly memberId: number;
  readonly planId: number;
  readonly charge: number;
  readonly allowed: number;
}

/** The reversal of a claim's decision in force, or the decision that takes its place. */
export interface Correction {
  readonly claimId: number;
  readonly version: number;
  readonly revision: number;
  readonly isReversal: boolean;
  readonly personId: number;
  readonly benefit: string;
  readonly decidedDay: number;
  readonly paidDay: number;
  readonly lines: readonly CorrectedLine[];
}

/** All that the corrections of some families write, in one transaction. */
export interface ChangesOutput {
  readonly corrections: readonly Correction[];
  readonly accumulators: readonly AccumulatorRow[];
  readonly rollups: readonly RollupRow[];
  readonly personRollups: readonly PersonRollupRow[];
  readonly entries: readonly Entry[];
}
